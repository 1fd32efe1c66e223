package io.fairlead.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Which objects of a set a region takes. Policies go everywhere, whatever is selected. */
public sealed interface Selector {
  /** Whether a region takes an object. */
  default boolean takes(ArtifactObject object) {
    return object.kind() == ArtifactKind.POLICIES
        || switch (this) {
          case All() -> true;
          case ByTag(List<String> tags) -> object.tags().stream().anyMatch(tags::contains);
          case ByPath(List<PathPattern> patterns) ->
              patterns.stream().anyMatch(pattern -> pattern.matches(object.path()));
        };
  }

  /** On one line; equal selectors have equal texts. */
  default String text() {
    return switch (this) {
      case All() -> "all";
      case ByTag(List<String> tags) -> "tags\t" + String.join("\t", tags);
      case ByPath(List<PathPattern> patterns) ->
          "paths\t" + String.join("\t", patterns.stream().map(PathPattern::text).toList());
    };
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException where it is something else
   */
  static Selector parse(String text) {
    List<String> words = new ArrayList<>(Pattern.compile("\t").splitAsStream(text).toList());
    return switch (words.removeFirst()) {
      case "all" -> new All();
      case "tags" -> new ByTag(words);
      case "paths" -> new ByPath(words.stream().map(PathPattern::parse).toList());
      default -> throw new IllegalArgumentException("expected a selection, found '" + text + "'");
    };
  }

  /** Everything. */
  record All() implements Selector {}

  /** What has one of these tags. */
  record ByTag(List<String> tags) implements Selector {
    public ByTag {
      tags = tags.stream().sorted().distinct().toList();
    }
  }

  /** What matches one of these patterns. */
  record ByPath(List<PathPattern> patterns) implements Selector {
    public ByPath {
      patterns = List.copyOf(patterns);
    }
  }
}
