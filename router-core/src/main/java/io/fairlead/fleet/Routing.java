package io.fairlead.fleet;

/** How a service spreads its traffic over regions. */
public enum Routing {
  /** Every partition declares home shares that add up to 100. */
  PARTITIONED,
  /** The first eligible region of the declared order takes everything. */
  ACTIVE_PASSIVE
}
