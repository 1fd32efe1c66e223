/**
 * Rules of a topology across places of its file. Each goes on over a file that has other problems.
 * Imports router-core, the prober's address rules, {@code io.fairlead.wiring.yaml} and {@code
 * io.fairlead.wiring.shape}.
 */
@NullMarked
package io.fairlead.wiring.topology.rule;

import org.jspecify.annotations.NullMarked;
