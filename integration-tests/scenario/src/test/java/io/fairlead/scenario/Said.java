package io.fairlead.scenario;

import static java.util.Objects.requireNonNull;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Fairlead;
import io.fairlead.cli.Surroundings;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What one run of a verb answered, without a terminal. */
record Said(ExitCode code, String out, String err) {
  private static final String OPERATOR = "anna@desk";

  /** Runs a verb in this process, in a folder. */
  static Said of(Path folder, String... arguments) {
    return of(folder, InstantSource.system(), arguments);
  }

  /** Runs a verb on a machine whose clock tells some other time. */
  static Said of(Path folder, InstantSource clock, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Surroundings surroundings =
        new Surroundings(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new BufferedReader(new StringReader("")),
            Map.of(
                "FAIRLEAD_OPERATOR",
                OPERATOR,
                "FAIRLEAD_STATE",
                folder.resolve("state").toString()),
            folder,
            false,
            false,
            clock);
    ExitCode code = new Fairlead(surroundings).run(arguments);
    return new Said(code, out.toString(), err.toString());
  }

  /** The last line as JSON. */
  JsonNode json() {
    return JsonMapper.shared()
        .readTree(requireNonNull(out.strip().lines().toList().getLast(), err));
  }

  /** The percent of a partition that status says is set for a region. */
  int set(String partition, String region) {
    for (JsonNode service : json().path("services")) {
      for (JsonNode each : service.path("partitions")) {
        if ((service.path("name").asString() + "/" + each.path("name").asString())
            .equals(partition)) {
          for (JsonNode one : each.path("regions")) {
            if (one.path("region").asString().equals(region)) {
              return one.path("set").asInt(-1);
            }
          }
        }
      }
    }
    throw new AssertionError("no " + partition + " in " + region + ": " + out);
  }
}
