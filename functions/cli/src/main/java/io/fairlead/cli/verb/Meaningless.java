package io.fairlead.cli.verb;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options that verbs share and that mean nothing to some: their help does not show them. Given all
 * the same they are refused with the reason, which a parser that knows nothing of them cannot say.
 */
public final class Meaningless {
  private static final String LASTING = "--for";
  private static final String WAIT = "--wait";

  private static final Map<String, List<String>> OPTIONS =
      Map.of(
          "activate", List.of(LASTING, WAIT),
          "unfreeze", List.of(LASTING, WAIT),
          "freeze", List.of(WAIT),
          "failover", List.of(LASTING),
          "failback", List.of(LASTING),
          "undrain", List.of(LASTING));

  private Meaningless() {}

  /** Leaves them out of a verb's help. */
  public static void hide(CommandSpec verb) {
    for (String name : OPTIONS.getOrDefault(verb.name(), List.of())) {
      OptionSpec shown = verb.findOption(name);
      verb.remove(shown);
      verb.addOption(OptionSpec.builder(shown).hidden(true).build());
    }
  }
}
