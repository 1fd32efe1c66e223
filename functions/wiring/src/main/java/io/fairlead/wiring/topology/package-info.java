/**
 * The topology file {@code fairlead.yaml}: read, checked whole, and turned into a {@link
 * io.fairlead.fleet.Fleet} and the settings of the processes. Imports router-core, {@code
 * io.fairlead.wiring.yaml} and {@code io.fairlead.wiring.shape}.
 */
@NullMarked
package io.fairlead.wiring.topology;

import org.jspecify.annotations.NullMarked;
