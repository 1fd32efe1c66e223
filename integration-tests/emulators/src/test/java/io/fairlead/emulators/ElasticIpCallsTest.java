package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.address.Attachment;
import io.fairlead.aws.address.ElasticIp;
import io.fairlead.aws.address.ElasticIpMover;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step.MoveAddress;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.RefusedNodes;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of EC2, and what is left alone, where an Elastic IP could not go. */
class ElasticIpCallsTest {
  private static final AddressId ADDRESS = new AddressId("west", "front");
  private static final String FIRST = "gw-1";
  private static final String SECOND = "gw-2";

  private OnTwin on;
  private String second;
  private SortedMap<AddressId, ElasticIp> known;
  private ElasticIpMover mover;

  @BeforeEach
  void putOnTheFirst() throws IOException {
    on = new OnTwin();
    second = networkInterface("10.1.2.11");
    Attachment first = new Attachment(networkInterface("10.1.1.11"), null);
    String allocation =
        on.twin
            .ec2()
            .allocation(OnTwin.ACCOUNT, OnTwin.LOCATION, Map.of("fairlead:fleet", OnTwin.FLEET));
    TreeMap<String, Attachment> nodes =
        new TreeMap<>(Map.of(FIRST, first, SECOND, new Attachment(second, null)));
    known = new TreeMap<>(Map.of(ADDRESS, new ElasticIp(OnTwin.LOCATION, allocation, nodes)));
    mover = new ElasticIpMover(on.clients, OnTwin.FLEET, known);
    MoveAddress put = new MoveAddress(ADDRESS, null, FIRST);
    assertThat(apply("a", put, put)).isEqualTo(new ApplyOutcome.Accepted());
    on.twin.forgetCalls();
  }

  @AfterEach
  void stop() {
    on.close();
  }

  @Test
  void who_moves_nothing_asks_for_no_permission_to_move() {
    mover = ElasticIpMover.reading(on.clients, OnTwin.FLEET, known);
    MoveAddress move = new MoveAddress(ADDRESS, FIRST, SECOND);

    assertThat(read()).isEqualTo(new Reading.Known<>(new HeldBy(FIRST)));
    assertThat(apply("b", move, move)).isInstanceOf(ApplyOutcome.Refused.class);

    assertThat(on.twin.calls()).extracting(Call::operation).allMatch(o -> o.startsWith("Describe"));
  }

  @Test
  void an_address_never_leaves_for_a_node_whose_interface_it_may_not_be_put_on() {
    Where associate = new Where("ec2", "", "AssociateAddress");
    on.twin
        .faults()
        .add(
            associate.and(call -> call.parameter("NetworkInterfaceId").equals(second)),
            new Fault.Refused(403, "UnauthorizedOperation"));

    ApplyOutcome outcome =
        apply("b", new MoveAddress(ADDRESS, FIRST, null), new MoveAddress(ADDRESS, null, SECOND));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class,
            refused -> assertThat(refused.why()).contains("not taken off", SECOND));
    assertThat(read()).isEqualTo(new Reading.Known<>(new HeldBy(FIRST)));
    assertThat(mover.obstacles(new TreeSet<>(List.of(ADDRESS))).get(ADDRESS))
        .containsOnlyKeys(SECOND);
    on.clock.pass(RefusedNodes.KEPT);
    assertThat(mover.obstacles(new TreeSet<>(List.of(ADDRESS)))).isEmpty();
  }

  @Test
  void a_read_that_fails_is_not_made_again_within_the_tick() {
    Where describe = new Where("ec2", "", "DescribeAddresses");
    for (int answered = 0; answered < 2; answered++) {
      AtomicInteger left = new AtomicInteger(answered);
      on.twin.faults().add(describe.and(_ -> left.getAndDecrement() <= 0), new Fault.CutBefore());
      on.twin.forgetCalls();

      assertThat(read()).isInstanceOf(Reading.Unreadable.class);

      assertThat(on.twin.calls()).filteredOn(describe).hasSize(answered + 1);
      on.twin.faults().clear();
    }
  }

  private ApplyOutcome apply(String intent, MoveAddress step, MoveAddress last) {
    Order order = new Order(intent, step, last, now().plusSeconds(60));
    return mover.move(List.of(order), now().plusSeconds(10)).getFirst();
  }

  private Reading<HeldBy> read() {
    return mover.holders(new TreeSet<>(List.of(ADDRESS)), now().plusSeconds(10)).get(ADDRESS);
  }

  private Instant now() {
    return on.clock.instant();
  }

  private String networkInterface(String privateIp) {
    return on.twin.ec2().networkInterface(OnTwin.ACCOUNT, OnTwin.LOCATION, List.of(privateIp));
  }
}
