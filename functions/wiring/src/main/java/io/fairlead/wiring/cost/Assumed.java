package io.fairlead.wiring.cost;

/**
 * What is not counted but assumed; the bill names each.
 *
 * @param tickMillis billed time of a run that ticks
 * @param doneMillis billed time of a run whose slot is done
 * @param entryKilobytes of an observation entry with what the topology has to probe
 * @param registerKilobytes of the register
 * @param logBytes of a run, the platform's own lines included
 */
public record Assumed(
    int tickMillis, int doneMillis, int entryKilobytes, int registerKilobytes, int logBytes) {
  /** Memory of the functions, as the template has it. */
  static final double GIGABYTES = 0.5;

  private static final int BYTES_A_TARGET = 250;
  private static final int BYTES_AN_ENTRY = 300;
  private static final int KILOBYTE = 1024;

  /** For a number of targets that one observer probes. */
  public static Assumed of(int targets) {
    int bytes = BYTES_AN_ENTRY + targets * BYTES_A_TARGET;
    return new Assumed(300, 20, (bytes + KILOBYTE - 1) / KILOBYTE, 4, 1200);
  }
}
