package io.fairlead.artifact;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How what lies at a destination differs from what was put there; each list sorted by path.
 *
 * @param edited other content, or no plain file any more
 * @param foreign what the set does not have
 * @param unnamed how many more there are that no list names
 */
public record Drift(List<String> edited, List<String> missing, List<String> foreign, int unnamed) {
  /** No difference. */
  public static final Drift NONE = new Drift(List.of(), List.of(), List.of());

  /** Paths in lists at most. */
  private static final int MOST = 1000;

  /** Paths named in a sentence at most. */
  private static final int NAMED = 3;

  public Drift {
    edited = List.copyOf(edited);
    missing = List.copyOf(missing);
    foreign = List.copyOf(foreign);
  }

  /** All of which is named. */
  public Drift(List<String> edited, List<String> missing, List<String> foreign) {
    this(edited, missing, foreign, 0);
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
    if (unnamed > 0) {
      parts.add("and " + unnamed + " more");
    }
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

  /** A drift that is being found: what lies there goes by, sorted by path. */
  public static final class Draft {
    private final Iterator<ArtifactObject> wanted;
    private final List<String> edited = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private int unnamed;
    private @Nullable ArtifactObject next;

    /**
     * Nothing has gone by.
     *
     * @param wanted what should lie there, sorted by path
     */
    public Draft(Iterator<ArtifactObject> wanted) {
      this.wanted = wanted;
      forward();
    }

    /** A file that lies there; all count. */
    public boolean found(FoundFile file) {
      missingBefore(file.path());
      ArtifactObject here = next;
      if (here == null || !here.path().equals(file.path())) {
        name(foreign, file.path());
        return true;
      }
      if (!here.blob().equals(file.blob())) {
        name(edited, file.path());
      }
      forward();
      return true;
    }

    /** After the last file: what differs of all. */
    public Drift ended() {
      while (next != null) {
        missing();
      }
      return new Drift(edited, missing, foreign, unnamed);
    }

    private void missingBefore(String path) {
      while (next != null && next.path().compareTo(path) < 0) {
        missing();
      }
    }

    private void missing() {
      ArtifactObject here = next;
      if (here != null) {
        name(missing, here.path());
      }
      forward();
    }

    private void forward() {
      next = wanted.hasNext() ? wanted.next() : null;
    }

    private void name(List<String> paths, String path) {
      if (paths.size() < MOST) {
        paths.add(path);
      } else {
        unnamed++;
      }
    }
  }
}
