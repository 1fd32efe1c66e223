package io.fairlead.cli.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Tells the demo's story: sentences for people, or one JSON object a line. */
final class Narrator {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final PrintWriter out;
  private final boolean json;
  private final long began = System.nanoTime();

  Narrator(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** Something under way; people only. */
  void say(String text) {
    if (!json) {
      line(text);
    }
  }

  /** A share of a region that changed on its way back. */
  void ramp(String region, String partition, int percent) {
    if (json) {
      object(
          "ramp",
          Map.of(
              "region",
              region,
              "partition",
              partition,
              "percent",
              percent,
              "atMillis",
              System.currentTimeMillis()));
    } else {
      line("    %s back at %d %% of %s".formatted(region, percent, partition));
    }
  }

  /** Where a test or a second terminal finds what it needs. */
  void started(Map<String, Object> facts) {
    if (json) {
      object("started", facts);
    }
  }

  /** A step that ended. */
  void step(StepResult result) {
    if (json) {
      object("step", fields(result));
      return;
    }
    line(
        "%-15s %s detected %s  switched %s  restored %s  requests %d, failed %d"
            .formatted(
                result.step(),
                result.ok() ? "ok  " : "FAIL",
                millis(result.detectedMillis()),
                millis(result.switchedMillis()),
                millis(result.restoredMillis()),
                result.requests(),
                result.failed()));
    line("                %s".formatted(result.text()));
  }

  /** The last line; a demo took as long as since this narrator was made. */
  void summary(List<StepResult> steps, int planned) {
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("millis", took.toMillis());
      fields.put("steps", steps.stream().map(Narrator::fields).toList());
      object("summary", fields);
      return;
    }
    long well = steps.stream().filter(StepResult::ok).count();
    line(
        (well == planned
                ? "every step ended as it should"
                : "only " + well + " of " + planned + " steps ended as they should")
            + ", in "
            + took.toSeconds()
            + " s");
  }

  private static Map<String, Object> fields(StepResult result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("step", result.step());
    fields.put("beganMillis", result.beganMillis());
    fields.put("endedMillis", result.endedMillis());
    fields.put("detectedMillis", result.detectedMillis());
    fields.put("switchedMillis", result.switchedMillis());
    fields.put("restoredMillis", result.restoredMillis());
    fields.put("requests", result.requests());
    fields.put("failed", result.failed());
    fields.put("ok", result.ok());
    fields.put("text", result.text());
    return fields;
  }

  private static String millis(long millis) {
    return millis < 0 ? " never  " : "%5d ms".formatted(millis);
  }

  private void object(String kind, Map<String, Object> fields) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("kind", kind);
    all.putAll(fields);
    line(JSON.writeValueAsString(all));
  }

  private void line(String text) {
    out.println(text);
    out.flush();
  }
}
