package io.fairlead.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commands of the Azure CLI with the options that each takes, as {@code
 * integration-tests/azure-cli/table} wrote them from the installed tool.
 */
record AzTable(SortedMap<String, List<Option>> commands) {
  private static final Pattern OPTION = Pattern.compile("([^=+!?]+)(?:=\\{(.*)})?([+]?)([!?]?)");

  /**
   * What is not in the table, because every command takes it; the value of a mark is whether it has
   * one.
   */
  private static final Map<String, Boolean> EVERYWHERE =
      Map.of("--query", true, "--output", true, "-o", true, "--only-show-errors", false);

  /**
   * An option.
   *
   * @param names long and short
   * @param values that it takes; empty = any
   * @param valued whether it has one
   * @param needed whether it must be there: '!' always, '?' where --ids is not, '-' never
   */
  record Option(Set<String> names, Set<String> values, boolean valued, char needed) {}

  static AzTable read() throws IOException {
    SortedMap<String, List<Option>> commands = new TreeMap<>();
    try (InputStream in =
        Objects.requireNonNull(AzTable.class.getResourceAsStream("az-commands.txt"))) {
      for (String line :
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList()) {
        String[] parts = line.split(" {2}", 2);
        List<Option> options = new ArrayList<>();
        for (String each : parts.length == 1 ? new String[0] : parts[1].split(" ", -1)) {
          options.add(option(each));
        }
        commands.put(parts[0], options);
      }
    }
    return new AzTable(commands);
  }

  private static Option option(String text) {
    Matcher parts = OPTION.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no option: " + text);
    }
    return new Option(
        Set.of(parts.group(1).split(",", -1)),
        parts.group(2) == null ? Set.of() : Set.of(parts.group(2).split("\\|", -1)),
        parts.group(3).isEmpty(),
        parts.group(4).isEmpty() ? '-' : parts.group(4).charAt(0));
  }

  /** What is wrong with the words behind {@code az}; empty = nothing. */
  List<String> mistakes(List<String> words) {
    if (words.isEmpty()) {
      return List.of();
    }
    if (words.getLast().equals("…")) {
      String group = String.join(" ", words.subList(0, words.size() - 1)) + " ";
      return commands.keySet().stream().anyMatch(each -> each.startsWith(group))
          ? List.of()
          : List.of("no command begins so");
    }
    Optional<String> name = name(words);
    return name.isEmpty()
        ? List.of("no such command, or none of the groups in integration-tests/azure-cli/table")
        : mistakes(commands.get(name.get()), words.subList(length(name.get()), words.size()));
  }

  private Optional<String> name(List<String> words) {
    int before = 0;
    while (before < words.size() && !words.get(before).startsWith("-")) {
      before++;
    }
    return Optional.of(String.join(" ", words.subList(0, before))).filter(commands::containsKey);
  }

  private static int length(String name) {
    return name.split(" ", -1).length;
  }

  /** A command that is only named has no options at all. */
  private static List<String> mistakes(List<Option> known, List<String> words) {
    List<String> found = new ArrayList<>();
    Set<String> given = new TreeSet<>();
    for (int at = 0; at < words.size(); at++) {
      String word = words.get(at);
      if (!word.startsWith("-")) {
        continue;
      }
      String value = at + 1 < words.size() ? words.get(at + 1) : "-";
      given.add(word);
      Optional<Option> option =
          known.stream().filter(each -> each.names().contains(word)).findFirst();
      if (option.isPresent()) {
        wrong(option.get(), value).map(why -> word + " " + why).ifPresent(found::add);
      } else if (!EVERYWHERE.containsKey(word)) {
        found.add("no option " + word);
      } else if (EVERYWHERE.get(word) && value.startsWith("-")) {
        found.add(word + " has no value");
      }
    }
    if (!given.isEmpty()) {
      known.stream().filter(each -> lacks(each, given)).map(AzTable::missing).forEach(found::add);
    }
    return found;
  }

  private static Optional<String> wrong(Option option, String value) {
    boolean alone = value.startsWith("-");
    if (!option.valued()) {
      return alone ? Optional.empty() : Optional.of("takes no value, found " + value);
    }
    // Whoever says a truth value alone says true.
    if (alone) {
      return option.values().contains("true") ? Optional.empty() : Optional.of("has no value");
    }
    return option.values().isEmpty() || option.values().contains(value)
        ? Optional.empty()
        : Optional.of("takes " + String.join(", ", new TreeSet<>(option.values())));
  }

  private static boolean lacks(Option option, Set<String> given) {
    boolean needed = option.needed() == '!' || (option.needed() == '?' && !given.contains("--ids"));
    return needed && option.names().stream().noneMatch(given::contains);
  }

  private static String missing(Option option) {
    return option.names().stream().max(Comparator.comparing(String::length)).orElseThrow()
        + " is missing";
  }
}
