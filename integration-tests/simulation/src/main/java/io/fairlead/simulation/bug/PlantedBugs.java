package io.fairlead.simulation.bug;

import static io.fairlead.simulation.bug.Sources.bug;
import static io.fairlead.simulation.bug.Sources.core;

import java.util.List;
import java.util.stream.Stream;

/** Every planted bug. */
public final class PlantedBugs {
  /** Each must be found. */
  public static final List<PlantedBug> FATAL =
      Stream.of(CycleBugs.ALL, HealthBugs.ALL, PlanBugs.ALL, CopyBugs.ALL, WorldBugs.ALL)
          .flatMap(List::stream)
          .toList();

  /** Each changes nothing that anybody can see; the page on the simulation says why. */
  static final List<PlantedBug> HARMLESS =
      List.of(
          bug(
              "an open intent not cancelled by a freeze",
              "story frozen",
              core("cycle/IntentResolution", "if (in.frozen()) {", "if (false) {")),
          bug(
              "a new order that never expires",
              "story an order thaws after its time",
              core(
                  "cycle/Journal",
                  "due.add(new Due(intent, intent.steps(), intent.notAfter()));",
                  "due.add(new Due(intent, intent.steps(), Instant.MAX));")));

  private PlantedBugs() {}
}
