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
    switch (Parts.find(part)) {
      case Present _ -> {}
      case Missing(String why) -> {
        Ledger.missing(part, why);
        throw new TestAbortedException(Parts.missing(part, why));
      }
      case Beyond(String why) -> {
        Ledger.beyond(part, why);
        throw new TestAbortedException(Parts.missing(part, why));
      }
    }
  }
}
