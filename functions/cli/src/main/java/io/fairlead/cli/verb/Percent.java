package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;

/** A percentage that an operator gives. */
final class Percent {
  private Percent() {}

  /**
   * The number itself.
   *
   * @throws Stop where it is none
   */
  static int checked(int percent) {
    if (percent < 0 || percent > 100) {
      throw new Stop(ExitCode.USAGE, "--max-delete is 0 to 100 percent, not " + percent + ".");
    }
    return percent;
  }
}
