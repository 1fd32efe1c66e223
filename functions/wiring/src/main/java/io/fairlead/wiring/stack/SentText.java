package io.fairlead.wiring.stack;

import io.fairlead.port.FaultWords;
import io.fairlead.wiring.topology.rule.FileRules;
import io.fairlead.wiring.yaml.Problems;
import io.fairlead.wiring.yaml.Substitution;
import io.fairlead.wiring.yaml.Tree;
import io.fairlead.wiring.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A topology's text as the functions of AWS read it: alone. Nothing sets variables of the user for
 * them, and no other file of his goes with it.
 */
public final class SentText {
  private static final Pattern FILE = Pattern.compile("(?<!\\$)\\$\\{file:");

  private SentText() {}

  /**
   * Why the functions would read another topology than this machine does, one sentence; empty where
   * they read the same.
   *
   * @param environment looks up {@code ${NAME}} on this machine; null = not set
   */
  public static Optional<String> objection(
      Path file, Function<String, @Nullable String> environment) {
    byte[] text;
    try {
      text = Files.readAllBytes(file);
    } catch (IOException e) {
      return Optional.of(file + " cannot be read: " + FaultWords.kind(e) + ".");
    }
    Path parent = file.toAbsolutePath().getParent();
    Map<String, Tree.Leaf> here = leaves(text, parent == null ? file : parent, environment);
    return leaves(text, Path.of(""), name -> null).values().stream()
        .flatMap(there -> objection(there, here.get(there.place().path())).stream())
        .findFirst();
  }

  private static Optional<String> objection(Tree.Leaf there, Tree.@Nullable Leaf here) {
    String key = there.place().path();
    boolean alike = there.resolved() && here != null && there.text().equals(here.text());
    if (!alike || FILE.matcher(there.written()).find()) {
      return Optional.of(
          "%s is %s, and the functions have neither your variables nor your files: write the value itself there."
              .formatted(key, there.shown()));
    }
    boolean named = FileRules.KEYS.stream().anyMatch(each -> key.endsWith(".tls." + each));
    return named && !there.text().isEmpty()
        ? Optional.of(
            "%s is %s, and the functions have no file of yours: leave it out, so that the platform's authorities are trusted, or give that probe another check."
                .formatted(key, there.shown()))
        : Optional.empty();
  }

  private static SequencedMap<String, Tree.Leaf> leaves(
      byte[] text, Path folder, Function<String, @Nullable String> environment) {
    Problems untold = new Problems();
    SequencedMap<String, Tree.Leaf> leaves = new LinkedHashMap<>();
    Tree tree = YamlReader.read(text, new Substitution(environment, folder, untold), untold);
    if (tree != null) {
      collect(tree, leaves);
    }
    return leaves;
  }

  private static void collect(Tree tree, Map<String, Tree.Leaf> leaves) {
    switch (tree) {
      case Tree.Leaf leaf -> leaves.put(leaf.place().path(), leaf);
      case Tree.Items items -> items.items().forEach(each -> collect(each, leaves));
      case Tree.Entries entries ->
          entries.entries().values().forEach(each -> collect(each.value(), leaves));
    }
  }
}
