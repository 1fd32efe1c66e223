/** Planted bugs: each must turn the simulation red. */
@NullMarked
package io.fairlead.simulation.bug;

import org.jspecify.annotations.NullMarked;
