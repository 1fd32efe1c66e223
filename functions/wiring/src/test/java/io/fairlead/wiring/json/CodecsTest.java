package io.fairlead.wiring.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.health.CopyPosition;
import io.fairlead.health.CopySighting;
import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.RegisterState;
import io.fairlead.plan.Plan;
import io.fairlead.port.Codec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class CodecsTest {
  private static final int SEEDS = 300;
  private static final Instant AT = Instant.parse("2026-03-01T03:12:07.123Z");

  private final Codec<RegisterState> states = new RegisterStateCodec();
  private final Codec<Observation> observations = new ObservationCodec();

  @Test
  void every_state_comes_back_equal_and_in_the_same_bytes() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      RegisterState state = ofFormat1(new RandomValues(seed).next(RegisterState.class));
      byte[] bytes = states.encode(state);

      assertThat(states.decode(bytes)).as("seed %d", seed).isEqualTo(state);
      assertThat(states.encode(states.decode(bytes))).as("seed %d", seed).isEqualTo(bytes);
    }
  }

  @Test
  void every_observation_comes_back_equal_and_in_the_same_bytes() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Observation observation = new RandomValues(seed).next(Observation.class);
      byte[] bytes = observations.encode(observation);

      assertThat(observations.decode(bytes)).as("seed %d", seed).isEqualTo(observation);
      assertThat(observations.encode(observations.decode(bytes))).isEqualTo(bytes);
    }
  }

  @Test
  void an_entry_of_a_writer_that_told_no_making_of_what_is_shown_is_read() {
    int without = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Observation observation = new RandomValues(seed).next(Observation.class);
      JsonNode tree = FairleadJson.lenient().readTree(observations.encode(observation));
      for (JsonNode copy : tree.at("/observation/copies")) {
        if (copy.path("seen") instanceof ObjectNode seen && seen.remove("shownMade") != null) {
          without++;
        }
      }

      byte[] older = FairleadJson.lenient().writeValueAsBytes(tree);
      assertThat(copies(observations.decode(older))).isEqualTo(copies(observation));
    }
    assertThat(without).isPositive();
  }

  /** What an older writer told of copies. */
  private static Map<String, String> copies(Observation observation) {
    Map<String, String> told = new TreeMap<>();
    SortedMap<String, CopyPosition> copies = observation.copies();
    if (copies != null) {
      copies.forEach(
          (set, position) -> {
            CopySighting seen = position.seen();
            told.put(
                set,
                "%s %s %d of %d %s"
                    .formatted(
                        position.inStep(),
                        seen.at(),
                        seen.version(),
                        seen.head(),
                        seen.headMade()));
          });
    }
    return told;
  }

  @Test
  void every_plan_comes_back_equal() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Plan plan = new RandomValues(seed).next(Plan.class);
      byte[] bytes = FairleadJson.strict().writeValueAsBytes(plan);

      assertThat(FairleadJson.strict().readValue(bytes, Plan.class))
          .as("seed %d", seed)
          .isEqualTo(plan);
    }
  }

  @Test
  void a_state_reads_as_written_here() {
    SortedMap<Subject, VerdictEntry> verdicts = new TreeMap<>();
    verdicts.put(
        new Subject.OfNode("eu-west", "gw-1"), new VerdictEntry(Verdict.DOWN, AT, "4/4", 0, AT));
    RegisterState state = filled(verdicts, List.of());

    assertThat(new String(states.encode(state), UTF_8))
        .isEqualTo(
            """
            {"changedAt":{},"drains":{},"evacuations":[{"at":"2026-03-01T03:12:07.123Z",\
            "region":"us-east","returned":false}],"flagFloors":{},"fleet":"three",\
            "format":1,"history":[],"intents":[],"latches":{},"operation":"op-1","refusals":[],\
            "requests":[],"topology":"9f3c12","verdicts":{"node/eu-west/gw-1":{"evidence":"4/4",\
            "penalty":0,"penaltyAt":"2026-03-01T03:12:07.123Z",\
            "since":"2026-03-01T03:12:07.123Z","verdict":"DOWN"}},\
            "writtenAt":"2026-03-01T03:12:07.123Z"}\
            """);
  }

  @Test
  void a_state_of_a_newer_format_is_refused() {
    assertRefused(
        "{\"format\":2,\"fleet\":\"three\",\"moons\":3}",
        "the register's state has format 2, this Fairlead reads format 1: a newer Fairlead wrote"
            + " it, upgrade this one");
  }

  @Test
  void a_property_that_is_not_known_is_refused_in_a_state_and_passed_over_in_an_observation() {
    RegisterState state = ofFormat1(new RandomValues(1).next(RegisterState.class));
    assertRefused(withMoons(states.encode(state)), "moons");

    Observation observation = new RandomValues(1).next(Observation.class);
    byte[] more = withMoons(observations.encode(observation)).getBytes(UTF_8);
    assertThat(observations.decode(more)).isEqualTo(observation);
  }

  @Test
  void what_is_no_state_is_refused_with_a_sentence() {
    assertRefused("", "the register's state");
    assertRefused("{}", "the register's state names no format: these 2 bytes are something else");
    assertRefused("{\"format\":1}", "the register's state cannot be read: Missing required");
    assertRefused("{\"format\":1,\"format\":1}", "Duplicate");
    assertRefused("[1,2", "the register's state cannot be read");
    String whole = new String(states.encode(filled(new TreeMap<>(), List.of())), UTF_8);
    assertRefused(whole + "x", "the register's state cannot be read");
    assertRefused(whole.replace("\"three\"", "null"), "cannot be read");
    assertRefused(whole.replace("\"history\":[]", "\"history\":[null]"), "cannot be read");
    assertRefused(whole.replace("\"verdicts\":{}", "\"verdicts\":{\"moon\":1}"), "cannot be read");
  }

  @Test
  void a_full_state_of_three_regions_stays_far_below_64_kib() {
    SortedMap<Subject, VerdictEntry> verdicts = new TreeMap<>();
    List<HistoryEntry> history = new ArrayList<>();
    String evidence = "2 of 3 votes: eu-west Down 4/4 refused, eu-north Down 5/5 timed out";
    for (String region : List.of("eu-north", "eu-west", "us-east")) {
      verdicts.put(new Subject.OfRegion(region), entry(evidence));
      for (int i = 0; i < 4; i++) {
        verdicts.put(new Subject.OfNode(region, "gateway-" + i), entry(evidence));
        verdicts.put(new Subject.OfDeployment("service-" + i, region), entry(evidence));
      }
    }
    for (int i = 0; i < RegisterState.HISTORY_LIMIT; i++) {
      history.add(
          new HistoryEntry(AT, i, "verdict", "deployment/service-1/eu-west", evidence, "fairlead"));
    }

    assertThat(states.encode(filled(verdicts, history)).length).isLessThan(40 * 1024);
  }

  private void assertRefused(String json, String sentence) {
    assertThatThrownBy(() -> states.decode(json.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  private static VerdictEntry entry(String evidence) {
    return new VerdictEntry(Verdict.DOWN, AT, evidence, 1000, AT);
  }

  private static String withMoons(byte[] json) {
    return "{\"moons\":3," + new String(json, UTF_8).substring(1);
  }

  private static RegisterState filled(
      SortedMap<Subject, VerdictEntry> verdicts, List<HistoryEntry> history) {
    RegisterState empty = RegisterState.initial("three", "9f3c12", "op-1", AT);
    return new RegisterState(
        1,
        empty.fleet(),
        empty.operation(),
        AT,
        empty.topology(),
        verdicts,
        List.of(),
        new TreeMap<>(),
        new TreeMap<>(),
        null,
        List.of(),
        List.of(),
        List.of(new RegisterState.Evacuation("us-east", AT, false)),
        new TreeMap<>(),
        new TreeMap<>(),
        history);
  }

  private static RegisterState ofFormat1(RegisterState s) {
    return new RegisterState(
        1,
        s.fleet(),
        s.operation(),
        s.writtenAt(),
        s.topology(),
        s.verdicts(),
        s.intents(),
        s.latches(),
        s.drains(),
        s.freeze(),
        s.requests(),
        s.refusals(),
        s.evacuations(),
        s.flagFloors(),
        s.changedAt(),
        s.history());
  }
}
