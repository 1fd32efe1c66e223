package io.fairlead.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls of a program in a line that is typed into a shell. */
final class ShellLine {
  private static final Pattern WITHIN = Pattern.compile("\\$\\(([^()]*)\\)");

  private ShellLine() {}

  /** Words behind the program's name, of each of its calls, those within others included. */
  static List<List<String>> calls(String program, String line) {
    List<List<String>> calls = new ArrayList<>();
    Matcher within = WITHIN.matcher(line);
    while (within.find()) {
      calls.addAll(calls(program, within.group(1)));
    }
    List<String> call = new ArrayList<>();
    for (String word : words(WITHIN.matcher(line).replaceAll("ANSWER") + " ;")) {
      if (!List.of(";", "&&", "|", "#").contains(word)) {
        call.add(word);
        continue;
      }
      if (call.size() == 3 && call.subList(0, 2).equals(List.of("sh", "-c"))) {
        calls.addAll(calls(program, call.getLast()));
      } else if (!call.isEmpty() && call.getFirst().equals(program)) {
        calls.add(List.copyOf(call.subList(1, call.size())));
      }
      call.clear();
      if (word.equals("#")) {
        return calls;
      }
    }
    return calls;
  }

  /** As a shell splits it, quotes taken off. */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean within = false;
    char quote = ' ';
    for (int at = 0; at < line.length(); at++) {
      char next = line.charAt(at);
      if (quote != ' ') {
        if (next == quote) {
          quote = ' ';
        } else {
          word.append(next);
        }
      } else if (next == '\'' || next == '"') {
        quote = next;
        within = true;
      } else if (next == '\\' && at + 1 < line.length()) {
        word.append(line.charAt(++at));
        within = true;
      } else if (next == ' ') {
        if (within) {
          words.add(word.toString());
        }
        word.setLength(0);
        within = false;
      } else {
        word.append(next);
        within = true;
      }
    }
    if (within) {
      words.add(word.toString());
    }
    return words;
  }
}
