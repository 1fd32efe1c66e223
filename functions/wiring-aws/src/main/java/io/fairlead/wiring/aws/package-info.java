/** Regions of AWS: from a topology to the ports that reach them. */
@NullMarked
package io.fairlead.wiring.aws;

import org.jspecify.annotations.NullMarked;
