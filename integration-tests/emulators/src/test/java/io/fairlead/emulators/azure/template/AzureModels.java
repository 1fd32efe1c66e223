package io.fairlead.emulators.azure.template;

import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A script over the models of the vendor's SDK for Python, as a process. */
final class AzureModels {
  private static final int LIMIT_SECONDS = 60;

  private AzureModels() {}

  /**
   * How many resources templates have, then what is wrong with them, a line each.
   *
   * @throws IOException with what the script says where it fails
   */
  static List<String> said(Path... templates) throws IOException {
    Path script = Files.createTempFile("models", ".py");
    Path err = Files.createTempFile("models", ".txt");
    try (InputStream source = AzureModels.class.getResourceAsStream("models.py")) {
      Files.write(script, Objects.requireNonNull(source).readAllBytes());
      List<String> command = new ArrayList<>();
      command.add(Parts.program(Part.AZURE_MODELS).resolveSibling("python").toString());
      command.add(script.toString());
      Stream.of(templates).map(Path::toString).forEach(command::add);
      Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException("models.py failed: " + Files.readString(err));
      }
      return out.lines().toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("models.py was interrupted", e);
    } finally {
      Files.delete(script);
      Files.delete(err);
    }
  }
}
