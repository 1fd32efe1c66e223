package io.fairlead.parts;

import io.fairlead.parts.Found.Beyond;
import io.fairlead.parts.Found.Missing;
import io.fairlead.parts.Found.Present;
import org.opentest4j.TestAbortedException;

/**
 * A test's need of a part. It stands apart from {@link Parts}, which benchmarks use where no test
 * engine is on the class path.
 */
public final class Demand {
  private Demand() {}

  /**
   * Does nothing where the part is here. Otherwise the closing line will name it.
   *
   * @throws TestAbortedException naming the part and why it is missing
   */
  public static void of(Part part) {
    String why = lacking(part);
    if (!why.isEmpty()) {
      throw new TestAbortedException(Parts.missing(part, why));
    }
  }

  /** Whether the part is here. Where it is not, the closing line will name it all the same. */
  public static boolean isHere(Part part) {
    return lacking(part).isEmpty();
  }

  private static String lacking(Part part) {
    return switch (Parts.find(part)) {
      case Present _ -> "";
      case Missing(String why) -> {
        Ledger.missing(part, why);
        yield why;
      }
      case Beyond(String why) -> {
        Ledger.beyond(part, why);
        yield why;
      }
    };
  }
}
