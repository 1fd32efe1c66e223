package io.fairlead.cli.operate;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the operator before anything is changed. */
public final class Confirmation {
  private static final Set<String> YES = Set.of("y", "yes");

  private Confirmation() {}

  /**
   * Returns where the operator agrees.
   *
   * @throws Stop where the operator does not, or cannot be asked
   */
  public static void ask(String question, boolean yes, Surroundings surroundings) {
    if (yes) {
      return;
    }
    if (!surroundings.inTerminal()) {
      throw new Stop(
          ExitCode.USAGE, "there is no terminal to ask on: add --yes to do it, or --dry-run.");
    }
    surroundings.err().print(question + " [y/N] ");
    surroundings.err().flush();
    if (!YES.contains(answer(surroundings).strip().toLowerCase(Locale.ROOT))) {
      throw new Stop(ExitCode.USAGE, "not confirmed, nothing was changed.");
    }
  }

  private static String answer(Surroundings surroundings) {
    try {
      @Nullable String line = surroundings.in().readLine();
      return line == null ? "" : line;
    } catch (IOException _) {
      return "";
    }
  }
}
