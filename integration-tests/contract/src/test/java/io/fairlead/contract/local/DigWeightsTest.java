package io.fairlead.contract.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.Step;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.flag.EdgeFlags;
import io.fairlead.local.zone.EdgeTrafficDirector;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the real {@code dig} sees of weights under Route 53's published semantics. Each name has a
 * group of its own, so that no test's flags touch another's.
 */
@NeedsParts(Part.DIG)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DigWeightsTest {
  private static final String NORTH = "192.0.2.1";
  private static final String WEST = "192.0.2.2";

  private Edges edges;
  private EdgeClient client;
  private EdgeFlags flags;
  private Dig dig;

  @BeforeAll
  void start(@TempDir Path folder) {
    edges = new Edges(folder);
    client = edges.client();
    flags = new EdgeFlags(client, "eu-west");
    dig = new Dig(Objects.requireNonNull(edges.places().get("eu-west")).dns());
    List<RecordChange> changes = new ArrayList<>();
    add(changes, "shares", Map.of("eu-north", 102, "eu-west", 153, "us-east", 0));
    add(changes, "standby", Map.of("eu-north", 0, "eu-west", 255));
    add(changes, "all", Map.of("eu-north", 0, "eu-west", 255));
    add(changes, "zero", Map.of("eu-north", 0, "eu-west", 0));
    apply(new Step.ChangeRecords(new RecordBatch(Edges.ZONE, 0, 1, changes)));
  }

  @AfterAll
  void stop() throws Exception {
    client.close();
    edges.close();
  }

  private static void add(List<RecordChange> changes, String name, Map<String, Integer> weights) {
    weights.forEach(
        (region, weight) ->
            changes.add(
                new RecordChange(
                    null,
                    new WeightedRecord(
                        new RecordKey(name + "." + Edges.ZONE, RecordType.A, region),
                        Duration.ofSeconds(5),
                        weight,
                        List.of("192.0.2." + (Edges.REGIONS.indexOf(region) + 1)),
                        region + "/" + name))));
  }

  private void apply(Step step) {
    List<Order> orders = List.of(new Order("intent", step, Instant.now().plusSeconds(60)));
    Instant deadline = Instant.now().plusSeconds(10);
    List<ApplyOutcome> outcomes =
        step instanceof Step.ChangeRecords
            ? new EdgeTrafficDirector(client, new TreeSet<>(List.of(Edges.ZONE)))
                .change(orders, deadline)
            : flags.apply(orders, deadline);
    assertThat(outcomes).containsExactly(new ApplyOutcome.Accepted());
  }

  private void flag(String region, String name) {
    apply(new Step.RaiseFlag(new RegionGroup(region, name), 3));
  }

  /** How often each address was answered: one process of dig asks so many times. */
  private Map<String, Integer> answers(String name, int queries) throws Exception {
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < queries; i++) {
      arguments.addAll(List.of(name + "." + Edges.ZONE, "A"));
    }
    List<String> values = dig.ask(arguments.toArray(String[]::new)).values();
    assertThat(values).as("one record an answer").hasSize(queries);
    Map<String, Integer> counts = new TreeMap<>();
    values.forEach(value -> counts.merge(value, 1, Integer::sum));
    return counts;
  }

  private boolean only(String name, String address) throws Exception {
    return answers(name, 20).keySet().equals(Set.of(address));
  }

  @Test
  void addresses_are_answered_in_proportion_to_their_weights() throws Exception {
    int queries = 1000;

    Map<String, Integer> counts = answers("shares", queries);

    assertThat(counts).containsOnlyKeys(NORTH, WEST);
    double north = counts.getOrDefault(NORTH, 0) - queries * 0.4;
    double west = counts.getOrDefault(WEST, 0) - queries * 0.6;
    double chiSquare = north * north / (queries * 0.4) + west * west / (queries * 0.6);
    // One degree of freedom: above 40 once in 4 billion runs.
    assertThat(chiSquare).isLessThan(40);
  }

  @Test
  void a_zero_weight_is_answered_only_while_every_other_is_flagged() throws Exception {
    assertThat(answers("standby", 50)).containsOnlyKeys(WEST);

    flag("eu-west", "standby");

    Await.until("the zero weight answers", () -> only("standby", NORTH));
  }

  @Test
  void where_all_are_flagged_all_are_answered_by_weight() throws Exception {
    flag("eu-west", "all");
    Await.until("the zero weight answers", () -> only("all", NORTH));

    flag("eu-north", "all");

    Await.until("the weights count again", () -> only("all", WEST));
  }

  @Test
  void where_all_weights_are_zero_all_are_answered_alike() throws Exception {
    assertThat(answers("zero", 200)).containsOnlyKeys(NORTH, WEST);
  }
}
