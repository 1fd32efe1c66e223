package io.fairlead.artifact;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one rule for paths of objects: relative, in one spelling, harmless below any folder. */
public final class ObjectPaths {
  private static final int MAX_LENGTH = 512;

  /** Of a name between slashes, in UTF-8: more has no file system. */
  private static final int MAX_NAME_BYTES = 255;

  /** Neither a control character, nor what Windows or a shell reads as something else. */
  private static final Pattern NAME = Pattern.compile("[^/\\\\:\\p{Cc}\\p{Zl}\\p{Zp}]+");

  /** What reading bytes as text leaves where they were none. */
  private static final Pattern NO_TEXT = Pattern.compile("[\\x{FFFD}\\p{Cs}]");

  private ObjectPaths() {}

  /** What is wrong with a path; empty where nothing is. */
  public static Optional<String> objection(String path) {
    if (path.isEmpty() || path.length() > MAX_LENGTH) {
      return Optional.of("a path has 1 to " + MAX_LENGTH + " characters, not " + path.length());
    }
    if (NO_TEXT.matcher(path).find()) {
      return Optional.of(
          "the name of '%s' is no text in UTF-8: rename it, or start with LC_ALL=C.UTF-8 if it is"
              .formatted(printable(path)));
    }
    for (String name : path.split("/", -1)) {
      if (name.equals(".") || name.equals("..") || !NAME.matcher(name).matches()) {
        return Optional.of(
            "path '"
                + printable(path)
                + "' is not relative, with / between names without colons, backslashes or control"
                + " characters");
      }
      // No character has more than three bytes.
      if (name.length() > MAX_NAME_BYTES / 3
          && name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
        return Optional.of(
            "path '%s' has a name of more than %d bytes in UTF-8, which no folder takes"
                .formatted(path, MAX_NAME_BYTES));
      }
    }
    return Optional.empty();
  }

  private static String printable(String path) {
    return path.replaceAll("[\\p{Cc}\\p{Cs}]", "?");
  }
}
