/**
 * The quorum register under a deterministic schedule: clients, cells and messages in virtual time,
 * every history checked for linearizability.
 */
@NullMarked
package io.fairlead.quorum.sim;

import org.jspecify.annotations.NullMarked;
