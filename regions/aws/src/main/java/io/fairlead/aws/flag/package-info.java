/** Evacuation flags and the freeze object in S3 buckets. */
@NullMarked
package io.fairlead.aws.flag;

import org.jspecify.annotations.NullMarked;
