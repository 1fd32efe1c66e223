/** Observation entries in DynamoDB. */
@NullMarked
package io.fairlead.aws.observe;

import org.jspecify.annotations.NullMarked;
