package io.fairlead.benchmarks.detection;

/** What happens to a gateway. */
enum Fault {
  /** {@code kill -9}: the kernel closes its connections and refuses new ones. */
  KILLED,
  /** SIGSTOP: the kernel accepts connections that nobody answers. */
  HUNG,
  /** Every packet to its address is dropped. */
  DROPPED;

  /** As in tables and files. */
  String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
