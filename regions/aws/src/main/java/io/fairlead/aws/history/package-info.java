/** Archived history in DynamoDB. */
@NullMarked
package io.fairlead.aws.history;

import org.jspecify.annotations.NullMarked;
