package io.fairlead.fleet;

/** Who may take a service out of a region: the cycles by themselves, or only an operator. */
public enum FailoverPolicy {
  AUTOMATIC,
  MANUAL
}
