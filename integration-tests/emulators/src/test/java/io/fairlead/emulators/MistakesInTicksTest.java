package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.AppliedStep;
import io.fairlead.cycle.AppliedStep.Kind;
import io.fairlead.cycle.AppliedStep.Trouble;
import io.fairlead.cycle.SteerReport;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.world.AwsPlace;
import io.fairlead.emulators.world.AwsWorld;
import io.fairlead.journal.OperatorVerbs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A person's mistakes with AWS as a function meets them: each is a sentence with action and
 * resource, in what the tick tells, nothing is overwritten, and what could not be done is done once
 * it can be.
 */
class MistakesInTicksTest {
  private static final int SETTLE = 40;

  private AwsPlace place;
  private AwsWorld world;

  @BeforeEach
  void fleetAtHome() throws IOException {
    place = new AwsPlace();
    world = AwsWorld.seamless(place);
    record("CREATE", "www.orders.test", "", 0);
    record("CREATE", "us.elsewhere.orders.test", "eu-west", 7);
    until(() -> weight("eu-west") == 153 && !holder().equals("null"));
  }

  @AfterEach
  void stop() {
    place.close();
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied,       REFUSED, route53:ChangeResourceRecordSets on orders.test answered 403 AccessDenied",
    "403, InvalidClientTokenId, REFUSED, route53:ChangeResourceRecordSets on orders.test answered 403 InvalidClientTokenId",
    "400, LimitsExceeded,     REFUSED, route53:ChangeResourceRecordSets on orders.test answered 400 LimitsExceeded",
    "400, Throttling,         RETRY,   route53:ChangeResourceRecordSets on orders.test answered 400 Throttling"
  })
  void a_change_of_records_that_aws_refuses_is_told_and_made_once_it_may_be(
      int status, String code, Kind kind, String sentence) {
    Where changes = new Where("route53", "", "ChangeResourceRecordSets");
    world.twin().faults().add(changes, new Fault.Refused(status, code));
    drain();

    Trouble told = told();

    assertThat(told.kind()).isEqualTo(kind);
    assertThat(told.sentence()).startsWith(sentence);
    assertThat(weight("eu-west")).isEqualTo(153);
    world.twin().faults().clear();
    until(() -> weight("eu-west") == 0);
  }

  @ParameterizedTest
  @CsvSource({
    "403, UnauthorizedOperation, ec2:AssociateAddress on eipalloc-",
    "400, InvalidAllocationID.NotFound, ec2:AssociateAddress on eipalloc-"
  })
  void a_move_that_aws_refuses_is_told_with_the_address_and_made_once_it_may_be(
      int status, String code, String sentence) {
    Where moves = new Where("ec2", "eu-west-1", "AssociateAddress");
    world
        .twin()
        .faults()
        .add(
            moves.and(call -> !call.parameter("DryRun").equals("true")),
            new Fault.Refused(status, code));
    String before = holder();
    world.refuses("eu-west", before, true);

    Trouble told = told();

    assertThat(told.kind()).isEqualTo(Kind.REFUSED);
    assertThat(told.sentence()).startsWith(sentence).contains(status + " " + code);
    assertThat(holder()).isEqualTo(before);
    world.twin().faults().clear();
    until(() -> !before.equals(holder()));
  }

  /** Between a tick's read and the next one's change, as the director remembers what it read. */
  @Test
  void a_record_that_a_person_edits_meanwhile_is_a_conflict_and_is_not_overwritten_by_the_batch() {
    record("DELETE", "eu.orders.test", "eu-north", 102);
    record("CREATE", "eu.orders.test", "eu-north", 99);
    drain();

    Trouble told = told();

    assertThat(told.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(told.sentence()).contains("eu.orders.test", "do not match the current values");
    assertThat(weight("eu-north")).isEqualTo(99);
    assertThat(weight("eu-west")).isEqualTo(153);
  }

  @Test
  void records_of_other_people_are_never_touched() {
    drain();
    until(() -> weight("eu-west") == 0);

    assertThat(
            world
                .twin()
                .route53()
                .weight(world.hostedZone(), "us.elsewhere.orders.test", "eu-west"))
        .hasValue(7);
    // DELETE must match exactly: they are as they were.
    record("DELETE", "www.orders.test", "", 0);
    record("DELETE", "us.elsewhere.orders.test", "eu-west", 7);
  }

  private void drain() {
    world.operate((state, note) -> OperatorVerbs.drain(state, "region/eu-west", note));
  }

  /** The first trouble that a tick tells. */
  private Trouble told() {
    List<Object> outcomes = new ArrayList<>();
    for (int i = 0; i < SETTLE; i++) {
      SteerReport report = world.tick();
      outcomes.add(report.outcome());
      Optional<Trouble> trouble =
          report.applied().stream().map(AppliedStep::trouble).flatMap(Optional::stream).findFirst();
      if (trouble.isPresent()) {
        return trouble.get();
      }
    }
    throw new AssertionError("no trouble was told: " + outcomes);
  }

  private void until(BooleanSupplier reached) {
    for (int i = 0; i < SETTLE; i++) {
      world.tick();
      if (reached.getAsBoolean()) {
        return;
      }
    }
    throw new AssertionError("not reached: " + world.state());
  }

  private int weight(String region) {
    return world.weight("eu", region).orElse(-1);
  }

  private String holder() {
    return String.valueOf(world.holder(new io.fairlead.fleet.AddressId("eu-west", "front")));
  }

  /** What a person does to a record of the zone; without a set identifier it has no weight. */
  private void record(String action, String name, String set, int weight) {
    String weighted =
        set.isEmpty()
            ? ""
            : "<SetIdentifier>%s</SetIdentifier><Weight>%d</Weight>".formatted(set, weight);
    boolean ours = name.equals("eu.orders.test");
    world
        .twin()
        .route53()
        .person(
            world.hostedZone(),
            """
            <R><ChangeBatch><Changes><Change><Action>%s</Action><ResourceRecordSet><Name>%s.</Name>\
            <Type>A</Type>%s<TTL>60</TTL><ResourceRecords><ResourceRecord><Value>%s</Value>\
            </ResourceRecord></ResourceRecords>%s</ResourceRecordSet></Change></Changes>\
            </ChangeBatch></R>\
            """
                .formatted(
                    action,
                    name,
                    weighted,
                    ours ? "203.0.113.1" : "192.0.2.1",
                    ours ? "<HealthCheckId>" + world.check(set) + "</HealthCheckId>" : ""));
  }
}
