package io.fairlead.artifact;

import java.util.Optional;
import java.util.regex.Pattern;

/** The one rule for paths of objects: relative, in one spelling, harmless below any folder. */
public final class ObjectPaths {
  private static final int MAX_LENGTH = 512;

  /** Neither a control character, nor what Windows or a shell reads as something else. */
  private static final Pattern SEGMENT = Pattern.compile("[^/\\\\:\\p{Cc}\\p{Zl}\\p{Zp}]{1,255}");

  private ObjectPaths() {}

  /** What is wrong with a path; empty where nothing is. */
  public static Optional<String> objection(String path) {
    if (path.isEmpty() || path.length() > MAX_LENGTH) {
      return Optional.of("a path has 1 to " + MAX_LENGTH + " characters, not " + path.length());
    }
    for (String segment : path.split("/", -1)) {
      if (segment.equals(".") || segment.equals("..") || !SEGMENT.matcher(segment).matches()) {
        return Optional.of(
            "path '"
                + path.replaceAll("\\p{Cc}", "?")
                + "' is not relative, with / between names without colons, backslashes or control"
                + " characters");
      }
    }
    return Optional.empty();
  }
}
