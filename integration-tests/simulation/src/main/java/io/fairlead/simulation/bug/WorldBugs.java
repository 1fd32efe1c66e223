package io.fairlead.simulation.bug;

import static io.fairlead.simulation.bug.Sources.bug;
import static io.fairlead.simulation.bug.Sources.world;

import java.util.List;

/** Bugs in adapters, planted in those of the world. */
final class WorldBugs {
  static final List<PlantedBug> ALL =
      List.of(
          bug(
              "no fence at a zone",
              "story records arrive after a newer change",
              world(
                  "SimZones",
                  "String mismatch = mismatch(before, batch);",
                  "String mismatch = null;")),
          bug(
              "an adapter sends what has expired",
              "story an order thaws after its time",
              world(
                  "Runner",
                  "return !world.isLate() && clock().isAfter(order.notAfter());",
                  "return false;")),
          bug(
              "a person's flag is removed",
              "story a person holds while a flag is lowered",
              world("SimFlags", "return there.epoch() > 0;", "return true;")));

  private WorldBugs() {}
}
