package io.fairlead.emulators.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.address.Attachment;
import io.fairlead.azure.address.PublicIp;
import io.fairlead.azure.address.PublicIpMover;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.dns.AzureDnsDirector;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Azure counts the writes of a principal whoever of its parts sends them: where one part is told to
 * wait, all of them do.
 */
class ThrottledWritesTest {
  private static final AddressId FRONT = new AddressId("west", "front");

  private DnsOnArm dns;
  private PublicIpMover mover;
  private AzureDnsDirector director;

  @BeforeEach
  void make() throws IOException {
    dns = new DnsOnArm();
    ResourceId nic = dns.on.nic("gw-1-nic", "10.1.1.11");
    PublicIp address =
        new PublicIp(
            OnArm.LOCATION,
            new ArmId(dns.front.text()),
            new TreeMap<>(Map.of("gw-1", new Attachment(new ArmId(nic.text()), null, null))),
            new TreeSet<>(List.of(8443)));
    mover = new PublicIpMover(dns.on.clients, OnArm.FLEET, new TreeMap<>(Map.of(FRONT, address)));
    director = dns.director();
  }

  @AfterEach
  void stop() {
    dns.on.close();
  }

  @Test
  void where_the_mover_is_to_wait_the_directors_send_nothing_either() {
    throttle(OnArm.LOCATION);
    assertRetryable(move(), "429 SubscriptionRequestsThrottled, to be tried again in 1 s");
    dns.on.twin.forgetCalls();

    assertRetryable(change(), "was not sent: Azure takes no writes for 1 s yet");
    assertThat(dns.on.twin.calls()).noneMatch(DnsOnArm::isWrite);

    dns.on.clock.pass(Duration.ofSeconds(1));
    assertThat(change()).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(move()).isEqualTo(new ApplyOutcome.Accepted());
  }

  @Test
  void a_date_to_try_again_at_is_waited_for_as_seconds_are() {
    dns.on.twin.tellsDates();
    throttle(OnArm.LOCATION);

    assertRetryable(move(), "429 SubscriptionRequestsThrottled, to be tried again in 1 s");
    dns.on.twin.forgetCalls();
    assertRetryable(move(), "was not sent: Azure takes no writes for 1 s yet");
    assertThat(dns.on.twin.calls()).noneMatch(DnsOnArm::isWrite);

    dns.on.clock.pass(Duration.ofSeconds(1));
    assertThat(move()).isEqualTo(new ApplyOutcome.Accepted());
  }

  @Test
  void writes_are_counted_by_location() {
    throttle("francecentral");

    assertThat(move()).isEqualTo(new ApplyOutcome.Accepted());
  }

  private void throttle(String location) {
    dns.on.twin.leaveWrites(OnArm.PRINCIPAL, OnArm.SUBSCRIPTION, location, 0);
  }

  private ApplyOutcome move() {
    Order order =
        new Order(
            "i", new Step.MoveAddress(FRONT, null, "gw-1"), dns.on.clock.instant().plusSeconds(60));
    return mover.move(List.of(order), dns.deadline()).getFirst();
  }

  private ApplyOutcome change() {
    RecordChange create =
        new RecordChange(null, DnsOnArm.record(DnsOnArm.EU, "eu-west", 255, "198.51.100.7"));
    Order order =
        new Order(
            "j",
            new Step.ChangeRecords(new RecordBatch(DnsOnArm.ZONE, 0, 1, List.of(create))),
            dns.on.clock.instant().plusSeconds(60));
    return director.change(List.of(order), dns.deadline()).getFirst();
  }

  private static void assertRetryable(ApplyOutcome outcome, String words) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class,
            no -> {
              assertThat(no.why()).contains(words);
              assertThat(no.retryable()).isTrue();
            });
  }
}
