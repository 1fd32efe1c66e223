package io.fairlead.artifact;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
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

  /** A path that is both an object and the folder of another; empty where none is. */
  static Optional<String> collision(Collection<ArtifactObject> objects) {
    Set<String> paths = HashSet.newHashSet(objects.size());
    objects.forEach(object -> paths.add(object.path()));
    for (ArtifactObject object : objects) {
      String path = object.path();
      for (int at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
        if (paths.contains(path.substring(0, at))) {
          return Optional.of(path.substring(0, at));
        }
      }
    }
    return Optional.empty();
  }
}
