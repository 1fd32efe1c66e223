package io.fairlead.artifact;

import java.util.regex.Pattern;

/**
 * A pattern of paths: {@code *} is any part of a name, {@code **} any number of folders, {@code ?}
 * one character.
 */
public final class PathPattern {
  private final String text;
  private final Pattern compiled;

  private PathPattern(String text, Pattern compiled) {
    this.text = text;
    this.compiled = compiled;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException where no path could ever match
   */
  public static PathPattern parse(String text) {
    ObjectPaths.objection(text)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    StringBuilder regex = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char each = text.charAt(at);
      if (text.startsWith("**/", at) && (at == 0 || text.charAt(at - 1) == '/')) {
        regex.append("(?:.*/)?");
        at += 2;
      } else if (text.startsWith("**", at)) {
        regex.append(".*");
        at++;
      } else if (each == '*') {
        regex.append("[^/]*");
      } else if (each == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(String.valueOf(each)));
      }
    }
    return new PathPattern(text, Pattern.compile(regex.toString()));
  }

  /** Whether the whole of a path matches. */
  public boolean matches(String path) {
    return compiled.matcher(path).matches();
  }

  /** As it was written. */
  public String text() {
    return text;
  }
}
