package io.fairlead.wiring.topology;

/** How the one linearizable value is kept. */
public enum RegisterKind {
  /** CASPaxos over the cells of three or five regions. */
  QUORUM,
  /**
   * One item of a DynamoDB global table with multi-region strong consistency: each region asks its
   * own replica.
   */
  GLOBAL_TABLE,
  /** One cell, whose store must by itself be as available as the fleet needs. */
  SINGLE
}
