/** Scenarios on real processes: the demo recomputed from outside, runs before real gateways. */
@NullMarked
package io.fairlead.scenario;

import org.jspecify.annotations.NullMarked;
