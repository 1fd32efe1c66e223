package io.fairlead.emulators.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.address.Attachment;
import io.fairlead.azure.address.PublicIp;
import io.fairlead.azure.address.PublicIpMover;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.dns.AzureDnsDirector;
import io.fairlead.azure.dns.AzureZone;
import io.fairlead.azure.flag.BlobFlags;
import io.fairlead.azure.trafficmanager.Profile;
import io.fairlead.azure.trafficmanager.TrafficManagerDirector;
import io.fairlead.emulators.azure.Azurite;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.Step;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Orders expire by the clock of Azure, as the answers of Resource Manager and of storage accounts
 * tell it, and not by the caller's: every port that changes something in Azure.
 */
@NeedsParts(Part.AZURITE)
class ClockOfOrdersOnAzureTest {
  private static final Duration WRONG = Duration.ofSeconds(40);

  /** Longer than a caller takes here, and shorter than its clock is wrong. */
  private static final Duration NEAR = Duration.ofSeconds(15);

  private static final AddressId FRONT = new AddressId("west", "front");
  private static final RegionGroup FLAG = new RegionGroup("west", "default");
  private static final String PROFILE_ZONE = "shop.test";
  private static final String DNS_ZONE = "orders.test";

  private final List<BlobStore> stores =
      List.of(
          Azurite.three().get(0).newContainer("amsterdam"),
          Azurite.three().get(1).newContainer("frankfurt"),
          Azurite.three().get(2).newContainer("paris"));
  private OnArm on;
  private ResourceId ip;
  private ResourceId profile;
  private ResourceId zone;

  @BeforeEach
  void start() throws IOException {
    on = new OnArm(TwinClock.running());
    ip = on.publicIp("front-ip", "Standard", Map.of("fairlead:fleet", OnArm.FLEET));
    on.nic("gw-1-nic", "10.1.1.11");
    profile =
        on.put(
            OnArm.id("trafficManagerProfiles/shop"),
            "global",
            """
            {"profileStatus": "Enabled", "trafficRoutingMethod": "Weighted",
             "dnsConfig": {"relativeName": "shop", "ttl": 60},
             "monitorConfig": {"protocol": "HTTP", "port": 80, "path": "/fairlead/flag"},
             "endpoints": []}
            """,
            Map.of());
    zone = OnArm.id("dnsZones/" + DNS_ZONE);
    on.twin.put(zone, zone.body().put("location", "global"));
  }

  @AfterEach
  void stop() {
    on.close();
  }

  @Test
  void a_caller_whose_clock_is_slow_applies_no_expired_order() {
    Caller slow = new Caller(WRONG.negated());

    assertThat(slow.all(on.clock.instant().minus(NEAR)))
        .hasSize(4)
        .allMatch(outcome -> outcome.equals(new ApplyOutcome.Expired()));

    assertThat(slow.offset()).isBetween(WRONG.minusSeconds(2), WRONG.plusSeconds(2));
    assertThat(on.twin.calls()).extracting(Call::method).containsOnly("GET");
    assertThat(raised()).isFalse();
  }

  @Test
  void a_caller_whose_clock_is_fast_refuses_no_fresh_order() {
    Caller fast = new Caller(WRONG);

    assertThat(fast.all(on.clock.instant().plus(NEAR)))
        .hasSize(4)
        .allMatch(outcome -> outcome.equals(new ApplyOutcome.Accepted()));

    assertThat(fast.offset().negated()).isBetween(WRONG.minusSeconds(2), WRONG.plusSeconds(2));
    assertThat(raised()).isTrue();
  }

  @Test
  void before_any_answer_nothing_is_known_of_the_clocks() {
    assertThat(on.clients(OnArm.PRINCIPAL, on.clock).clockOffset()).isEmpty();
  }

  /** Whether the flag is up, as somebody reads it whose clock is right. */
  private boolean raised() {
    return flags(Azurite.clients()).read(Instant.now().plusSeconds(30)).raised(FLAG);
  }

  private BlobFlags flags(AzureClients clients) {
    return new BlobFlags(
        clients,
        new BlobFlags.Owner(OnArm.FLEET, "west"),
        stores.stream().map(store -> new BlobObjects(clients, store)).toList(),
        new TreeSet<>(List.of(FLAG)));
  }

  /** All ports of a caller whose clock is wrong; each has read its target, as a tick does. */
  private final class Caller {
    private final Duration wrong;
    private final AzureClients clients;
    private final PublicIpMover mover;
    private final TrafficManagerDirector trafficManager;
    private final AzureDnsDirector dns;

    Caller(Duration wrong) {
      this.wrong = wrong;
      this.clients = on.clients(OnArm.PRINCIPAL, () -> on.clock.instant().plus(wrong));
      PublicIp address =
          new PublicIp(
              OnArm.LOCATION,
              new ArmId(ip.text()),
              new TreeMap<>(
                  Map.of("gw-1", Attachment.parse("gw-1-nic", null, PublicIpContract.GROUP))),
              new TreeSet<>());
      this.mover = new PublicIpMover(clients, OnArm.FLEET, new TreeMap<>(Map.of(FRONT, address)));
      Profile declared =
          new Profile(
              PROFILE_ZONE,
              PROFILE_ZONE,
              new ArmId(profile.text()),
              Profile.Method.WEIGHTED,
              new Profile.Probe("HTTP", 80, "/fairlead/flag"));
      this.trafficManager =
          new TrafficManagerDirector(
              clients, OnArm.FLEET, new TreeMap<>(Map.of(PROFILE_ZONE, declared)));
      AzureZone records =
          new AzureZone(
              DNS_ZONE,
              new ArmId(zone.text()),
              new TreeSet<>(List.of("eu." + DNS_ZONE)),
              new TreeMap<>());
      this.dns =
          new AzureDnsDirector(clients, OnArm.FLEET, new TreeMap<>(Map.of(DNS_ZONE, records)));
    }

    /** What becomes of one order to each port. */
    List<ApplyOutcome> all(Instant notAfter) {
      List<ApplyOutcome> outcomes = new ArrayList<>();
      assertThat(mover.holders(new TreeSet<>(List.of(FRONT)), deadline()).get(FRONT))
          .isInstanceOf(Reading.Known.class);
      Step move = new Step.MoveAddress(FRONT, null, "gw-1");
      outcomes.addAll(mover.move(List.of(new Order("a", move, notAfter)), deadline()));
      outcomes.add(changed(trafficManager, PROFILE_ZONE, PROFILE_ZONE, notAfter));
      outcomes.add(changed(dns, DNS_ZONE, "eu." + DNS_ZONE, notAfter));
      BlobFlags flags = flags(clients);
      flags.read(deadline());
      Step raise = new Step.RaiseFlag(FLAG, 418);
      outcomes.addAll(flags.apply(List.of(new Order("d", raise, notAfter)), deadline()));
      return outcomes;
    }

    private ApplyOutcome changed(
        TrafficDirector director, String of, String name, Instant notAfter) {
      assertThat(director.zones(new TreeSet<>(List.of(of)), deadline()).get(of))
          .isInstanceOf(Reading.Known.class);
      WeightedRecord record =
          new WeightedRecord(
              new RecordKey(name, RecordType.A, "west"),
              Duration.ofSeconds(60),
              1,
              List.of("192.0.2.1"),
              FLAG.toString());
      RecordBatch batch = new RecordBatch(of, 0, 1, List.of(new RecordChange(null, record)));
      return director
          .change(List.of(new Order("b", new Step.ChangeRecords(batch), notAfter)), deadline())
          .getFirst();
    }

    /** The stores' clock minus its own. */
    Duration offset() {
      return clients.clockOffset().orElseThrow();
    }

    /** By its own clock, as every deadline. */
    private Instant deadline() {
      return on.clock.instant().plus(wrong).plusSeconds(10);
    }
  }
}
