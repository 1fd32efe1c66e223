/**
 * A deterministic world: the real cycles and the real quorum register of all regions in one thread
 * under virtual time, with faults at every port call and invariants checked after every change.
 */
@NullMarked
package io.fairlead.simulation;

import org.jspecify.annotations.NullMarked;
