package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Fleet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The digest names the meaning of a topology: all of it, and nothing else. */
final class DigestTest {
  private static final YAMLMapper YAML = new YAMLMapper();

  private static String digest(Edited edited) {
    return edited.valid().fleet().digest();
  }

  private static final String PLAIN = digest(Edited.threeRegions());

  @Test
  void a_digest_is_hexadecimal_sha256_and_six_digits_for_people() {
    Topology read = Edited.threeRegions().valid();

    assertThat(read.fleet().digest()).matches("[0-9a-f]{64}");
    assertThat(read.shortDigest()).isEqualTo(read.fleet().digest().substring(0, 6));
  }

  @Test
  void comments_and_formatting_do_not_change_it() {
    String bare = YAML.writeValueAsString(YAML.readTree(Edited.threeRegions().text()));

    assertThat(bare).doesNotContain("#").isNotEqualTo(Edited.threeRegions().text());
    assertThat(digest(new Edited(bare))).isEqualTo(PLAIN);
  }

  /** Equal in text, too: everything in it is walked in the same order, as plans have to be. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void the_order_of_keys_changes_neither_it_nor_the_fleet(long seed) {
    JsonNode shuffled = shuffled(YAML.readTree(Edited.threeRegions().text()), new Random(seed));
    Fleet fleet = new Edited(YAML.writeValueAsString(shuffled)).valid().fleet();

    assertThat(fleet.digest()).isEqualTo(PLAIN);
    assertThat(fleet).hasToString(Edited.threeRegions().valid().fleet().toString());
  }

  @Test
  void defaults_spelled_out_do_not_change_it() {
    Edited spelled =
        Edited.threeRegions()
            .with("rise: 5}", "rise: 5}\n  holdDown: 1\n  freshness: 3\n  capacity: {percent: 80}")
            .with("halfLife: 15s", "halfLife: 15s, perCycle: 1000, cap: 12000")
            .once("path: /status/ready,", "path: /status/ready, method: GET, maxBytes: 65536,")
            .once("interface: 127.10.1.11", "interface: 127.10.1.11, host: 127.10.1.11")
            .with(
                "name: portal.demo.test",
                "name: portal.demo.test\n    zone: demo.test\n    demand: 0")
            .once("jurisdiction: US", "jurisdiction: US\n    witness: false")
            .once("observer: {from", "observer: {reaches: [us-east, eu-north], from")
            .with("routing: partitioned", "routing: partitioned\n    failoverGroup: default");

    assertThat(digest(spelled)).isEqualTo(PLAIN);
  }

  @Test
  void the_same_duration_or_set_in_other_words_does_not_change_it() {
    Edited other =
        Edited.threeRegions()
            .with("interval: 2s", "interval: 2000ms")
            .with("residency: [US, EU]", "residency: [EU, US]")
            .once("probes: [ready, orders, portal]", "probes: [portal, orders, ready]")
            .with(
                "on: [moved, refused, frozen, conflict, silent]",
                "on: [silent, refused, frozen, moved, conflict]");

    assertThat(digest(other)).isEqualTo(PLAIN);
  }

  @Test
  void values_of_secrets_and_the_state_directory_do_not_change_it() {
    String text =
        Edited.threeRegions()
            .once("path: /status/ready,", "path: /status/ready, headers: {X-Token: \"${TOKEN}\"},")
            .text();
    Set<String> digests = new HashSet<>();
    for (String each : List.of("a", "b")) {
      Map<String, String> environment =
          Map.of(
              "TOKEN", each, "FAIRLEAD_STATE", "/" + each, "FAIRLEAD_WEBHOOK", "http://h/" + each);
      digests.add(Examples.valid(Examples.read(text, environment)).fleet().digest());
    }
    digests.add(Examples.valid(Examples.read(text, Map.of("TOKEN", "c"))).fleet().digest());

    assertThat(digests).hasSize(1);
  }

  /**
   * Every single value of every example, changed, changes the digest, where the file stays valid.
   */
  @Test
  void every_other_value_changes_it() {
    List<String> unnoticed = new ArrayList<>();
    int tried = 0;
    for (String name : Examples.NAMES) {
      JsonNode root = YAML.readTree(Examples.text(name));
      String before = digest(new Edited(Examples.text(name)));
      for (Change change : changes("", root)) {
        change.apply().run();
        String text = YAML.writeValueAsString(root);
        change.undo().run();
        if (Examples.read(text) instanceof ReadTopology.Valid valid) {
          tried++;
          if (valid.topology().fleet().digest().equals(before)) {
            unnoticed.add(name + change.path());
          }
        }
      }
    }

    assertThat(tried).isGreaterThan(150);
    assertThat(unnoticed)
        .allMatch(
            path -> path.matches(".*/(state/directory|notify/0/webhook|headers/X-Probe-Token)"));
  }

  private record Change(String path, Runnable apply, Runnable undo) {}

  private static List<Change> changes(String path, JsonNode node) {
    List<Change> changes = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : List.copyOf(object.properties())) {
        String at = path + "/" + entry.getKey();
        JsonNode value = entry.getValue();
        if (value.isContainer()) {
          changes.addAll(changes(at, value));
        } else {
          for (JsonNode other : others(value)) {
            changes.add(
                new Change(
                    at,
                    () -> object.set(entry.getKey(), other),
                    () -> object.set(entry.getKey(), value)));
          }
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        changes.addAll(changes(path + "/" + i, array.get(i)));
      }
    }
    return changes;
  }

  private static List<JsonNode> others(JsonNode value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value.isBoolean()) {
      return List.of(nodes.booleanNode(!value.booleanValue()));
    }
    if (value.isNumber()) {
      return List.of(nodes.numberNode(value.intValue() + 1));
    }
    String text = value.asString();
    List<JsonNode> others = new ArrayList<>();
    for (String other :
        List.of(
            text + "1", "1" + text, text.replace('0', '9'), "manual", "ramp", "observe", "act")) {
      if (!other.equals(text)) {
        others.add(nodes.stringNode(other));
      }
    }
    return others;
  }

  private static JsonNode shuffled(JsonNode node, Random random) {
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    List<Map.Entry<String, JsonNode>> entries = new ArrayList<>(object.properties());
    Collections.shuffle(entries, random);
    ObjectNode shuffled = JsonNodeFactory.instance.objectNode();
    entries.forEach(entry -> shuffled.set(entry.getKey(), shuffled(entry.getValue(), random)));
    return shuffled;
  }
}
