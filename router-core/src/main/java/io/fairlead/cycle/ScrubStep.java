package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.ReplicationPlan;
import io.fairlead.artifact.ScrubCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What one step of a scrub reads.
 *
 * @param objects sorted by path, as many as the budget allows
 * @param from the first path that it is for
 * @param after the cursor when it is done
 */
record ScrubStep(List<ArtifactObject> objects, String from, ScrubCursor after) {
  /** The step that is due; none has no objects. */
  static ScrubStep of(ReplicationPlan.Applied shown, ScrubCursor cursor, Instant now) {
    int most = cursor.portion(shown.version().manifest().objects().count(), now);
    List<ArtifactObject> objects = new ArrayList<>();
    if (most == 0) {
      return new ScrubStep(objects, cursor.next(), cursor);
    }
    Iterator<ArtifactObject> taken = shown.version().taken(shown.selector(), cursor.next());
    long bytes = 0;
    while (taken.hasNext()) {
      ArtifactObject object = taken.next();
      if (objects.size() == most || (bytes > 0 && bytes + object.blob().length() > BYTES)) {
        return new ScrubStep(objects, cursor.next(), new ScrubCursor(now, object.path()));
      }
      bytes += object.blob().length();
      objects.add(object);
    }
    return new ScrubStep(objects, cursor.next(), ScrubCursor.at(now));
  }

  private static final long BYTES = ScrubCursor.MAX_BYTES;

  /** Whether a path is before the step's end. */
  boolean covers(String path) {
    return after.next().isEmpty() || path.compareTo(after.next()) < 0;
  }
}
