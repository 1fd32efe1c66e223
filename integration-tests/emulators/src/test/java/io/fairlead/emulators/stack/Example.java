package io.fairlead.emulators.stack;

import io.fairlead.parts.Workspace;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The example of three regions of AWS. */
final class Example {
  private Example() {}

  /** As it is. */
  static AwsStacks stacks() throws IOException {
    return stacks("", "");
  }

  /** With one text put in another's place. */
  static AwsStacks stacks(String instead, String of) throws IOException {
    return read(
        Files.readString(Workspace.top().resolve("examples/aws-three-regions.yaml"))
            .replace(instead, of));
  }

  /**
   * With every flag store private.
   *
   * @param checks ids by region and group, as {@code {a/b: ID}}; empty = none are named
   */
  static AwsStacks allPrivate(String checks) throws IOException {
    return read(
        text(checks)
            .replaceAll("flags: \\{bucket: ([^}]+)\\}", "flags: {bucket: $1, access: private}"));
  }

  /** With public flag stores and these checks. */
  static AwsStacks withChecks(String checks) throws IOException {
    return read(text(checks));
  }

  private static String text(String checks) throws IOException {
    String text = Files.readString(Workspace.top().resolve("examples/aws-three-regions.yaml"));
    return checks.isEmpty()
        ? text
        : text.replace("ABCDEFGHIJ}", "ABCDEFGHIJ, checks: " + checks + "}");
  }

  /** Of a topology's text. */
  static AwsStacks read(String text) throws IOException {
    ReadTopology read =
        TopologyReader.read(
            text.getBytes(StandardCharsets.UTF_8), Path.of(""), Map.<String, String>of()::get);
    if (read instanceof ReadTopology.Valid(Topology topology, var warnings)) {
      return AwsStacks.of(topology);
    }
    throw new IOException("the example is invalid: " + read);
  }
}
