package io.fairlead.benchmarks.loss;

/** What really breaks in the middle of a run. */
public enum Outage {
  /** Nothing: every flip is a false one. */
  NONE,
  /** Every node of us-east, and its observer, fall silent. */
  REGION_DARK,
  /** The holder of eu-west's address accepts nothing and answers nothing. */
  HOLDER_HUNG,
  /** The holder of eu-west's address refuses connections. */
  HOLDER_KILLED
}
