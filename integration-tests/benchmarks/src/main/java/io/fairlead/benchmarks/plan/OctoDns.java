package io.fairlead.benchmarks.plan;

import io.fairlead.benchmarks.report.Spread;
import io.fairlead.parts.Found;
import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** octoDNS's plan of the same number of weighted records with the same share changed. */
final class OctoDns {
  private static final String SCRIPT = "octodns_plan.py";
  private static final int PLANS = 10;

  private OctoDns() {}

  /**
   * What it took.
   *
   * @param plans milliseconds of one plan with the records in memory
   * @param yamlMillis reading both sides from YAML before it
   */
  record Timed(int records, int changes, Spread plans, double yamlMillis) {}

  /** Why it cannot run here; empty if it can. */
  static String missing() {
    return switch (Parts.find(Part.OCTODNS)) {
      case Found.Present _ -> "";
      case Found.Missing(String why) -> why;
      case Found.Beyond(String why) -> why;
    };
  }

  /** Runs it in a process of its own. */
  static Timed time() throws IOException {
    Path folder = Files.createTempDirectory("fairlead-octodns");
    try {
      return read(JsonMapper.shared().readTree(output(folder)));
    } finally {
      Workspace.delete(folder);
    }
  }

  private static String output(Path folder) throws IOException {
    Path script = folder.resolve(SCRIPT);
    try (InputStream text = OctoDns.class.getResourceAsStream(SCRIPT)) {
      Files.copy(Objects.requireNonNull(text, SCRIPT), script);
    }
    Path python = Parts.program(Part.OCTODNS).resolveSibling("python");
    Process process =
        new ProcessBuilder(
                python.toString(),
                script.toString(),
                folder.toString(),
                Integer.toString(LargeFleet.SERVICES),
                Integer.toString(LargeFleet.PARTITIONS),
                Integer.toString(LargeFleet.REGIONS),
                Integer.toString(PLANS))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(
        process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static Timed read(JsonNode found) {
    List<Double> millis = new ArrayList<>();
    found.path("millis").forEach(time -> millis.add(time.asDouble()));
    return new Timed(
        found.path("records").asInt(),
        found.path("changes").asInt(),
        new Spread(millis),
        found.path("yamlMillis").asDouble());
  }
}
