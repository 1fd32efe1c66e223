/** Keys of AWS's KMS that sign and never leave it. */
@NullMarked
package io.fairlead.aws.key;

import org.jspecify.annotations.NullMarked;
