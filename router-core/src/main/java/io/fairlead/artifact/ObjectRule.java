package io.fairlead.artifact;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What objects of a source are, by their paths.
 *
 * @param kind null = the rule gives tags only
 */
public record ObjectRule(List<PathPattern> paths, @Nullable ArtifactKind kind, List<String> tags) {
  public ObjectRule {
    paths = List.copyOf(paths);
    tags = List.copyOf(tags);
  }

  /**
   * An object with the kind of the first rule that gives its path one, else {@code files}, and the
   * tags of all that match.
   *
   * @throws IllegalArgumentException where no object can have this path
   */
  public static ArtifactObject labelled(String path, Blob blob, List<ObjectRule> rules) {
    ArtifactKind kind = null;
    List<String> tags = new ArrayList<>();
    for (ObjectRule rule : rules) {
      if (rule.paths().stream().anyMatch(pattern -> pattern.matches(path))) {
        kind = kind == null ? rule.kind() : kind;
        tags.addAll(rule.tags());
      }
    }
    return new ArtifactObject(path, blob, kind == null ? ArtifactKind.FILES : kind, tags);
  }
}
