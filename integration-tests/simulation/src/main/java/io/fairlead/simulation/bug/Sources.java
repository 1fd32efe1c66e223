package io.fairlead.simulation.bug;

import io.fairlead.planted.Edit;
import java.util.List;

/** Where the edited sources lie. */
final class Sources {
  private static final String CORE = "router-core/src/main/java/io/fairlead/";
  private static final String WORLD =
      "integration-tests/simulation/src/main/java/io/fairlead/simulation/";

  private Sources() {}

  /** A class of the core, such as {@code cycle/Journal}. */
  static Edit core(String type, String right, String wrong) {
    return new Edit(CORE + type + ".java", right, wrong);
  }

  /** A class of the simulated world: an adapter. */
  static Edit world(String type, String right, String wrong) {
    return new Edit(WORLD + type + ".java", right, wrong);
  }

  static PlantedBug bug(String name, String killer, Edit... edits) {
    return new PlantedBug(name, List.of(edits), killer);
  }
}
