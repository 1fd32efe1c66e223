package io.fairlead.artifact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How what lies at a destination differs from what was put there; each list sorted by path.
 *
 * @param edited other content, or no plain file any more
 * @param foreign what the set does not have
 */
public record Drift(List<String> edited, List<String> missing, List<String> foreign) {
  /** No difference. */
  public static final Drift NONE = new Drift(List.of(), List.of(), List.of());

  /** Paths named in a sentence at most. */
  private static final int NAMED = 3;

  public Drift {
    edited = List.copyOf(edited);
    missing = List.copyOf(missing);
    foreign = List.copyOf(foreign);
  }

  /** Between what should lie there and what does. */
  public static Drift between(List<ArtifactObject> wanted, List<FoundFile> found) {
    Map<String, FoundFile> byPath = new HashMap<>();
    found.forEach(file -> byPath.put(file.path(), file));
    List<String> edited = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (ArtifactObject object : wanted) {
      FoundFile file = byPath.remove(object.path());
      if (file == null) {
        missing.add(object.path());
      } else if (!object.blob().equals(file.blob())) {
        edited.add(object.path());
      }
    }
    return new Drift(edited, missing, byPath.keySet().stream().sorted().toList());
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return edited.isEmpty() && missing.isEmpty() && foreign.isEmpty();
  }

  /** One phrase for people; empty where there is no difference. */
  public Optional<String> text() {
    List<String> parts = new ArrayList<>();
    part(parts, edited, "edited");
    part(parts, missing, "missing");
    part(parts, foreign, "not of the set");
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
  }

  private static void part(List<String> parts, List<String> paths, String what) {
    if (!paths.isEmpty()) {
      int more = paths.size() - NAMED;
      parts.add(
          what
              + ": "
              + String.join(", ", paths.subList(0, Math.min(NAMED, paths.size())))
              + (more > 0 ? " and " + more + " more" : ""));
    }
  }
}
