package io.fairlead.quorum.sim;

import io.fairlead.parts.Workspace;
import io.fairlead.planted.Edit;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The quorum register compiled from its own source with one planted bug, and played. */
final class Mutant {
  private static final String CAMPAIGN = "io.fairlead.quorum.sim.Campaign";
  private static final String SOURCES = "router-core/src/main/java/io/fairlead/quorum/";

  private Mutant() {}

  /** The first violation in so many seeds; null = the bug survives. */
  static @Nullable String play(PlantedBug bug, long seeds, Path classes) throws Exception {
    List<Edit> edits =
        bug.file().isEmpty()
            ? List.of()
            : List.of(new Edit(SOURCES + bug.file() + ".java", bug.right(), bug.wrong()));
    ClassLoader mutant = io.fairlead.planted.Mutant.of(edits, Workspace.top(), classes);
    try {
      return (String)
          mutant
              .loadClass(CAMPAIGN)
              .getMethod("firstViolation", long.class, String.class)
              .invoke(null, seeds, bug.variant().name());
    } catch (InvocationTargetException e) {
      return "the register failed: " + e.getCause();
    }
  }
}
