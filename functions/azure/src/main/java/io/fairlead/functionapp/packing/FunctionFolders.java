package io.fairlead.functionapp.packing;

import io.fairlead.functionapp.Functions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes host.json and a folder with function.json for each annotated method, as the platform's
 * host reads them.
 */
public final class FunctionFolders {
  private FunctionFolders() {}

  /** Writes them below one folder. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    write(folder.resolve("host.json"), HostFile.json());
    for (Map.Entry<String, JsonNode> each : FunctionFile.of(Functions.class).entrySet()) {
      write(folder.resolve(each.getKey()).resolve("function.json"), each.getValue());
    }
  }

  private static void write(Path file, JsonNode json) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    String text = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    Files.write(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
