package io.fairlead.emulators.azure.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a host reads of a package: host.json, and function.json of each folder that has one.
 *
 * @param jar that every function is in
 */
record AppFiles(Duration timeout, Path jar, List<Function> functions) {
  /** One function and its trigger. */
  record Function(String name, String entryPoint, JsonNode trigger, List<String> bindings) {
    boolean isTimer() {
      return trigger.path("type").asString().equals("timerTrigger");
    }
  }

  static AppFiles read(Path folder) throws IOException {
    JsonNode host = json(folder.resolve("host.json"));
    if (!host.path("version").asString("").equals("2.0")) {
      throw new IOException("host.json is not of version 2.0");
    }
    Duration timeout =
        Duration.ofSeconds(
            LocalTime.parse(host.path("functionTimeout").asString()).toSecondOfDay());
    List<Function> functions = new ArrayList<>();
    Path jar = folder;
    try (Stream<Path> folders = Files.list(folder)) {
      for (Path each : folders.filter(AppFiles::isFunction).sorted().toList()) {
        JsonNode file = json(each.resolve("function.json"));
        jar = each.resolve(file.path("scriptFile").asString()).normalize();
        functions.add(function(each.getFileName().toString(), file));
      }
    }
    return new AppFiles(timeout, jar, functions);
  }

  private static boolean isFunction(Path folder) {
    return Files.isRegularFile(folder.resolve("function.json"));
  }

  private static Function function(String name, JsonNode file) {
    List<JsonNode> bindings =
        StreamSupport.stream(file.path("bindings").spliterator(), false).toList();
    JsonNode trigger =
        bindings.stream()
            .filter(binding -> binding.path("type").asString("").endsWith("Trigger"))
            .filter(binding -> binding.path("direction").asString("").equals("in"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(name + " has no trigger"));
    return new Function(
        name,
        file.path("entryPoint").asString(),
        trigger,
        bindings.stream().map(binding -> binding.path("name").asString()).toList());
  }

  private static JsonNode json(Path file) throws IOException {
    return JsonMapper.shared().readTree(Files.readAllBytes(file));
  }
}
