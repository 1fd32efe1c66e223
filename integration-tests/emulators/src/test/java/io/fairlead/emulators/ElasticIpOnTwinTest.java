package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.address.Attachment;
import io.fairlead.aws.address.ElasticIp;
import io.fairlead.aws.address.ElasticIpMover;
import io.fairlead.contract.AddressMoverContract;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.fleet.AddressId;
import io.fairlead.port.AddressMover;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Elastic IPs on the twin. */
class ElasticIpOnTwinTest extends AddressMoverContract {
  private static final Where ASSOCIATE = new Where("ec2", "", "AssociateAddress");

  private OnTwin on;
  private String allocation;
  private String first;
  private String second;
  private ElasticIpMover mover;

  @BeforeEach
  void makeAddress() throws IOException {
    on = new OnTwin();
    first = networkInterface("10.1.1.11", "10.1.1.12");
    second = networkInterface("10.1.2.11");
    allocation =
        on.twin
            .ec2()
            .allocation(OnTwin.ACCOUNT, OnTwin.LOCATION, Map.of("fairlead:fleet", OnTwin.FLEET));
    mover = mover(allocation);
  }

  @AfterEach
  void stop() {
    on.close();
  }

  @Override
  protected AddressMover mover() {
    return mover;
  }

  @Override
  protected AddressId address() {
    return new AddressId("west", "front");
  }

  @Override
  protected AddressId unknownAddress() {
    return new AddressId("west", "back");
  }

  @Override
  protected Instant now() {
    return on.clock.instant();
  }

  @Test
  void a_move_is_one_mutating_call_and_never_detaches_first() {
    move("a", null, FIRST);
    on.twin.forgetCalls();

    move("b", FIRST, SECOND);

    assertThat(on.twin.calls())
        .extracting(Call::operation)
        .containsExactly("DescribeAddresses", "AssociateAddress");
  }

  @Test
  void a_late_write_of_an_old_move_is_seen_by_the_next_read() {
    move("a", null, FIRST);
    on.twin.faults().add(ASSOCIATE, new Fault.CutAfter(), 1);

    assertThat(move("b", FIRST, SECOND)).isInstanceOf(ApplyOutcome.Unknown.class);
    assertThat(holder()).isEqualTo(SECOND);
  }

  @Test
  void an_answer_of_500_after_the_change_is_unknown_and_the_next_read_tells() {
    on.twin.faults().add(ASSOCIATE, new Fault.BrokenAfter(), 1);

    assertThat(move("a", null, FIRST)).isInstanceOf(ApplyOutcome.Unknown.class);
    assertThat(holder()).isEqualTo(FIRST);
  }

  @Test
  void a_throttled_move_changed_nothing_and_may_be_tried_again() {
    on.twin.faults().add(ASSOCIATE, new Fault.Refused(503, "RequestLimitExceeded"), 1);

    assertThat(move("a", null, FIRST))
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class, refused -> assertThat(refused.retryable()).isTrue());
    assertThat(holder()).isNull();
  }

  @Test
  void without_permission_an_address_is_still_read_and_the_action_and_address_are_told() {
    on.twin.faults().add(ASSOCIATE, new Fault.Refused(403, "UnauthorizedOperation"));

    assertThat(read(address())).isInstanceOf(Reading.Known.class);
    assertThat(mover.findings().get(address()))
        .contains("ec2:AssociateAddress", allocation, "UnauthorizedOperation");

    on.twin.faults().clear();
    read(address());
    assertThat(mover.findings()).isEmpty();
  }

  @Test
  void an_address_without_the_fleets_tag_is_read_and_the_tag_is_told_as_missing() {
    mover = mover(on.twin.ec2().allocation(OnTwin.ACCOUNT, OnTwin.LOCATION, Map.of()));

    assertThat(read(address())).isInstanceOf(Reading.Known.class);
    assertThat(mover.findings().get(address())).isEqualTo("it has no tag fairlead:fleet=shop");
  }

  @Test
  void case_3_an_address_that_may_not_be_put_on_is_never_taken_off() {
    move("a", null, FIRST);
    on.twin.faults().add(ASSOCIATE, new Fault.Refused(403, "UnauthorizedOperation"));

    assertThat(move("b", FIRST, null))
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class,
            refused ->
                assertThat(refused.why()).contains("not taken off", "UnauthorizedOperation"));
    assertThat(holder()).isEqualTo(FIRST);
  }

  @Test
  void from_nothing_ec2_itself_refuses_whoever_comes_late() {
    on.twin.faults().add(ASSOCIATE.and(call -> !isDry(call)), new Fault.Late(), 1);
    move("a", null, FIRST);
    move("b", null, SECOND);

    assertThat(on.twin.deliverLate()).isEqualTo(1);

    assertThat(holder()).isEqualTo(SECOND);
  }

  @Test
  void in_one_step_a_late_write_moves_the_address_back_and_the_next_read_shows_it() {
    move("a", null, FIRST);
    on.twin.faults().add(ASSOCIATE.and(call -> !isDry(call)), new Fault.Late(), 1);
    move("b", FIRST, SECOND);
    move("c", FIRST, SECOND);
    move("d", SECOND, FIRST);

    on.twin.deliverLate();

    assertThat(holder()).isEqualTo(SECOND);
  }

  @Test
  void a_call_that_gets_no_answer_is_sent_once() {
    on.twin.faults().add(ASSOCIATE, new Fault.CutAfter(), 1);
    on.twin.forgetCalls();

    move("a", null, FIRST);

    assertThat(on.twin.calls())
        .extracting(Call::operation)
        .containsExactly("DescribeAddresses", "AssociateAddress");
  }

  @Test
  void several_addresses_move_at_once() {
    TreeMap<AddressId, ElasticIp> eight = new TreeMap<>();
    List<io.fairlead.port.Order> orders = new java.util.ArrayList<>();
    for (int i = 0; i < 8; i++) {
      AddressId id = new AddressId("west", "front-" + i);
      String to = networkInterface("10.1.3." + (10 + i));
      eight.put(
          id,
          new ElasticIp(
              OnTwin.LOCATION,
              on.twin.ec2().allocation(OnTwin.ACCOUNT, OnTwin.LOCATION, Map.of()),
              new TreeMap<>(Map.of(FIRST, new Attachment(to, null)))));
      orders.add(
          new io.fairlead.port.Order(
              "i" + i,
              new io.fairlead.journal.Step.MoveAddress(id, null, FIRST),
              now().plusSeconds(60)));
    }
    ElasticIpMover all = new ElasticIpMover(on.clients, OnTwin.FLEET, eight);

    assertThat(all.move(orders, now().plusSeconds(9)))
        .hasSize(8)
        .containsOnly(new ApplyOutcome.Accepted());
    assertThat(all.holders(new java.util.TreeSet<>(eight.keySet()), now().plusSeconds(9)).values())
        .containsOnly(new Reading.Known<>(new io.fairlead.journal.TargetState.HeldBy(FIRST)));
  }

  @Test
  void wrong_credentials_are_told_with_the_action_and_nothing_is_lost() {
    move("a", null, FIRST);
    on.twin.knows("999988887777");

    assertThat(read(address()))
        .isInstanceOfSatisfying(
            Reading.Unreadable.class,
            dark -> assertThat(dark.why()).contains("ec2:DescribeAddresses", "AuthFailure"));
    assertThat(move("b", FIRST, SECOND)).isInstanceOf(ApplyOutcome.Refused.class);

    on.twin.knows(OnTwin.ACCOUNT);
    assertThat(holder()).isEqualTo(FIRST);
  }

  @Test
  void an_address_of_another_region_is_told_as_such() {
    ElasticIp elsewhere =
        new ElasticIp("us-east-1", allocation, elasticIp(allocation).attachments());
    mover =
        new ElasticIpMover(on.clients, OnTwin.FLEET, new TreeMap<>(Map.of(address(), elsewhere)));

    assertThat(read(address()))
        .isInstanceOfSatisfying(
            Reading.Unreadable.class,
            dark -> assertThat(dark.why()).contains(allocation, "us-east-1", "region"));
  }

  @Test
  void an_interface_that_is_gone_is_named_and_is_a_persons_to_mend() {
    mover =
        new ElasticIpMover(
            on.clients,
            OnTwin.FLEET,
            new TreeMap<>(
                Map.of(
                    address(),
                    new ElasticIp(
                        OnTwin.LOCATION,
                        allocation,
                        new TreeMap<>(
                            Map.of(FIRST, new Attachment("eni-00000000000000bad", null)))))));

    assertThat(move("a", null, FIRST))
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class,
            refused -> {
              assertThat(refused.retryable()).isFalse();
              assertThat(refused.why()).contains("eni-00000000000000bad");
            });
  }

  @Test
  void reads_that_do_not_agree_are_unreadable() {
    move("a", null, FIRST);
    on.clock.pass(Duration.ofSeconds(30));
    move("b", FIRST, SECOND);
    Where describe = new Where("ec2", "", "DescribeAddresses");
    for (int i = 0; i < 2; i++) {
      on.twin.faults().add(new EveryOther(describe), new Fault.Stale(Duration.ofSeconds(10)));
    }

    assertThat(read(address())).isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void an_address_of_another_fleet_is_never_touched() {
    String theirs =
        on.twin.ec2().allocation(OnTwin.ACCOUNT, OnTwin.LOCATION, Map.of("fairlead:fleet", "bank"));
    mover = mover(theirs);

    assertThat(move("a", null, FIRST)).isInstanceOf(ApplyOutcome.Refused.class);
    assertThat(read(address()))
        .isInstanceOfSatisfying(
            Reading.Unreadable.class, dark -> assertThat(dark.why()).contains("fleet bank"));
  }

  @Test
  void an_allocation_that_is_not_there_is_unreadable_and_leaves_others_readable() {
    AddressId gone = new AddressId("west", "gone");
    mover =
        new ElasticIpMover(
            on.clients,
            OnTwin.FLEET,
            new TreeMap<>(Map.of(address(), elasticIp(allocation), gone, elasticIp("eipalloc-1"))));

    var readings =
        mover.holders(new java.util.TreeSet<>(List.of(address(), gone)), now().plusSeconds(9));

    assertThat(readings.get(address())).isInstanceOf(Reading.Known.class);
    assertThat(readings.get(gone)).isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void case_19_an_address_goes_to_a_secondary_private_address_and_leaves_the_others_alone() {
    String other = on.twin.ec2().allocation(OnTwin.ACCOUNT, OnTwin.LOCATION, Map.of());
    mover = mover(other);
    move("a", null, FIRST);
    mover =
        new ElasticIpMover(
            on.clients,
            OnTwin.FLEET,
            new TreeMap<>(
                Map.of(
                    address(),
                    new ElasticIp(
                        OnTwin.LOCATION,
                        allocation,
                        new TreeMap<>(Map.of(FIRST, new Attachment(first, "10.1.1.12")))))));

    assertThat(move("b", null, FIRST)).isEqualTo(new ApplyOutcome.Accepted());

    assertThat(on.twin.ec2().holder(OnTwin.ACCOUNT, OnTwin.LOCATION, other)).isEqualTo(first);
    assertThat(holder()).isEqualTo(FIRST);
  }

  private static boolean isDry(Call call) {
    return call.parameter("DryRun").equals("true");
  }

  private String networkInterface(String... privateIps) {
    return on.twin.ec2().networkInterface(OnTwin.ACCOUNT, OnTwin.LOCATION, List.of(privateIps));
  }

  private ElasticIpMover mover(String allocationId) {
    return new ElasticIpMover(
        on.clients, OnTwin.FLEET, new TreeMap<>(Map.of(address(), elasticIp(allocationId))));
  }

  private ElasticIp elasticIp(String allocationId) {
    return new ElasticIp(
        OnTwin.LOCATION,
        allocationId,
        new TreeMap<>(
            Map.of(FIRST, new Attachment(first, null), SECOND, new Attachment(second, null))));
  }

  /** Every second call that a rule is for. */
  private static final class EveryOther implements java.util.function.Predicate<Call> {
    private final Where where;
    private int seen;

    EveryOther(Where where) {
      this.where = where;
    }

    @Override
    public boolean test(Call call) {
      return where.test(call) && seen++ % 2 == 0;
    }
  }
}
