package io.fairlead.emulators.stack;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.parts.Workspace;
import io.fairlead.traffic.Homes;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.WantedRecords;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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

  /** Its text, with these checks; empty = none. */
  static String text(String checks) throws IOException {
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

  /** The records that the planner wants in a zone when nothing is wrong. */
  static SortedMap<RecordKey, WeightedRecord> homes(AwsStacks stacks, String zone) {
    Fleet fleet = stacks.topology().fleet();
    SortedMap<RecordKey, WeightedRecord> records = new TreeMap<>();
    fleet
        .partitions()
        .filter(partition -> partition.zone().equals(zone))
        .flatMap((Partition at) -> WantedRecords.of(fleet, at, Homes.of(at)).stream())
        .forEach(record -> records.put(record.key(), record));
    return records;
  }
}
