/** Pages of tokens in DynamoDB. */
@NullMarked
package io.fairlead.aws.token;

import org.jspecify.annotations.NullMarked;
