package io.fairlead.cli.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cli.operate.Returned;
import io.fairlead.cli.snapshot.DryTick;
import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.fleet.AddressId;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.health.Vote;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.RegisterDraft;
import io.fairlead.journal.RegisterState;
import io.fairlead.plan.Current;
import io.fairlead.plan.GuardDecision;
import io.fairlead.plan.RuleResult;
import io.fairlead.port.EvacuationFlags.Flags;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The layouts that people read, letter by letter, and the fields that programs read. */
class GoldenTest {
  private final DarkUsEast before = new DarkUsEast(false);
  private final DarkUsEast after = new DarkUsEast(true);

  @Test
  void a_plan_is_laid_out_as_documented() throws IOException {
    String text = PlanText.of(before.snapshot(), before.view(), before.decision());

    String digest = Words.digest(before.snapshot().fleet().digest());
    assertThat(text.replace(digest, "9f3c12")).isEqualTo(golden("plan.txt"));
  }

  @Test
  void a_refusal_says_how_many_rules_passed() {
    GuardDecision guard =
        new GuardDecision(
            GuardDecision.Kind.REFUSED,
            List.of(
                new RuleResult(
                    "capacity", "fleet", "at most 80 %", "120 %", RuleResult.Result.REFUSED),
                new RuleResult("residency", "fleet", "all", "all", RuleResult.Result.APPROVED)),
            List.of(),
            List.of());

    assertThat(GuardText.of(guard))
        .isEqualTo(
            """
            guard   refused, passed 1 of 2
              refused  capacity fleet: limit at most 80 %, found 120 %
            """);
  }

  @Test
  void a_status_is_laid_out_as_documented() throws IOException {
    String text = StatusText.of(after.snapshot(), after.report(), answers());

    assertThat(text).isEqualTo(golden("status.txt"));
  }

  @Test
  void an_explanation_is_laid_out_as_documented() throws IOException {
    assertThat(ExplanationText.of(explanation(), DarkUsEast.NOW)).isEqualTo(golden("explain.txt"));
  }

  @Test
  void without_the_register_what_can_be_seen_stays_and_what_it_alone_tells_is_not_known() {
    Snapshot read = after.snapshot();
    Snapshot seen =
        Snapshot.withoutRegister(read.fleet(), read.at(), read.entries(), read.current());
    Explanation region = new Explainer(seen, List.of()).of(new Subject.OfRegion("us-east"));

    assertThat(StatusText.of(seen, DryTick.of(seen), answers()))
        .startsWith("three-regions  epoch not known  ticks: eu-north 1.2 s, ")
        .contains("orders/us   eu-north  Unknown  127.10.2.100@gw-1     -   70        71\n")
        .contains("us-east   Unknown  127.10.3.100@?        -  out         0\n")
        .contains("nothing changes but by 'fairlead evacuate' and 'restore'\n")
        .contains("HELD OUT us-east/default by anna@desk, until 'fairlead restore'");
    assertThat(ExplanationText.of(region, DarkUsEast.NOW))
        .startsWith("us-east: Unknown: no verdict is held; stays out: evacuation\n")
        .contains("register (a quorum of cells, not read)");
  }

  @Test
  void what_a_person_holds_out_is_explained_by_restore_and_by_no_failback() {
    Explanation region =
        new Explainer(after.snapshot(), List.of()).of(new Subject.OfRegion("us-east"));

    assertThat(ExplanationText.of(region, DarkUsEast.NOW))
        .contains("latch (failback: after restore, ", "evacuation (none, by anna@desk)")
        .containsOnlyOnce("'fairlead restore us-east'")
        .doesNotContain("fairlead failback");
  }

  @Test
  void a_copy_of_a_hold_in_one_store_alone_is_left_over_and_holds_nothing_out() {
    Snapshot held = after.snapshot();
    Flags both = held.current().flags();
    Flags one = new Flags(new TreeMap<>(both.stores().headMap("eu-west")), new TreeMap<>(), false);
    Flags dark =
        new Flags(one.stores(), new TreeMap<>(Map.of("eu-west", "connection refused")), false);

    assertThat(text(held, one))
        .contains(
            "LEFT OVER us-east/default by anna@desk in flag store eu-north alone, which holds"
                + " nothing out; 'fairlead restore us-east' takes it away\n")
        .doesNotContain("HELD OUT");
    assertThat(text(held, dark))
        .contains("HELD OUT us-east/default by anna@desk, until 'fairlead restore'\n")
        .doesNotContain("LEFT OVER");
  }

  private static String text(Snapshot held, Flags flags) {
    Current was = held.current();
    Current now = new Current(was.holders(), was.obstacles(), was.zones(), flags);
    Snapshot seen =
        new Snapshot(held.fleet(), held.at(), held.epoch(), held.state(), held.entries(), now);
    return StatusText.of(seen, DryTick.of(seen), answers());
  }

  @Test
  void what_ends_a_hold_stands_before_what_would_make_it_worse() {
    Subject node = new Subject.OfNode("eu-west", "gw-1");
    RegisterState state = after.snapshot().state();
    TreeMap<Subject, VerdictEntry> verdicts = new TreeMap<>(state.verdicts());
    verdicts.put(node, new VerdictEntry(Verdict.UP, DarkUsEast.NOW, "", 0, DarkUsEast.NOW));
    RegisterState up = RegisterDraft.of(state).verdicts(verdicts).build("op", DarkUsEast.NOW);

    Explanation drained = new Explainer(after.snapshot().with(up), List.of()).of(node);

    assertThat(drained.held()).extracting(Explanation.Held::rule).contains("drain");
    assertThat(drained.wouldChange())
        .containsExactly(
            "'fairlead undrain'", "for the worse: confirmed failures seen by 1 observer");
  }

  @Test
  void a_return_of_what_is_down_says_what_it_takes() {
    assertThat(new Returned("region/us-east").awaits(after.snapshot()))
        .isEqualTo("deployment/orders/us-east is not Up, which takes 5 passes seen by 2 observers");
    assertThat(new Returned("service/portal").awaits(after.snapshot())).isEmpty();
  }

  @Test
  void what_is_left_to_rung_one_is_told_by_an_explanation() {
    TreeMap<Subject.OfDeployment, String> ways = new TreeMap<>();
    ways.put(new Subject.OfDeployment("orders", "us-east"), "rung 1 moves its address");

    Explanation region =
        new Explainer(after.snapshot(), List.of(), new LeftToRungOne(ways))
            .of(new Subject.OfRegion("us-east"));

    assertThat(ExplanationText.of(region, DarkUsEast.NOW))
        .contains("rung 1 (deployment/orders/us-east, rung 1 moves its address)")
        .doesNotContain("rung 1 within");
  }

  @Test
  void an_address_that_no_node_holds_is_told_with_what_attaches_it() {
    Explanation region =
        new Explainer(after.addressesOnNothing(), List.of()).of(new Subject.OfRegion("eu-west"));
    Explanation service =
        new Explainer(after.addressesOnNothing(), List.of())
            .of(new Subject.OfDeployment("portal", "eu-north"));
    Explanation held =
        new Explainer(after.snapshot(), List.of()).of(new Subject.OfRegion("eu-west"));

    assertThat(ExplanationText.of(region, DarkUsEast.NOW))
        .contains("address (eu-west/front, on nothing: no node holds it)")
        .contains("would change it", "a tick that attaches the address to a node that is Up")
        .doesNotContain("address within");
    assertThat(ExplanationText.of(service, DarkUsEast.NOW)).contains("eu-north/front, on nothing");
    assertThat(held.held()).isEmpty();
  }

  @Test
  void a_node_that_an_address_passes_over_is_told_with_why() {
    Snapshot seen =
        after.withObstacle(new AddressId("eu-west", "front"), "gw-2", "gw-2-nic is locked");
    String told = "obstacle (eu-west/front, passes gw-2 over: gw-2-nic is locked)";

    for (Subject subject :
        List.of(new Subject.OfRegion("eu-west"), new Subject.OfNode("eu-west", "gw-2"))) {
      assertThat(ExplanationText.of(new Explainer(seen, List.of()).of(subject), DarkUsEast.NOW))
          .contains(told)
          .doesNotContain("obstacle within");
    }
    assertThat(
            ExplanationText.of(
                new Explainer(seen, List.of()).of(new Subject.OfNode("eu-west", "gw-1")),
                DarkUsEast.NOW))
        .doesNotContain("obstacle");
    assertThat(DryTick.of(seen).view().current().obstacles()).isEqualTo(seen.current().obstacles());
  }

  @Test
  void lines_that_read_alike_name_what_they_are_about() {
    List<HistoryEntry> lines =
        List.of(done("deployment/orders/us-east"), done("deployment/portal/us-east"));
    Explanation of = explanation();
    Explanation region =
        new Explanation(
            of.subject(),
            of.verdict(),
            of.since(),
            of.stays(),
            of.votes(),
            of.needed(),
            of.counters(),
            lines,
            of.held(),
            of.wouldChange());

    assertThat(ExplanationText.of(region, DarkUsEast.NOW))
        .contains("did     03:12:08.0 Up to Down (deployment/orders/us-east), epoch 7\n")
        .contains("        03:12:08.0 Up to Down (deployment/portal/us-east), epoch 7\n");
  }

  private static HistoryEntry done(String subject) {
    return new HistoryEntry(DarkUsEast.NOW, 7, "verdict", subject, "Up to Down", "fairlead");
  }

  @Test
  void an_approved_rule_above_its_number_is_not_the_nearest() {
    GuardDecision guard =
        new GuardDecision(
            GuardDecision.Kind.APPROVED,
            List.of(
                new RuleResult(
                    "velocity", "fleet", "1 per 30 s", "2: [a, b]", RuleResult.Result.APPROVED),
                new RuleResult("capacity", "fleet", "80 %", "60 %", RuleResult.Result.APPROVED)),
            List.of(),
            List.of());

    assertThat(GuardText.of(guard))
        .isEqualTo("guard   approved 2 of 2, nearest: capacity, found 60 %, limit 80 %\n");
  }

  @Test
  void a_topology_of_the_history_is_named_by_six_digits() {
    String whole = "9f3c12".repeat(11).substring(0, 64);
    HistoryEntry line =
        new HistoryEntry(DarkUsEast.NOW, 7, "topology", whole, "topology", "anna@desk");

    assertThat(HistoryAnswer.text(List.of(line)))
        .isEqualTo("2026-03-01 03:12:08.0  7  topology  9f3c12  topology (by anna@desk)\n");
  }

  @Test
  void a_history_is_laid_out_as_documented() throws IOException {
    String text = HistoryAnswer.text(after.snapshot().state().history());

    assertThat(text).isEqualTo(golden("history.txt"));
  }

  @Test
  void a_plan_for_programs_has_the_documented_fields() {
    JsonNode node = PlanJson.of(before.snapshot(), before.decision());

    assertThat(node.propertyNames())
        .contains("apiVersion", "kind", "fleet", "now", "epoch", "topologyDigest")
        .contains("id", "observedAt", "actions", "unreadable", "after", "guard");
    assertThat(node.get("actions")).hasSize(4);
    assertThat(node.get("actions").get(0).propertyNames())
        .containsExactly("rung", "target", "reason", "evidence", "old", "new", "fence");
    assertThat(node.at("/actions/1/fence").asString()).isEqualTo("zone epoch 410");
    assertThat(node.at("/guard/rules/0").propertyNames())
        .containsExactly("name", "target", "limit", "found", "result");
  }

  @Test
  void a_status_for_programs_has_the_documented_fields() {
    JsonNode node = StatusJson.of(after.snapshot(), after.report(), answers());

    assertThat(node.propertyNames())
        .contains("frozen", "panic", "observers", "regions", "services", "intents", "lag")
        .contains("overflow", "apiVersion", "topologyDigest");
    assertThat(node.at("/observers/0").propertyNames())
        .containsExactly("region", "ageMillis", "blind", "digest");
    assertThat(node.at("/regions/2").propertyNames())
        .containsExactly("name", "verdict", "since", "latched", "drain", "flag");
    assertThat(node.at("/regions/2/flag").asBoolean()).isTrue();
    assertThat(node.at("/regions/2/latched").asBoolean()).isTrue();
    assertThat(node.at("/services/0/deployments/0").propertyNames())
        .containsExactly("region", "verdict", "rung1", "address", "holder", "nodes");
    assertThat(node.at("/services/1/partitions/0/regions/0/set").isNull()).isTrue();
  }

  @Test
  void an_explanation_for_programs_has_the_documented_fields() {
    JsonNode node = ExplanationJson.of(after.snapshot(), explanation());

    assertThat(node.propertyNames())
        .contains("subject", "verdict", "since", "votes", "counters", "did", "held", "wouldChange");
    assertThat(node.at("/votes/0").propertyNames())
        .containsExactly("observer", "vote", "ageMillis", "results");
    assertThat(node.at("/held/0").propertyNames())
        .containsExactly("rule", "limit", "found", "until");
  }

  @Test
  void an_explanation_names_what_holds_a_region_out() {
    Explanation explanation =
        new Explainer(after.snapshot(), List.of()).of(new Subject.OfRegion("us-east"));

    assertThat(explanation.held())
        .extracting(Explanation.Held::rule)
        .containsExactly("latch", "evacuation");
    assertThat(explanation.wouldChange()).contains("'fairlead restore us-east'");
    assertThat(explanation.did()).hasSize(1);
  }

  private static Explanation explanation() {
    return new Explanation(
        new Subject.OfRegion("us-east"),
        Verdict.DOWN,
        DarkUsEast.NOW.minusSeconds(96),
        "latch",
        List.of(
            new Vote("eu-west", Verdict.DOWN, Duration.ofMillis(2100), "4/4 refused"),
            new Vote("eu-north", Verdict.DOWN, Duration.ofMillis(900), "5/5 timed out"),
            new Vote("us-east", Verdict.UNKNOWN, Duration.ofSeconds(14), "silent")),
        2,
        new Explanation.Counters(2, 0, 5, 100, 1000, 3000),
        List.of(
            new HistoryEntry(
                DarkUsEast.NOW.minusMillis(800),
                419,
                "intent",
                "flag/us-east/default",
                "evacuation flag, plan 7b1e",
                "fairlead")),
        List.of(new Explanation.Held("latch", "failback: ramp", "clean 0 of 5 s", null)),
        List.of("5 passes seen by 2 observers", "then 5 s clean and in sync"));
  }

  private static Answers answers() {
    SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
    counts.put("us.orders.demo.test", new TreeMap<>(Map.of("eu-west", 29, "eu-north", 71)));
    return new Answers(counts);
  }

  private static String golden(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(GoldenTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
