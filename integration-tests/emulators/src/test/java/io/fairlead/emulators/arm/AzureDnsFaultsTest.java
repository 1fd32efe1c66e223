package io.fairlead.emulators.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.dns.AzureDnsDirector;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WeightedRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A batch over several sets of Azure DNS holds whole or not at all, whatever is cut or races. */
class AzureDnsFaultsTest {
  private static final WeightedRecord WEST = eu("eu-west", 255, DnsOnArm.FRONT);
  private static final WeightedRecord NORTH = eu("eu-north", 0, "198.51.100.7");
  private static final WeightedRecord EAST =
      DnsOnArm.record(DnsOnArm.US, "us-east", 255, "192.0.2.1");
  private static final Predicate<Call> COMMIT =
      call -> DnsOnArm.isWrite(call) && call.path().endsWith("/TXT/_fairlead");

  /** One set changes, one goes. */
  private static final List<RecordChange> CHANGES =
      List.of(
          new RecordChange(WEST, WEST.withWeight(0)),
          new RecordChange(NORTH, NORTH.withWeight(255)),
          new RecordChange(EAST, null));

  private DnsOnArm dns;
  private AzureDnsDirector director;

  @BeforeEach
  void makeZone() throws IOException {
    make();
  }

  private void make() throws IOException {
    dns = new DnsOnArm();
    director = dns.director();
    assertThat(
            apply(
                director,
                0,
                1,
                new RecordChange(null, WEST),
                new RecordChange(null, NORTH),
                new RecordChange(null, EAST)))
        .isEqualTo(new ApplyOutcome.Accepted());
  }

  @AfterEach
  void stop() {
    dns.close();
  }

  private static WeightedRecord eu(String region, int weight, String value) {
    return DnsOnArm.record(DnsOnArm.EU, region, weight, value);
  }

  private ApplyOutcome apply(AzureDnsDirector by, long from, long to, RecordChange... changes) {
    return apply(by, from, to, List.of(changes));
  }

  private ApplyOutcome apply(AzureDnsDirector by, long from, long to, List<RecordChange> changes) {
    Order order =
        new Order(
            "intent-" + to,
            new Step.ChangeRecords(new RecordBatch(DnsOnArm.ZONE, from, to, changes)),
            dns.on.clock.instant().plusSeconds(60));
    return by.change(List.of(order), dns.deadline()).getFirst();
  }

  @Test
  void case_5_a_batch_that_is_struck_at_any_call_holds_whole_or_not_and_is_completed_by_others()
      throws IOException {
    dns.on.twin.forgetCalls();
    apply(dns.director(), 1, 2, CHANGES);
    int calls = dns.on.twin.calls().size();
    assertThat(calls).as("stamp, sets, two told, commit, one written, one deleted").isEqualTo(7);
    List<String> wrong = new ArrayList<>();
    for (Strike strike : Strike.values()) {
      for (int index = 0; index < calls; index++) {
        stop();
        make();
        String found = struck(strike, index);
        if (!found.isEmpty()) {
          wrong.add(strike + " at call " + index + ": " + found);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** What happens to one call; a function that is killed makes none after it. */
  private enum Strike {
    KILLED_BEFORE(new Fault.CutBefore()),
    KILLED_AFTER(new Fault.CutAfter()),
    LOST(new Fault.CutAfter()),
    BROKEN(new Fault.BrokenAfter()),
    LATE(new Fault.Late()),
    TWICE(new Fault.Twice()),
    THROTTLED(new Fault.Refused(429, "TooManyRequests"));

    private final Fault fault;

    Strike(Fault fault) {
      this.fault = fault;
    }

    boolean kills() {
      return name().startsWith("KILLED");
    }
  }

  /** Plays a batch with a strike, and ticks of another function; says what is wrong. */
  private String struck(Strike strike, int index) {
    RecordSets before = dns.known(dns.director());
    int[] seen = {0};
    dns.on
        .twin
        .faults()
        .add(
            _ -> {
              synchronized (seen) {
                return seen[0]++ == index;
              }
            },
            strike.fault);
    if (strike.kills()) {
      dns.on.twin.faults().add(_ -> seen[0] > index + 1, new Fault.CutBefore());
    }
    ApplyOutcome outcome = apply(dns.director(), 1, 2, CHANGES);
    dns.on.twin.faults().clear();

    AzureDnsDirector other = dns.director();
    String torn = torn(dns.read(other), before);
    other.level(dns.deadline());
    dns.on.twin.deliverLate();
    dns.on.clock.pass(java.time.Duration.ofSeconds(30));
    torn += torn(dns.read(other), before);
    other.level(dns.deadline());
    if (dns.known(other).epoch() == 1
        && !(apply(other, 1, 2, CHANGES) instanceof ApplyOutcome.Accepted)) {
      // Another function has told the sets something: it is read before it is tried again.
      dns.known(other);
      torn += apply(other, 1, 2, CHANGES) instanceof ApplyOutcome.Accepted ? "" : "not resumed";
    }
    other.level(dns.deadline());
    RecordSets after = dns.known(dns.director());
    boolean arrived =
        after.epoch() == 2
            && dns.answers("A/eu.orders").equals(List.of("198.51.100.7"))
            && dns.body("A/us.orders").isEmpty()
            && !String.valueOf(dns.body("A/eu.orders")).contains("fairlead-next");
    return torn + (arrived ? "" : " ended as " + after + " after " + outcome);
  }

  /** Every reading is the zone before or after, or is none. */
  private static String torn(Reading<RecordSets> reading, RecordSets before) {
    return switch (reading) {
      case Reading.Unreadable<RecordSets> _ -> "";
      case Reading.Known<RecordSets>(RecordSets found) ->
          found.equals(before) || found.epoch() == 2 && found.records().size() == 2
              ? ""
              : " torn: " + found;
    };
  }

  @Test
  void a_zone_is_not_readable_until_every_set_answers_what_holds() {
    dns.on
        .twin
        .faults()
        .add(call -> call.operation().equals("RecordSets_Delete"), new Fault.CutBefore(), 2);

    assertThat(apply(director, 1, 2, CHANGES).text())
        .contains("is at epoch 2, which us.orders.orders.test A does not answer yet");
    director.level(dns.deadline());
    AzureDnsDirector other = dns.director();
    assertThat(dns.dark(other)).contains("us.orders.orders.test A does not answer yet");
    assertThat(other.findings().get(DnsOnArm.ZONE)).contains("does not answer yet");

    other.level(dns.deadline());
    assertThat(dns.known(other).epoch()).isEqualTo(2);
    assertThat(other.findings()).isEmpty();
  }

  @Test
  void a_batch_whose_commit_comes_late_never_holds_once_another_has_told_its_sets_otherwise() {
    RecordSets before = dns.known(director);
    dns.on.twin.faults().add(COMMIT, new Fault.Late(), 1);
    assertThat(apply(director, 1, 2, CHANGES)).isInstanceOf(ApplyOutcome.Unknown.class);
    assertRetryable(
        apply(dns.director(), 1, 3, new RecordChange(NORTH, NORTH.withWeight(9))),
        "another change of orders.test is under way");
    dns.on.clock.pass(java.time.Duration.ofSeconds(61));
    dns.on.twin.faults().add(second(COMMIT), new Fault.CutBefore(), 1);

    RecordChange otherwise = new RecordChange(NORTH, NORTH.withWeight(9));
    assertThat(apply(dns.director(), 1, 3, otherwise)).isInstanceOf(ApplyOutcome.Unknown.class);
    assertThat(dns.on.twin.deliverLate()).isEqualTo(1);

    assertThat(dns.known(dns.director())).isEqualTo(before);
    dns.on.clock.pass(java.time.Duration.ofSeconds(61));
    assertThat(apply(dns.director(), 1, 4, CHANGES)).isEqualTo(new ApplyOutcome.Accepted());
  }

  /** The second call of some. */
  private static Predicate<Call> second(Predicate<Call> of) {
    int[] seen = {0};
    return call -> of.test(call) && ++seen[0] == 2;
  }

  @Test
  void of_functions_that_race_over_two_names_one_at_a_time_changes_both() throws Exception {
    WeightedRecord north = NORTH;
    WeightedRecord east = EAST;
    long epoch = 1;
    int accepted = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 15; round++) {
        List<Callable<ApplyOutcome>> racers = new ArrayList<>();
        for (int racer = 1; racer <= 4; racer++) {
          int weight = 1 + (round * 4 + racer) % 200;
          long to = epoch + racer;
          RecordChange one = new RecordChange(north, north.withWeight(weight));
          RecordChange two = new RecordChange(east, east.withWeight(weight));
          long from = epoch;
          racers.add(() -> apply(dns.director(), from, to, one, two));
        }
        for (Future<ApplyOutcome> ended : threads.invokeAll(racers)) {
          accepted += ended.get() instanceof ApplyOutcome.Accepted ? 1 : 0;
        }
        AzureDnsDirector reader = dns.director();
        dns.read(reader);
        reader.level(dns.deadline());
        RecordSets now = dns.known(reader);
        assertThat(reader.findings()).isEmpty();
        north = Objects.requireNonNull(now.records().get(north.key()));
        east = Objects.requireNonNull(now.records().get(east.key()));
        assertThat(north.weight()).isEqualTo(now.epoch() == 1 ? 0 : east.weight());
        assertThat(now.epoch()).isBetween(epoch, epoch + 4);
        epoch = now.epoch();
        dns.on.clock.pass(java.time.Duration.ofSeconds(70));
      }
    }
    assertThat(accepted).isPositive();
  }

  @Test
  void a_throttled_write_may_be_tried_again_and_none_is_sent_before_azure_wants_to_see_one() {
    dns.on.twin.leaveWrites(OnArm.PRINCIPAL, OnArm.SUBSCRIPTION, "global", 0);
    assertRetryable(apply(director, 1, 2, CHANGES), "429 SubscriptionRequestsThrottled");
    dns.on.twin.forgetCalls();

    assertRetryable(apply(director, 1, 2, CHANGES), "was not sent: Azure takes no writes for");
    assertThat(dns.on.twin.calls()).noneMatch(DnsOnArm::isWrite);

    dns.on.clock.pass(java.time.Duration.ofSeconds(5));
    assertThat(apply(director, 1, 2, CHANGES)).isEqualTo(new ApplyOutcome.Accepted());
  }

  private static void assertRetryable(ApplyOutcome outcome, String words) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class,
            refused -> {
              assertThat(refused.why()).contains(words);
              assertThat(refused.retryable()).isTrue();
            });
  }

  @Test
  void a_role_without_an_action_is_told_with_the_action_and_nothing_changes() {
    String type = "Microsoft.Network/dnsZones/";
    Map<String, ApplyOutcome> outcomes = new java.util.TreeMap<>();
    for (String action :
        List.of(
            "Microsoft.Network/publicIPAddresses/join/action",
            type + "A/write",
            type + "TXT/write")) {
      dns.on.twin.roles().take(OnArm.PRINCIPAL, action);
      outcomes.put(action, apply(dns.director(), 1, 2, CHANGES));
      dns.on.twin.roles().giveBack(OnArm.PRINCIPAL);
    }
    outcomes.forEach(
        (action, outcome) ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    ApplyOutcome.Refused.class,
                    refused -> {
                      assertThat(refused.why()).contains("403", "grant the identity " + action);
                      assertThat(refused.retryable()).isFalse();
                    }));
    assertThat(dns.known(dns.director()).epoch()).isEqualTo(1);

    for (String action : List.of(type + "TXT/read", type + "recordsets/read")) {
      dns.on.twin.roles().take(OnArm.PRINCIPAL, action);
      assertThat(dns.dark(dns.director())).contains("grant the identity " + action);
      dns.on.twin.roles().giveBack(OnArm.PRINCIPAL);
    }
  }
}
