package io.fairlead.scenario;

import java.util.List;

/** What a run tells of the fleet: its metrics, and its page for people. */
record Status(String metrics, String page) {
  private static final List<String> UNREST =
      List.of(
          "fairlead_latched{", "fairlead_plan_refused{", "fairlead_frozen 1", "fairlead_drained{");

  /** By the first run that answers. */
  static Status of(Fleet fleet) {
    for (String region : WrittenTopology.REGIONS) {
      Status status = of(fleet, region);
      if (!status.metrics().isEmpty()) {
        return status;
      }
    }
    return new Status("", "no run answers");
  }

  /** By the run of a region; empty texts where it does not answer. */
  static Status of(Fleet fleet, String region) {
    String observer = fleet.topology().address(region, 1) + ":5390";
    return new Status(Tools.metrics(observer), Tools.page(observer, "/"));
  }

  /** Whether a node, named as its gateway process is, is held to be Down. */
  boolean isDown(String region, String gateway) {
    String node = gateway.substring(region.length() + 1);
    return has(
        "fairlead_node_verdict{node=\"%s\",region=\"%s\",verdict=\"down\"} 1"
            .formatted(node, region));
  }

  /** Whether some line starts so. */
  boolean has(String start) {
    return metrics.lines().anyMatch(line -> line.startsWith(start));
  }

  /** What is still under way or not as it should be; an empty text when all rests. */
  String unrest() {
    if (!has("fairlead_intents_open 0")) {
      return "intents are open: " + page;
    }
    boolean down = metrics.lines().anyMatch(line -> line.matches(".*verdict=\"down\".* 1(\\.0)?"));
    return down || UNREST.stream().anyMatch(this::has) ? page : "";
  }
}
