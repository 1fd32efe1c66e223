package io.fairlead.wiring.topology;

/** How the one linearizable value is kept. */
public enum RegisterKind {
  /** CASPaxos over the cells of three or five regions. */
  QUORUM,
  /** One cell, whose store must by itself be as available as the fleet needs. */
  SINGLE
}
