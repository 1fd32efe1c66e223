package io.fairlead.scenario;

import io.fairlead.parts.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One run of {@code ./fairlead demo -o json}, what it printed and how long it took. */
record DemoRun(
    int exit, List<JsonNode> lines, List<Request> requests, String errors, long tookMillis) {
  /** One line of the clients' request log. */
  record Request(long startMillis, long endMillis, String name, boolean ok, String text) {
    static Request parse(String line) {
      String[] words = line.split(" ", 5);
      return new Request(
          Long.parseLong(words[0]),
          Long.parseLong(words[1]),
          words[2],
          words[3].equals("ok"),
          words[4]);
    }

    /** An answer says who gave it, a failure which address was tried. */
    boolean cameTo(String who, String address) {
      return text.startsWith(ok ? who : address + " ");
    }
  }

  /**
   * When the first of some requests that began at or after a time ended, well or not; -1 = none.
   */
  long next(long fromMillis, Predicate<Request> which) {
    return requests.stream()
        .filter(r -> r.startMillis() >= fromMillis && which.test(r))
        .mapToLong(Request::endMillis)
        .min()
        .orElse(-1);
  }

  static DemoRun of(Path logs, String... arguments) throws IOException, InterruptedException {
    Path errors = Workspace.scratch("demo").resolve("err");
    List<String> command =
        new ArrayList<>(
            List.of(
                Workspace.top().resolve("fairlead").toString(),
                "demo",
                "-o",
                "json",
                "--logs",
                logs.toString()));
    command.addAll(Arrays.asList(arguments));
    long began = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    List<JsonNode> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(JsonMapper.shared().readTree(line));
      }
    }
    int exit = process.waitFor();
    long took = (System.nanoTime() - began) / 1_000_000;
    Path log = logs.resolve("requests.log");
    List<Request> requests =
        Files.exists(log)
            ? Files.readAllLines(log).stream().map(Request::parse).toList()
            : List.of();
    return new DemoRun(exit, lines, requests, Files.readString(errors), took);
  }

  JsonNode step(String name) {
    return lines.stream()
        .filter(line -> kind(line).equals("step") && line.path("step").asString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no step " + name + " in " + lines + errors));
  }

  /** The steps that the summary tells of, each with whether it ended as it should. */
  List<String> ended() {
    return lines.stream()
        .filter(line -> kind(line).equals("summary"))
        .flatMap(line -> line.path("steps").valueStream())
        .map(step -> step.path("step").asString() + " " + step.path("ok").asBoolean())
        .toList();
  }

  JsonNode last() {
    return Objects.requireNonNull(lines.isEmpty() ? null : lines.getLast(), errors);
  }

  static String kind(JsonNode line) {
    return line.path("kind").asString();
  }
}
