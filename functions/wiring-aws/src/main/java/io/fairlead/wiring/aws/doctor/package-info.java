/** What lies in AWS against what the topology and the templates would have there. */
@NullMarked
package io.fairlead.wiring.aws.doctor;

import org.jspecify.annotations.NullMarked;
