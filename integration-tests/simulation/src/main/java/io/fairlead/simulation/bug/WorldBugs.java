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
              "a zone's fence is its records alone",
              "path drained a while late",
              world("SimZones", "if (before.epoch() != batch.fromEpoch()) {", "if (false) {")),
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
              world("SimFlags", "return there.epoch() > 0;", "return true;")),
          bug(
              "one name server of three speaks for the zone",
              "story a name server stands still",
              world("SimServers", "int NEEDED = 2;", "int NEEDED = 1;")),
          bug(
              "a zone is unreadable while one name server lags",
              "story a name server stands still",
              world(
                  "SimServers",
                  "if (Collections.frequency(copies, one) >= NEEDED) {",
                  "if (Collections.frequency(copies, one) == copies.size()) {")),
          bug(
              "a name server that lags taken for a conflict",
              "story a name server starts with what it had",
              world(
                  "SimServers", "if (accepted >= NEEDED) {", "if (accepted == answers.size()) {")));

  private WorldBugs() {}
}
