/** Cells in AWS: an item of a DynamoDB table, an object of an S3 bucket. */
@NullMarked
package io.fairlead.aws.cell;

import org.jspecify.annotations.NullMarked;
