package io.fairlead.emulators.stack;

import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** AWS's own translator of SAM, cfn-lint, and scripts over AWS's models, as processes. */
final class Sam {
  /** Where the functions' code is said to be; each location has a bucket of its own. */
  static final String CODE_BUCKET = "code";

  static final String CODE_KEY = "fairlead-aws.zip";

  private static final int LIMIT_SECONDS = 120;

  private Sam() {}

  /** A template of infra/aws. */
  static Path template(String name) {
    return Workspace.top().resolve("infra/aws").resolve(name);
  }

  /** What CloudFormation makes of a template. */
  static ObjectNode translated(Path template) throws IOException {
    String text =
        python(
            "translate.py",
            template.toString(),
            "eu-west-1",
            "s3://" + CODE_BUCKET + "/" + CODE_KEY);
    return (ObjectNode) JsonMapper.shared().readTree(text);
  }

  /**
   * What a script beside this class prints.
   *
   * @throws IOException with what it says where it fails
   */
  static String python(String script, String... arguments) throws IOException {
    Path file = Files.createTempFile("script", ".py");
    try (InputStream source = Sam.class.getResourceAsStream(script)) {
      Files.write(file, Objects.requireNonNull(source, script).readAllBytes());
      List<String> command = new ArrayList<>();
      command.add(Parts.program(Part.CFN_LINT).resolveSibling("python").toString());
      command.add(file.toString());
      command.addAll(List.of(arguments));
      Said said = run(command.toArray(String[]::new));
      if (said.code() != 0) {
        throw new IOException(script + " " + List.of(arguments) + " failed: " + said.err());
      }
      return said.out();
    } finally {
      Files.delete(file);
    }
  }

  /** What cfn-lint finds in a translated template, a line each. */
  static List<String> lint(ObjectNode template) throws IOException {
    Path file = Files.createTempFile("template", ".json");
    try {
      Files.writeString(file, template.toString());
      Said said =
          run(
              Parts.program(Part.CFN_LINT).toString(),
              "-r",
              "eu-west-1",
              "-f",
              "parseable",
              "-t",
              file.toString());
      List<String> findings = new ArrayList<>(said.out().lines().toList());
      if (said.code() != 0 && findings.isEmpty()) {
        throw new IOException("cfn-lint failed: " + said.err());
      }
      return findings;
    } finally {
      Files.delete(file);
    }
  }

  private record Said(int code, String out, String err) {}

  private static Said run(String... command) throws IOException {
    Path err = Files.createTempFile("said", ".txt");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
      Process process = builder.start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(command[0] + " did not end in " + LIMIT_SECONDS + " s");
      }
      return new Said(process.exitValue(), out, Files.readString(err));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(command[0] + " was interrupted", e);
    } finally {
      Files.delete(err);
    }
  }
}
