package io.fairlead.simulation.bug;

import io.fairlead.planted.Edit;
import io.fairlead.planted.Mutant;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A bug in the cycles, the decisions or an adapter.
 *
 * @param name what it does wrong
 * @param edits what is changed in the sources; none = the code as it is
 * @param killer the course that is known to find it
 */
public record PlantedBug(String name, List<Edit> edits, String killer) {
  public PlantedBug {
    edits = List.copyOf(edits);
  }

  /** The code as it is. */
  static PlantedBug none() {
    return new PlantedBug("no bug", List.of(), "");
  }

  /** The classes that are changed. */
  String place() {
    return edits.stream()
        .map(edit -> edit.file().substring(edit.file().lastIndexOf('/') + 1))
        .map(file -> file.replace(".java", ""))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /**
   * The simulation with the bug in it.
   *
   * @param classes an empty folder
   */
  public Planted plant(Path top, Path classes) throws IOException {
    return new Planted(Mutant.of(edits, top, classes));
  }

  /** The simulation with a bug in it. */
  public record Planted(ClassLoader mutant) {
    /** What a course finds; null = nothing. */
    public @Nullable String play(String course) throws ReflectiveOperationException {
      Class<?> courses = mutant.loadClass("io.fairlead.simulation.Courses");
      try {
        return (String) courses.getMethod("play", String.class).invoke(null, course);
      } catch (InvocationTargetException e) {
        throw new IllegalStateException("the bug cannot be played: " + e.getCause(), e.getCause());
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
