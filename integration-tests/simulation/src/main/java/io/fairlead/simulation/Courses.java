package io.fairlead.simulation;

import io.fairlead.fleet.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be played, by a text: {@code story NAME}, {@code path NAME every N} (the
 * faults of each N-th port call), {@code path NAME late} (each call at a target or a cell arrives
 * half an hour later), {@code seed N for H h} and {@code copies seed N for H h}.
 */
public final class Courses {
  private static final int EVERY = 12;
  private static final String LATE = " late";
  private static final int HOURS = 12;

  private Courses() {}

  /** Every story and path, and so many seeds. */
  public static List<String> all(int seeds) {
    List<String> all = new ArrayList<>();
    Stories.all().forEach(story -> all.add("story " + story.name()));
    Path.all().forEach(path -> all.add("path " + path.name() + LATE));
    Path.all().forEach(path -> all.add("path " + path.name() + " every " + EVERY));
    for (int seed = 1; seed <= seeds; seed++) {
      all.add("seed " + seed + " for " + HOURS + " h");
    }
    return all;
  }

  /**
   * Plays one.
   *
   * @return the violation found; null = it ends as it should
   * @throws IllegalArgumentException where the text names nothing
   */
  public static @Nullable String play(String course) {
    String[] words = course.split(" ", 2);
    return switch (words[0]) {
      case "story" -> story(words[1]);
      case "path" -> path(words[1]);
      case "seed" -> seed(SimFleet.fourRegions(), words[1].split(" ", -1));
      case "copies" -> copies(words[1].split(" ", -1));
      default -> throw new IllegalArgumentException("no course: " + course);
    };
  }

  private static @Nullable String story(String name) {
    Story story =
        Stories.all().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no story: " + name));
    return found(story::tell);
  }

  private static @Nullable String path(String text) {
    boolean late = text.endsWith(LATE);
    String[] words = late ? new String[] {text.replace(LATE, "")} : text.split(" every ", 2);
    Path path =
        Path.all().stream()
            .filter(one -> one.name().equals(words[0]))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no path: " + words[0]));
    Exhaustive sweep = new Exhaustive(path, new Setting(SimFleet.threeRegions(), 1, true));
    return found(
        () -> {
          if (late) {
            sweep.runLate();
          } else {
            sweep.run(Integer.parseInt(words[1]));
          }
        });
  }

  /** A seed whose services wait for copies, as in {@code copies seed 3 for 6 h}. */
  private static @Nullable String copies(String[] words) {
    Fleet fleet = SimFleet.replicating(SimFleet.fourRegions(), "eu-west");
    return seed(fleet, Arrays.copyOfRange(words, 1, words.length));
  }

  private static @Nullable String seed(Fleet fleet, String[] words) {
    long seed = Long.parseLong(words[0]);
    Duration time = Duration.ofHours(Long.parseLong(words[2]));
    World world = new World(new Setting(fleet, seed, seed % 2 == 0));
    return found(() -> new Chaos(world).run(time));
  }

  private static @Nullable String found(Runnable course) {
    try {
      course.run();
      return null;
    } catch (AssertionError | RuntimeException failed) {
      Throwable first = failed;
      while (!(first instanceof Violation) && first.getCause() != null) {
        first = first.getCause();
      }
      return first instanceof Violation ? String.valueOf(first.getMessage()) : "failed: " + first;
    }
  }
}
