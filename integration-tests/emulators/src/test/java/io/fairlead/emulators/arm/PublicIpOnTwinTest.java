package io.fairlead.emulators.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.address.Attachment;
import io.fairlead.azure.address.PublicIp;
import io.fairlead.azure.address.PublicIpMover;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Public IPs that move between NICs, on the twin. */
class PublicIpOnTwinTest extends PublicIpContract {
  private static final Where WRITE = new Where("", "", "NetworkInterfaces_CreateOrUpdate");

  @BeforeEach
  void makeAddress() throws IOException {
    ip = on.publicIp("front-ip", "Standard", Map.of("fairlead:fleet", OnArm.FLEET));
    first = on.nic("gw-1-nic", "10.1.1.11");
    second = on.nic("gw-2-nic", "10.1.1.12");
    mover = mover(ip.text());
  }

  @Override
  boolean isElsewhere(String action) {
    return action.contains("/loadBalancers/");
  }

  /** One NIC has a security group of its own, the other that of its subnet. */
  @Override
  @Test
  void a_move_and_what_is_looked_at_before_it_need_the_roles_actions_and_no_others() {
    ObjectNode group =
        on.body(second).withObjectProperty("properties").withObjectProperty("networkSecurityGroup");
    on.edit(second, body -> body.withObjectProperty("properties").remove("networkSecurityGroup"));
    on.edit(
        OnArm.id("virtualNetworks/net/subnets/gateways"),
        body -> body.withObjectProperty("properties").set("networkSecurityGroup", group));

    super.a_move_and_what_is_looked_at_before_it_need_the_roles_actions_and_no_others();
  }

  @Test
  void a_step_from_node_to_node_is_refused_because_azure_has_none() {
    move("a", null, FIRST);

    assertThat(apply(order("b", FIRST, SECOND, now().plusSeconds(60))))
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class, no -> assertThat(no.why()).contains("two steps"));
    assertThat(holder()).isEqualTo(FIRST);
  }

  @Test
  void a_write_is_started_and_left_and_the_address_is_unreadable_until_azure_is_done() {
    Order order = order("a", null, FIRST, now().plusSeconds(60));

    assertThat(sent(order)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(read(address()))
        .isInstanceOfSatisfying(
            Reading.Unreadable.class,
            dark -> assertThat(dark.why()).contains("still moving front-ip to gw-1 (Updating)"));
    assertThat(sent(order)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(on.twin.calls()).filteredOn(PublicIpOnTwinTest::isWrite).hasSize(1);

    settle();
    assertThat(holder()).isEqualTo(FIRST);
  }

  @Test
  void what_is_still_being_taken_off_is_put_on_by_a_later_tick() {
    move("a", null, FIRST);
    sent(order("b", FIRST, null, now().plusSeconds(60)));

    assertThat(sent(order("b", null, SECOND, now().plusSeconds(60))))
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class, later -> assertThat(later.retryable()).isTrue());

    settle();
    assertThat(holder()).isNull();
    assertThat(move("b", null, SECOND)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(holder()).isEqualTo(SECOND);
  }

  @Test
  void a_step_is_three_reads_at_most_and_one_write_with_the_etag_that_was_read() {
    on.twin.forgetCalls();

    move("a", null, FIRST);

    assertThat(on.twin.calls())
        .extracting(Call::operation)
        .containsExactly(
            "PublicIPAddresses_Get", "NetworkInterfaces_Get", "NetworkInterfaces_CreateOrUpdate");
    assertThat(on.twin.calls().getLast().request().header("if-match")).startsWith("W/\"");
  }

  @Test
  void case_19_everything_else_of_a_nic_stays_as_it_is() {
    ResourceId other = on.publicIp("other-ip", "Standard", Map.of());
    on.edit(first, body -> holding(body, 1, other));
    ObjectNode before = on.body(first);

    move("a", null, FIRST);
    assertThat(on.on(first, "primary")).isEqualTo("front-ip");
    assertThat(on.on(first, "second")).isEqualTo("other-ip");
    move("b", FIRST, SECOND);

    assertThat(on.body(first)).isEqualTo(before);
    assertThat(on.on(second, "primary")).isEqualTo("front-ip");
  }

  @Test
  void a_nic_that_somebody_writes_in_between_is_tried_again_and_keeps_what_they_wrote() {
    on.twin
        .faults()
        .add(
            call -> {
              if (isWrite(call)) {
                on.edit(first, body -> body.withObjectProperty("tags").put("team", "others"));
              }
              return false;
            },
            new Fault.CutBefore());

    assertThat(move("a", null, FIRST))
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class,
            no -> {
              assertThat(no.retryable()).isTrue();
              assertThat(no.why()).contains("412 PreconditionFailed");
            });

    on.twin.faults().clear();
    assertThat(move("a", null, FIRST)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(on.body(first).path("tags").path("team").asString()).isEqualTo("others");
  }

  @Test
  void a_nic_that_azure_is_at_work_on_is_tried_again() {
    for (Fault.Refused busy :
        List.of(
            new Fault.Refused(429, "RetryableErrorDueToAnotherOperation"),
            new Fault.Refused(409, "AnotherOperationInProgress"),
            new Fault.Refused(429, "ReferencedResourceNotProvisioned"))) {
      on.twin.faults().add(WRITE, busy, 1);

      assertThat(move("a", null, FIRST))
          .isInstanceOfSatisfying(
              ApplyOutcome.Refused.class,
              no -> {
                assertThat(no.retryable()).as(no.why()).isTrue();
                assertThat(no.why()).contains(busy.code());
              });
      assertThat(holder()).isNull();
    }
  }

  @Test
  void when_writes_are_throttled_none_is_sent_before_azure_wants_one() {
    on.twin.leaveWrites(OnArm.PRINCIPAL, OnArm.SUBSCRIPTION, OnArm.LOCATION, 0);
    Order order = order("a", null, FIRST, now().plusSeconds(60));

    assertThat(sent(order))
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class,
            no -> {
              assertThat(no.retryable()).isTrue();
              assertThat(no.why())
                  .contains("429 SubscriptionRequestsThrottled", "tried again in 1 s");
            });
    on.twin.forgetCalls();
    assertThat(sent(order))
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class, no -> assertThat(no.why()).contains("takes no writes"));
    assertThat(on.twin.calls()).noneMatch(PublicIpOnTwinTest::isWrite);

    on.clock.pass(Duration.ofSeconds(1));
    assertThat(sent(order)).isEqualTo(new ApplyOutcome.Accepted());
  }

  @Test
  void an_answer_that_does_not_come_is_unknown_and_the_next_read_tells() {
    List<Fault> faults =
        List.of(new Fault.CutAfter(), new Fault.ResetAfter(), new Fault.BrokenAfter());
    String from = null;
    for (int i = 0; i < faults.size(); i++) {
      on.twin.faults().add(WRITE, faults.get(i), 1);
      String to = i % 2 == 0 ? FIRST : null;

      assertThat(move("i" + i, from, to)).isInstanceOf(ApplyOutcome.Unknown.class);
      assertThat(holder()).isEqualTo(to);
      from = to;
    }
  }

  @Test
  void a_write_that_comes_late_is_refused_by_its_etag_and_undoes_no_newer_one() {
    move("a", null, FIRST);
    on.twin.faults().add(WRITE, new Fault.Late(), 1);
    assertThat(move("b", FIRST, null)).isInstanceOf(ApplyOutcome.Unknown.class);
    move("b", FIRST, null);
    move("c", null, FIRST);

    assertThat(on.twin.deliverLate()).isEqualTo(1);
    settle();

    assertThat(holder()).isEqualTo(FIRST);
  }

  @Test
  void two_addresses_of_one_nic_leave_it_in_one_write() {
    ResourceId other = on.publicIp("other-ip", "Standard", Map.of());
    AddressId back = unknownAddress();
    TreeMap<AddressId, PublicIp> both = new TreeMap<>(Map.of(address(), address(ip.text(), "")));
    both.put(back, address(other.text(), "/second"));
    mover = new PublicIpMover(on.clients, OnArm.FLEET, both);
    for (AddressId each : both.keySet()) {
      apply(new Order("a", new Step.MoveAddress(each, null, FIRST), now().plusSeconds(60)));
    }
    on.twin.forgetCalls();

    List<Order> orders =
        both.keySet().stream()
            .map(id -> new Order("b", new Step.MoveAddress(id, FIRST, null), now().plusSeconds(60)))
            .toList();
    assertThat(mover.move(orders, now().plusSeconds(9)))
        .hasSize(2)
        .containsOnly(new ApplyOutcome.Accepted());
    settle();

    assertThat(on.twin.calls()).filteredOn(PublicIpOnTwinTest::isWrite).hasSize(1);
    assertThat(on.on(first, "primary")).isNull();
    assertThat(on.on(first, "second")).isNull();
  }

  @Test
  void eight_addresses_move_side_by_side_within_the_bucket_of_writes() {
    TreeMap<AddressId, PublicIp> eight = new TreeMap<>();
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      AddressId id = new AddressId("west", "front-" + i);
      on.nic("many-" + i, "10.1.2." + (10 + i));
      ResourceId each = on.publicIp("ip-" + i, "Standard", Map.of());
      eight.put(
          id,
          new PublicIp(
              OnArm.LOCATION,
              new ArmId(each.text()),
              new TreeMap<>(Map.of(FIRST, Attachment.parse("many-" + i, null, GROUP))),
              new TreeSet<>()));
      orders.add(new Order("i" + i, new Step.MoveAddress(id, null, FIRST), now().plusSeconds(60)));
    }
    PublicIpMover all = new PublicIpMover(on.clients, OnArm.FLEET, eight);
    on.twin.forgetCalls();

    assertThat(all.move(orders, now().plusSeconds(9)))
        .hasSize(8)
        .containsOnly(new ApplyOutcome.Accepted());

    assertThat(on.twin.calls()).hasSize(24).filteredOn(PublicIpOnTwinTest::isWrite).hasSize(8);
  }

  private static void holding(ObjectNode nic, int configuration, ResourceId address) {
    ((ObjectNode) nic.path("properties").path("ipConfigurations").path(configuration))
        .withObjectProperty("properties")
        .putObject("publicIPAddress")
        .put("id", address.text());
  }

  private static boolean isWrite(Call call) {
    return call.operation().equals("NetworkInterfaces_CreateOrUpdate");
  }

  private PublicIpMover mover(String id) {
    return new PublicIpMover(
        on.clients, OnArm.FLEET, new TreeMap<>(Map.of(address(), address(id, ""))));
  }

  private static PublicIp address(String id, String configuration) {
    return new PublicIp(
        OnArm.LOCATION,
        new ArmId(id),
        new TreeMap<>(
            Map.of(
                FIRST, Attachment.parse("gw-1-nic" + configuration, null, GROUP),
                SECOND, Attachment.parse("gw-2-nic" + configuration, null, GROUP))),
        new TreeSet<>(List.of(8443)));
  }
}
