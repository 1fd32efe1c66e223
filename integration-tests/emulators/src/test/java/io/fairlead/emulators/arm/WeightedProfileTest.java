package io.fairlead.emulators.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.trafficmanager.Profile;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** A profile that chooses by weight, on the twin. */
class WeightedProfileTest extends ProfilesOnTwin {
  private static final String WEST = "192.0.2.8";
  private static final String NORTH = "192.0.2.9";

  @Override
  Profile.Method method() {
    return Profile.Method.WEIGHTED;
  }

  @Override
  String routing() {
    return "Weighted";
  }

  @Test
  void names_are_answered_by_weight_and_a_weight_of_0_is_a_disabled_endpoint() {
    WeightedRecord west = record("eu-west", 153);
    change(0, 1, create(west), create(record("eu-north", 102)));
    assertThat(answers()).containsOnly(entry(WEST, 153), entry(NORTH, 102));

    change(1, 2, new RecordChange(west, west.withWeight(0)));

    assertThat(answers()).containsOnly(entry(NORTH, 102));
    assertThat(endpoint("eu-west").path("endpointStatus").asString()).isEqualTo("Disabled");
    assertThat(endpoint("eu-west").path("weight").asInt()).isEqualTo(1);
    assertThat(known().records().values()).contains(west.withWeight(0));
  }

  @Test
  void a_tick_reads_a_profile_in_one_call_and_a_change_takes_three() {
    on.twin.forgetCalls();
    known();
    assertThat(operations()).containsExactly("Profiles_Get");

    on.twin.forgetCalls();
    change(0, 1, create(record("eu-west", 1)));

    assertThat(operations())
        .containsExactly("Profiles_Get", "Profiles_CreateOrUpdate", "Profiles_Get");
    assertThat(on.twin.calls())
        .allMatch(call -> call.parameter("api-version").equals("2022-04-01"))
        .allMatch(call -> call.request().header("if-match").isEmpty());
  }

  @Test
  void the_epoch_is_in_a_tag_beside_those_of_others() {
    change(0, 7, create(record("eu-west", 1)));

    assertThat(on.body(profile).path("tags").path("fairlead").asString())
        .startsWith("v1 fleet=" + OnArm.FLEET + " epoch=7 digest=");
    assertThat(on.body(profile).path("tags").path("team").asString()).isEqualTo("gateways");
  }

  @Test
  void a_raised_flag_takes_an_endpoint_out_by_its_probe_without_a_call_of_ours() {
    change(0, 1, create(record("eu-west", 153)), create(record("eu-north", 102)));
    Set<String> flags = new HashSet<>();
    on.trafficManager.passes(
        probe ->
            probe.path().equals("/fairlead/flag")
                && probe.header("host").equals("eu.orders." + zone())
                && !flags.contains(probe.header("x-fairlead-flag")));
    assertThat(answers()).hasSize(2);
    on.twin.forgetCalls();

    flags.add("eu-west/default");

    assertThat(answers()).containsOnly(entry(NORTH, 102));
    assertThat(on.twin.calls()).isEmpty();
    assertThat(known().records()).hasSize(2);

    flags.add("eu-north/default");
    assertThat(answers()).as("all degraded, all answered").hasSize(2);
  }

  @Test
  void what_has_no_flag_is_not_probed() {
    RecordKey key = new RecordKey("eu.orders." + zone(), RecordType.A, "overflow");
    WeightedRecord overflow =
        new WeightedRecord(key, Duration.ofSeconds(5), 9, List.of("192.0.2.99"), null);
    on.trafficManager.passes(_ -> false);

    change(0, 1, create(overflow), create(record("eu-west", 1)));

    assertThat(answers()).containsOnly(entry("192.0.2.99", 9));
    assertThat(known().records().values()).contains(overflow);
    assertThat(director.findings()).isEmpty();
  }

  @Test
  void an_elastic_ip_a_public_ip_and_host_names_are_endpoints_alike() {
    RecordKey key = new RecordKey("eu.orders." + zone(), RecordType.CNAME, "us-east");
    WeightedRecord name =
        new WeightedRecord(key, Duration.ofSeconds(60), 3, List.of("lb.example.net"), "us-east/a");

    assertThat(change(0, 1, create(name))).isEqualTo(new ApplyOutcome.Accepted());

    assertThat(answers()).containsOnly(entry("lb.example.net", 3));
    assertThat(known().records().values()).containsExactly(name);
    assertThat(on.body(profile).path("properties").path("dnsConfig").path("ttl").asInt())
        .isEqualTo(60);
  }

  @Test
  void two_families_of_addresses_under_one_name_are_refused_before_anything_is_written() {
    WeightedRecord west = record("eu-west", 1);
    RecordKey key = new RecordKey(west.key().name(), RecordType.AAAA, "eu-north");
    WeightedRecord six =
        new WeightedRecord(key, west.ttl(), 1, List.of("2001:db8::1"), "eu-north/default");

    assertThat(refused(change(0, 1, create(west), create(six)), false))
        .contains("one type of record and one ttl, not with A and AAAA for 5 s");
    assertThat(operations()).doesNotContain("Profiles_CreateOrUpdate");
  }

  @Test
  void endpoints_of_others_stay_as_they_are_and_are_told() {
    edit(
        properties ->
            properties
                .withArrayProperty("endpoints")
                .addObject()
                .put("name", "theirs")
                .put("id", profile.text() + "/nestedEndpoints/theirs")
                .put("type", "Microsoft.Network/trafficManagerProfiles/nestedEndpoints")
                .putObject("properties")
                .put("endpointStatus", "Enabled")
                .put("target", "theirs.trafficmanager.net")
                .put("weight", 5)
                .put("priority", 1)
                .put("minChildEndpoints", 1));

    assertThat(known().records()).isEmpty();
    assertThat(change(0, 1, create(record("eu-west", 10)))).isEqualTo(new ApplyOutcome.Accepted());

    assertThat(answers()).containsOnly(entry(WEST, 10), entry("theirs.trafficmanager.net", 5));
    assertThat(endpoint("theirs").path("minChildEndpoints").asInt()).isEqualTo(1);
    assertThat(director.findings().get(zone())).contains("theirs is not of the fleet");
  }

  @Test
  void a_weight_that_a_person_changed_makes_the_next_batch_a_conflict_and_is_told() {
    WeightedRecord west = record("eu-west", 100);
    change(0, 1, create(west));
    editEndpoint("eu-west", endpoint -> endpoint.put("weight", 7));

    assertThat(change(1, 2, new RecordChange(west, west.withWeight(0))))
        .isInstanceOf(ApplyOutcome.Conflict.class);
    assertThat(known().records().values()).containsExactly(west.withWeight(7));
    assertThat(director.findings().get(zone()))
        .contains("its endpoints are not those of epoch 1: somebody else changed one");

    change(1, 2, new RecordChange(west.withWeight(7), west));
    assertThat(director.findings()).isEmpty();
  }

  @Test
  void an_endpoint_that_a_person_disabled_deleted_or_pointed_elsewhere_is_a_conflict() {
    WeightedRecord west = record("eu-west", 100);
    List<java.util.function.Consumer<ObjectNode>> edits =
        List.of(
            endpoint -> endpoint.put("endpointStatus", "Disabled"),
            endpoint -> endpoint.put("target", "192.0.2.77"),
            endpoint -> endpoint.put("alwaysServe", "Enabled"));
    long epoch = 0;
    for (java.util.function.Consumer<ObjectNode> each : edits) {
      WeightedRecord now = known().records().get(west.key());
      change(epoch, epoch + 1, new RecordChange(now, west));
      editEndpoint("eu-west", each);

      assertThat(change(epoch + 1, epoch + 2, new RecordChange(west, west.withWeight(5))))
          .isInstanceOf(ApplyOutcome.Conflict.class);
      assertThat(director.findings().get(zone())).contains("somebody else changed one");
      epoch++;
    }
    edit(properties -> properties.putArray("endpoints"));
    assertThat(change(epoch, epoch + 1, new RecordChange(west, west.withWeight(5))))
        .isInstanceOf(ApplyOutcome.Conflict.class);
  }

  @Test
  void a_probe_that_no_flag_turns_off_is_told_and_written_by_the_next_change() {
    change(0, 1, create(record("eu-west", 1)));
    edit(properties -> properties.withObjectProperty("monitorConfig").put("path", "/"));

    known();
    assertThat(director.findings().get(zone()))
        .contains("it probes HTTPS 443 /, and flags turn off HTTPS 443 /fairlead/flag");

    change(1, 2, create(record("eu-north", 1)));
    assertThat(director.findings()).isEmpty();
    assertThat(
            on.body(profile)
                .path("properties")
                .path("monitorConfig")
                .path("intervalInSeconds")
                .asInt())
        .isEqualTo(10);
  }

  @Test
  void an_answer_that_is_lost_is_unknown_and_the_next_read_tells() {
    Order order = order(0, 1, now().plusSeconds(60), create(record("eu-west", 1)));
    for (Fault fault : List.of(new Fault.CutBefore(), new Fault.CutAfter())) {
      on.twin.faults().add(WRITE, fault, 1);

      assertThat(apply(order)).isInstanceOf(ApplyOutcome.Unknown.class);
      assertThat(known().epoch()).isEqualTo(fault instanceof Fault.CutAfter ? 1 : 0);
    }
    on.twin.forgetCalls();
    assertThat(apply(order)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(operations()).containsExactly("Profiles_Get");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void killed_at_any_call_before_or_after_it_is_carried_out_another_function_ends_it(int index) {
    WeightedRecord west = record("eu-west", 100);
    WeightedRecord north = record("eu-north", 50);
    change(0, 1, create(west), create(north));
    long epoch = 1;
    for (Fault fault : List.of(new Fault.CutBefore(), new Fault.CutAfter(), new Fault.Twice())) {
      int to = 200 - (int) epoch;
      Order order =
          order(
              epoch,
              epoch + 1,
              now().plusSeconds(60),
              new RecordChange(west, west.withWeight(to)),
              new RecordChange(north, north.withWeight(0)));
      on.twin.forgetCalls();
      on.twin.faults().add(call -> on.twin.calls().size() == index + 1, fault, 1);
      apply(order);
      on.twin.faults().clear();

      director = director(on.clients, OnArm.FLEET);
      assertThat(apply(order)).isEqualTo(new ApplyOutcome.Accepted());

      assertThat(known().epoch()).isEqualTo(epoch + 1);
      assertThat(answers()).containsOnly(entry(WEST, to));
      change(
          epoch + 1,
          epoch + 2,
          new RecordChange(west.withWeight(to), west),
          new RecordChange(north.withWeight(0), north));
      epoch += 2;
    }
  }

  @Test
  void a_late_write_undoes_a_newer_one_is_told_and_is_written_over_by_the_next_change() {
    WeightedRecord west = record("eu-west", 100);
    change(0, 1, create(west));
    on.twin.faults().add(WRITE, new Fault.Late(), 1);
    change(1, 2, new RecordChange(west, west.withWeight(1)));
    change(1, 3, new RecordChange(west, west.withWeight(255)));

    assertThat(on.twin.deliverLate()).isEqualTo(1);

    assertThat(known().epoch()).isEqualTo(2);
    assertThat(director.findings().get(zone()))
        .contains("it is at epoch 2 again, after 3 was seen: a late write came over it");
    assertThat(change(3, 4, new RecordChange(west.withWeight(255), west)))
        .isInstanceOf(ApplyOutcome.Conflict.class);
    assertThat(change(2, 4, new RecordChange(west.withWeight(1), west.withWeight(255))))
        .isEqualTo(new ApplyOutcome.Accepted());
    assertThat(director.findings()).isEmpty();
    assertThat(answers()).containsOnly(entry(WEST, 255));
  }

  @Test
  void a_write_that_comes_over_ours_at_once_is_a_conflict_by_the_read_back() {
    WeightedRecord west = record("eu-west", 100);
    change(0, 1, create(west));
    on.twin.faults().add(WRITE, new Fault.Late(), 1);
    change(1, 2, new RecordChange(west, west.withWeight(1)));
    on.twin
        .faults()
        .add(
            call -> {
              if (READ.test(call) && operations().contains("Profiles_CreateOrUpdate")) {
                on.twin.deliverLate();
              }
              return false;
            },
            new Fault.CutBefore());
    on.twin.forgetCalls();

    assertThat(change(1, 3, new RecordChange(west, west.withWeight(255))))
        .isInstanceOfSatisfying(
            ApplyOutcome.Conflict.class,
            found ->
                assertThat(found.found())
                    .contains("is at epoch 2 after epoch 3 was written: another write came over"));
  }

  @Test
  void a_write_over_its_time_is_never_sent() {
    on.twin
        .faults()
        .add(
            call -> {
              on.clock.pass(Duration.ofSeconds(30));
              return false;
            },
            new Fault.CutBefore());
    Order order = order(0, 1, now().plusSeconds(20), create(record("eu-west", 1)));

    List<ApplyOutcome> outcomes = director.change(List.of(order), now().plusSeconds(600));

    assertThat(outcomes).containsExactly(new ApplyOutcome.Expired());
    assertThat(operations()).containsExactly("Profiles_Get");
  }

  @Test
  void when_writes_are_throttled_none_is_sent_before_azure_wants_one() {
    on.twin.leaveWrites(OnArm.PRINCIPAL, OnArm.SUBSCRIPTION, "global", 0);
    Order order = order(0, 1, now().plusSeconds(60), create(record("eu-west", 1)));

    assertThat(refused(apply(order), true))
        .contains(
            "Microsoft.Network/trafficManagerProfiles/write on orders-example answered 429"
                + " SubscriptionRequestsThrottled, to be tried again in 1 s");
    on.twin.forgetCalls();
    assertThat(refused(apply(order), true)).contains("takes no writes");
    assertThat(operations()).containsExactly("Profiles_Get");

    on.clock.pass(Duration.ofSeconds(1));
    assertThat(apply(order)).isEqualTo(new ApplyOutcome.Accepted());
  }

  @Test
  void a_dark_api_makes_the_zone_unreadable_and_nothing_is_written() {
    change(0, 1, create(record("eu-west", 1)));
    on.twin.faults().add(READ, new Fault.Refused(429, "SubscriptionRequestsThrottled"), 1);
    assertThat(dark()).contains("429 SubscriptionRequestsThrottled, to be tried again in 10 s");
    on.twin.faults().add(new Where("", "", ""), new Fault.Refused(503, "ServiceUnavailable"));

    assertThat(dark()).contains("503 ServiceUnavailable");
    assertThat(refused(change(1, 2, create(record("eu-north", 1))), true)).contains("503");

    on.twin.faults().clear();
    assertThat(known().epoch()).isEqualTo(1);
  }

  private static java.util.Map.Entry<String, Integer> entry(String target, int part) {
    return java.util.Map.entry(target, part);
  }
}
