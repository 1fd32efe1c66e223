/** From a topology to what is deployed for it on AWS: parameters, records, checks and commands. */
@NullMarked
package io.fairlead.wiring.stack;

import org.jspecify.annotations.NullMarked;
