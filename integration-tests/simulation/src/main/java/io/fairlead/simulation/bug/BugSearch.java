package io.fairlead.simulation.bug;

import io.fairlead.simulation.Courses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The full search by command: every planted bug against every course until one finds it. */
public final class BugSearch {
  private static final int SEEDS = 1000;
  private static final int LINE = 160;

  private BugSearch() {}

  /**
   * Prints a line a bug; ends with 1 where one survives.
   *
   * @param args how many seeds to try at most, and part of the names of the bugs to try
   */
  public static void main(String[] args) throws Exception {
    int seeds = args.length > 0 ? Integer.parseInt(args[0]) : SEEDS;
    if (!passes(seeds, args.length > 1 ? args[1] : "")) {
      System.exit(1);
    }
  }

  /**
   * Whether every bug is found.
   *
   * @param part of the names of the bugs to try
   */
  public static boolean passes(int seeds, String part) throws Exception {
    List<String> courses = Courses.all(seeds);
    int survivors = 0;
    for (PlantedBug bug : PlantedBugs.FATAL) {
      if (bug.name().contains(part)) {
        survivors += search(bug, courses) ? 0 : 1;
      }
    }
    System.out.println(survivors + " survive");
    return survivors == 0;
  }

  private static boolean search(PlantedBug bug, List<String> courses) throws Exception {
    PlantedBug.Planted planted =
        bug.plant(Path.of("").toAbsolutePath(), Files.createTempDirectory("bug"));
    int tried = 0;
    for (String course : courses) {
      tried++;
      String found = planted.play(course);
      if (found != null) {
        System.out.printf(
            "%s | %s (course %d of %d) | %s%n",
            bug, course, tried, courses.size(), found.substring(0, Math.min(LINE, found.length())));
        return true;
      }
    }
    System.out.println(bug + " | SURVIVES " + tried + " courses");
    return false;
  }
}
