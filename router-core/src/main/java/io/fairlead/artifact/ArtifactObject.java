package io.fairlead.artifact;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One file of a set.
 *
 * @param path below the set, as in {@code apis/orders.yaml}
 * @param tags what regions select by; sorted, without repeats
 */
public record ArtifactObject(String path, Blob blob, ArtifactKind kind, List<String> tags) {
  /** Tags of one object at most. */
  public static final int MAX_TAGS = 16;

  private static final Pattern TAG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  public ArtifactObject {
    ObjectPaths.objection(path)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    tags = tags.stream().sorted().distinct().toList();
    if (tags.size() > MAX_TAGS || !tags.stream().allMatch(TAG.asMatchPredicate())) {
      throw new IllegalArgumentException(
          "'"
              + path
              + "' has tags "
              + tags
              + ": at most "
              + MAX_TAGS
              + " names of lower-case letters, digits and inner dashes");
    }
  }
}
