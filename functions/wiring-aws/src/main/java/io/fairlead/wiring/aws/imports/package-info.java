/** From records of Route 53 and Elastic IPs to a topology. */
@NullMarked
package io.fairlead.wiring.aws.imports;

import org.jspecify.annotations.NullMarked;
