/** Processes of other clouds in AWS, and functions of AWS in other clouds: tokens for keys. */
@NullMarked
package io.fairlead.aws.identity;

import org.jspecify.annotations.NullMarked;
