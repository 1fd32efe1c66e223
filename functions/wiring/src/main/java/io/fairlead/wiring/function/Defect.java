package io.fairlead.wiring.function;

/** How a function's line tells a defect, for whoever mends it. */
public final class Defect {
  private static final int MOST_CAUSES = 4;

  private Defect() {}

  /** The exception and what caused it, without stacks. */
  public static String described(Throwable bug) {
    StringBuilder text = new StringBuilder("a defect: ").append(bug);
    Throwable cause = bug.getCause();
    for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
      text.append("; because of ").append(cause);
      cause = cause.getCause();
    }
    return text.toString();
  }
}
