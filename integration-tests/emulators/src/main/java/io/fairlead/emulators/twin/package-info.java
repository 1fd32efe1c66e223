/**
 * Strict twins of clouds, of EC2's addresses and Route 53 and of Azure Resource Manager: HTTP
 * servers on loopback with the documented semantics and limits, per account and region, under a
 * virtual clock, with faults by rule.
 */
@NullMarked
package io.fairlead.emulators.twin;

import org.jspecify.annotations.NullMarked;
