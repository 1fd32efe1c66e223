/**
 * A strict twin of EC2's addresses and of Route 53: HTTP servers on loopback with the documented
 * semantics and limits, per account and region, under a virtual clock, with faults by rule.
 */
@NullMarked
package io.fairlead.emulators.twin;

import org.jspecify.annotations.NullMarked;
