/**
 * How long it takes until clients are served again after a fault: Fairlead's own processes beside
 * peers, on the same gateways and the same faults.
 */
@NullMarked
package io.fairlead.benchmarks.detection;

import org.jspecify.annotations.NullMarked;
