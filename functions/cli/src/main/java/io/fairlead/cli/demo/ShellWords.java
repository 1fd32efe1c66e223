package io.fairlead.cli.demo;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words of a line to paste, as a shell reads them. */
final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._+:@=-]+");

  private ShellWords() {}

  /** One word. */
  static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Words with blanks between. */
  static String line(List<String> words) {
    return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
  }
}
