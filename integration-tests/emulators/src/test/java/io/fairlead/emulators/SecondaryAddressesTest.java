package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.address.Attachment;
import io.fairlead.aws.address.ElasticIp;
import io.fairlead.aws.address.ElasticIpMover;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;

/**
 * Interfaces with more private addresses than the topology names: a node that is declared without
 * one has the interface's primary one, and no other.
 */
class SecondaryAddressesTest {
  private static final AddressId FRONT = new AddressId("west", "front");
  private static final String PRIMARY = "10.1.1.11";
  private static final String SECONDARY = "10.1.1.12";
  private static final Where INTERFACES = new Where("ec2", "", "DescribeNetworkInterfaces");

  private OnTwin on;
  private String allocation;
  private String carrier;
  private ElasticIpMover mover;

  @BeforeEach
  void putOnTheSecondary() throws IOException {
    on = new OnTwin();
    carrier =
        on.twin
            .ec2()
            .networkInterface(OnTwin.ACCOUNT, OnTwin.LOCATION, List.of(PRIMARY, SECONDARY));
    allocation =
        on.twin
            .ec2()
            .allocation(OnTwin.ACCOUNT, OnTwin.LOCATION, Map.of("fairlead:fleet", OnTwin.FLEET));
    mover =
        new ElasticIpMover(
            on.clients,
            OnTwin.FLEET,
            new TreeMap<>(
                Map.of(
                    FRONT,
                    new ElasticIp(
                        OnTwin.LOCATION,
                        allocation,
                        new TreeMap<>(Map.of("gw-1", new Attachment(carrier, null)))))));
    put(SECONDARY);
  }

  @AfterEach
  void stop() {
    on.close();
  }

  @Test
  void an_address_on_an_undeclared_secondary_address_is_on_no_node_and_moves_to_the_primary_one() {
    String there = carrier + "/" + SECONDARY;
    assertThat(holder()).isEqualTo(new Reading.Known<>(new HeldBy(there)));

    Step.MoveAddress step = new Step.MoveAddress(FRONT, there, "gw-1");
    Order order = new Order("i", step, on.clock.instant().plusSeconds(60));
    assertThat(mover.move(List.of(order), on.clock.instant().plusSeconds(9)))
        .containsExactly(new ApplyOutcome.Accepted());

    assertThat(place()).isEqualTo(PRIMARY);
    assertThat(holder()).isEqualTo(new Reading.Known<>(new HeldBy("gw-1")));
  }

  @Test
  void the_primary_address_of_an_interface_is_asked_for_once() {
    put(PRIMARY);
    holder();
    holder();

    assertThat(on.twin.calls().stream().filter(INTERFACES)).hasSize(1);
  }

  @Test
  void where_it_cannot_be_asked_for_the_node_holds_what_is_on_its_interface() {
    on.twin.faults().add(INTERFACES, new Fault.Refused(403, "UnauthorizedOperation"));

    assertThat(holder()).isEqualTo(new Reading.Known<>(new HeldBy("gw-1")));
    assertThat(on.twin.calls()).extracting(Call::operation).contains("DescribeNetworkInterfaces");
  }

  private Reading<HeldBy> holder() {
    Instant deadline = on.clock.instant().plusSeconds(9);
    return Objects.requireNonNull(
        mover.holders(new TreeSet<>(List.of(FRONT)), deadline).get(FRONT));
  }

  private String place() {
    return on.clients
        .ec2(OnTwin.LOCATION)
        .describeAddresses()
        .addresses()
        .getFirst()
        .privateIpAddress();
  }

  private void put(String privateIp) {
    AssociateAddressRequest.Builder request = AssociateAddressRequest.builder();
    request.allocationId(allocation).networkInterfaceId(carrier).privateIpAddress(privateIp);
    on.clients.ec2(OnTwin.LOCATION).associateAddress(request.build());
  }
}
