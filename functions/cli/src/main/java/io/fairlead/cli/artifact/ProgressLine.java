package io.fairlead.cli.artifact;

import io.fairlead.cli.Surroundings;

/** One line of a terminal that is written over as work goes on; nothing where nobody looks. */
final class ProgressLine implements AutoCloseable {
  private static final String ERASED = "\r\u001b[K";

  private final Surroundings surroundings;
  private boolean shown;

  ProgressLine(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  synchronized void show(String text) {
    if (surroundings.outTerminal()) {
      surroundings.err().print(ERASED + "  " + text);
      surroundings.err().flush();
      shown = true;
    }
  }

  /** Takes the line away. */
  @Override
  public synchronized void close() {
    if (shown) {
      surroundings.err().print(ERASED);
      surroundings.err().flush();
    }
  }
}
