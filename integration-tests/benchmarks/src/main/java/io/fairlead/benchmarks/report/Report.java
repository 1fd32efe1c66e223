package io.fairlead.benchmarks.report;

import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The file that a benchmark writes: what ran where and when, then its figures. */
public final class Report {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final String name;
  private final ObjectNode root;

  /** A report of a benchmark that runs now, on this machine. */
  public Report(String name) {
    this.name = name;
    this.root = MAPPER.createObjectNode().put("benchmark", name);
    root.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    root.putObject("machine")
        .put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"))
        .put("architecture", System.getProperty("os.arch"))
        .put("processor", processor())
        .put("processors", Runtime.getRuntime().availableProcessors())
        .put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
  }

  /** Where the figures go. */
  public ObjectNode root() {
    return root;
  }

  /** Writes {@code target/benchmarks/NAME.json} and says where it is. */
  public Path write() throws IOException {
    Path file = Workspace.build("benchmarks").resolve(name + ".json");
    Files.createDirectories(file.getParent());
    Files.write(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    return file;
  }

  private static String processor() {
    Path file = Path.of("/proc/cpuinfo");
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException _) {
      return "unknown";
    }
  }
}
