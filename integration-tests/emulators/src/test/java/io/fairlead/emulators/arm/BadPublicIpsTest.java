package io.fairlead.emulators.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import io.fairlead.azure.address.Attachment;
import io.fairlead.azure.address.PublicIp;
import io.fairlead.azure.address.PublicIpMover;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.identity.NoToken;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What people get wrong with public IPs is told in a sentence, and nothing is lost by it. */
class BadPublicIpsTest {
  private static final AddressId FRONT = new AddressId("west", "front");
  private static final Attachment.Group GROUP =
      new Attachment.Group(OnArm.SUBSCRIPTION, OnArm.GROUP);
  private static final String WRITE = "Microsoft.Network/networkInterfaces/write";
  private static final String JOIN = "Microsoft.Network/publicIPAddresses/join/action";

  private OnArm on;
  private ResourceId ip;
  private ResourceId first;
  private ResourceId second;

  @BeforeEach
  void makeAddress() throws IOException {
    on = new OnArm();
    ip = on.publicIp("front-ip", "Standard", Map.of());
    first = on.nic("gw-1-nic", "10.1.1.11");
    second = on.nic("gw-2-nic", "10.1.1.12");
    apply(mover(), null, "gw-1");
  }

  @AfterEach
  void stop() {
    List<String> outside = on.twin.outside();
    on.close();
    assertThat(outside).as("what no published example has").isEmpty();
  }

  @Test
  void a_role_without_an_action_is_told_with_the_action_and_the_scope_and_nothing_is_taken_off() {
    for (String action :
        List.of(
            WRITE,
            JOIN,
            "Microsoft.Network/virtualNetworks/subnets/join/action",
            "Microsoft.Network/networkSecurityGroups/join/action")) {
      on.twin.roles().take(OnArm.PRINCIPAL, action);
      PublicIpMover mover = mover();

      assertThat(reading(mover)).isEqualTo(new Reading.Known<>(new HeldBy("gw-1")));
      assertThat(mover.findings().get(FRONT))
          .contains("gw-2 could not hold front-ip: grant the identity " + action + " on /subscr");
      assertRefused(apply(mover, "gw-1", null), "not taken off", action);

      on.twin.roles().giveBack(OnArm.PRINCIPAL);
    }
    assertThat(on.on(first, "primary")).isEqualTo("front-ip");
  }

  @Test
  void what_azure_itself_refuses_names_the_action_that_is_missing() {
    apply(mover(), "gw-1", null);
    on.twin.roles().take(OnArm.PRINCIPAL, JOIN);
    assertRefused(apply(mover(), null, "gw-2"), "403 LinkedAuthorizationFailed", JOIN, ip.text());

    on.twin.roles().giveBack(OnArm.PRINCIPAL);
    on.twin.roles().take(OnArm.PRINCIPAL, WRITE);
    assertRefused(apply(mover(), null, "gw-2"), "403 AuthorizationFailed", WRITE, second.text());
    assertThat(reading(mover())).isEqualTo(new Reading.Known<>(new HeldBy(null)));
  }

  @Test
  void an_identity_whose_token_is_over_is_told_and_nothing_is_touched() {
    on.twin.roles().expire(OnArm.PRINCIPAL);

    assertThat(why(reading(mover())))
        .contains(
            "Microsoft.Network/publicIPAddresses/read on front-ip answered 401"
                + " ExpiredAuthenticationToken",
            "has expired");
    assertThat(apply(mover(), "gw-1", null)).isInstanceOf(ApplyOutcome.Refused.class);

    on.twin.roles().giveBack(OnArm.PRINCIPAL);
    assertThat(reading(mover())).isEqualTo(new Reading.Known<>(new HeldBy("gw-1")));
  }

  @Test
  void an_identity_that_gets_no_token_is_told_in_its_own_words() {
    TokenCredential none = _ -> Mono.error(new NoToken("the secret of application 7 has expired"));
    AzureClients clients =
        new AzureClients(
            new AzureAccess(none, on.clock, HttpClient::newBuilder, on.twin.endpoint()));

    assertThat(why(reading(mover(clients, address("gw-1-nic", "gw-2-nic")))))
        .contains("was not sent: the secret of application 7 has expired");
  }

  @Test
  void an_address_of_another_region_or_subscription_is_told_as_such() {
    PublicIp elsewhere =
        new PublicIp(
            "francecentral",
            new ArmId(ip.text()),
            address("gw-1-nic", "gw-2-nic").attachments(),
            new TreeSet<>());
    assertThat(why(reading(mover(on.clients, elsewhere))))
        .contains("front-ip is in westeurope", "francecentral", "never crosses a region");

    String foreign =
        second.text().replace(OnArm.SUBSCRIPTION, "00000000-0000-4000-8000-0000000000ff");
    PublicIpMover mover = mover(on.clients, address("gw-1-nic", foreign));
    assertThat(reading(mover)).isEqualTo(new Reading.Known<>(new HeldBy("gw-1")));
    assertThat(mover.findings().get(FRONT)).contains("an address stays in its subscription");
    assertRefused(apply(mover, "gw-1", null), "not taken off", "subscription");

    on.edit(second, body -> body.put("location", "francecentral"));
    assertRefused(apply(mover(), "gw-1", null), "not taken off", "never crosses a region");
    assertThat(on.on(first, "primary")).isEqualTo("front-ip");
  }

  @Test
  void a_node_that_no_packet_would_reach_never_gets_the_address() {
    on.edit(second, body -> body.withObjectProperty("properties").remove("networkSecurityGroup"));
    assertRefused(
        apply(mover(), "gw-1", null),
        "gw-2 could not hold front-ip: gw-2-nic has no network security group, nor has its subnet");

    String rules = OnArm.id("networkSecurityGroups/clients").text();
    on.edit(
        OnArm.id("virtualNetworks/net/subnets/gateways"),
        body ->
            body.withObjectProperty("properties")
                .putObject("networkSecurityGroup")
                .put("id", rules));
    assertThat(apply(mover(), "gw-1", null)).isEqualTo(new ApplyOutcome.Accepted());
    apply(mover(), null, "gw-1");

    PublicIp other =
        new PublicIp(
            OnArm.LOCATION,
            new ArmId(ip.text()),
            address("gw-1-nic", "gw-2-nic").attachments(),
            new TreeSet<>(List.of(8443, 9443)));
    assertRefused(
        apply(mover(on.clients, other), "gw-1", null),
        "no rule of network security group clients lets clients in to port 9443");
    assertThat(on.on(first, "primary")).isEqualTo("front-ip");
  }

  @Test
  void a_basic_address_is_told_and_does_not_mix_with_standard_ones() {
    ResourceId basic = on.publicIp("front-ip", "Basic", Map.of());
    PublicIpMover mover = mover();

    assertThat(reading(mover)).isEqualTo(new Reading.Known<>(new HeldBy("gw-1")));
    assertThat(mover.findings().get(FRONT)).contains("SKU Basic, which Azure has retired");

    ResourceId standard = on.publicIp("other-ip", "Standard", Map.of());
    on.edit(second, body -> hold(body, standard));
    assertRefused(
        apply(mover, "gw-1", null),
        "not taken off: gw-2 could not hold front-ip: front-ip is of SKU Basic and other-ip on"
            + " gw-2-nic of Standard: they must be of one, Standard");
    assertThat(on.on(first, "primary")).isEqualTo("front-ip");
    assertThat(basic).isEqualTo(ip);
  }

  @Test
  void what_azure_refuses_to_mix_on_a_nic_is_told_with_what_to_make_of_it() {
    on.publicIp("front-ip", "Basic", Map.of());
    ResourceId standard = on.publicIp("other-ip", "Standard", Map.of());
    PublicIpMover mover = mover();
    apply(mover, "gw-1", null);
    on.edit(second, body -> hold(body, standard));

    assertRefused(
        apply(mover, null, "gw-2"),
        "DifferentSkuLoadBalancersAndPublicIPAddressNotAllowed",
        "of one SKU, Standard");
    assertThat(mover.obstacles(new TreeSet<>(List.of(FRONT))).get(FRONT)).containsKey("gw-2");
    assertThat(reading(mover)).isEqualTo(new Reading.Known<>(new HeldBy(null)));
    on.clock.pass(Duration.ofMinutes(1));
    assertThat(mover.obstacles(new TreeSet<>(List.of(FRONT))).get(FRONT).get("gw-2"))
        .as("what was looked at outlasts what was refused")
        .contains("front-ip is of SKU Basic and other-ip on gw-2-nic of Standard");
  }

  @Test
  void an_address_leaves_by_the_node_that_its_intent_heads_for_and_by_no_other() {
    on.nic("gw-3-nic", "10.1.1.13");
    on.twin.delete(second);
    PublicIp three =
        new PublicIp(
            OnArm.LOCATION,
            new ArmId(ip.text()),
            new TreeMap<>(
                Map.of(
                    "gw-1", Attachment.parse("gw-1-nic", null, GROUP),
                    "gw-2", Attachment.parse("gw-2-nic", null, GROUP),
                    "gw-3", Attachment.parse("gw-3-nic", null, GROUP))),
            new TreeSet<>(List.of(8443)));
    PublicIpMover mover = mover(on.clients, three);

    assertRefused(leave(mover, "gw-2"), "not taken off: gw-2 could not hold front-ip");
    assertRefused(leave(mover, "gw-9"), "gw-9 may not hold west/front");
    assertThat(on.on(first, "primary")).isEqualTo("front-ip");
    assertThat(leave(mover, "gw-3")).isEqualTo(new ApplyOutcome.Accepted());
  }

  private ApplyOutcome leave(PublicIpMover mover, String heads) {
    return mover
        .move(
            List.of(
                new Order(
                    "i",
                    new Step.MoveAddress(FRONT, "gw-1", null),
                    new Step.MoveAddress(FRONT, null, heads),
                    on.clock.instant().plusSeconds(60))),
            on.clock.instant().plusSeconds(9))
        .getFirst();
  }

  private static void hold(tools.jackson.databind.node.ObjectNode body, ResourceId address) {
    ((tools.jackson.databind.node.ObjectNode)
            body.path("properties").path("ipConfigurations").path(1))
        .withObjectProperty("properties")
        .putObject("publicIPAddress")
        .put("id", address.text());
  }

  @Test
  void another_address_is_never_displaced() {
    ResourceId other = on.publicIp("other-ip", "Standard", Map.of());
    apply(mover(), "gw-1", null);
    on.edit(
        second,
        body ->
            ((tools.jackson.databind.node.ObjectNode)
                    body.path("properties").path("ipConfigurations").path(0))
                .withObjectProperty("properties")
                .putObject("publicIPAddress")
                .put("id", other.text()));

    assertRefused(apply(mover(), null, "gw-2"), "gw-2-nic has another public IP, other-ip");
    assertThat(on.on(second, "primary")).isEqualTo("other-ip");
  }

  @Test
  void what_is_gone_is_named_with_what_to_do() {
    on.twin.delete(second);
    assertRefused(
        apply(mover(), "gw-1", null),
        "Microsoft.Network/networkInterfaces/read on gw-2-nic answered 404 ResourceNotFound:"
            + " correct the name");

    on.twin.delete(ip);
    assertThat(why(reading(mover()))).contains("front-ip answered 404 ResourceNotFound");
  }

  @Test
  void an_address_of_another_fleet_is_never_touched() {
    on.publicIp("front-ip", "Standard", Map.of("fairlead:fleet", "bank"));

    assertThat(why(reading(mover()))).contains("fleet bank");
    assertThat(apply(mover(), "gw-1", null)).isInstanceOf(ApplyOutcome.Refused.class);
    assertThat(on.on(first, "primary")).isEqualTo("front-ip");
  }

  @Test
  void a_change_that_fails_after_its_answer_is_told_and_can_be_moved_on() {
    apply(mover(), "gw-1", null);
    on.twin.failNext("InternalServerError");
    assertThat(apply(mover(), null, "gw-2")).isEqualTo(new ApplyOutcome.Accepted());

    PublicIpMover mover = mover();
    assertThat(reading(mover)).isEqualTo(new Reading.Known<>(new HeldBy("gw-2")));
    assertThat(mover.findings().get(FRONT)).contains("failed in Azure (provisioningState Failed)");

    assertThat(apply(mover, "gw-2", null)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(apply(mover, null, "gw-1")).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(reading(mover)).isEqualTo(new Reading.Known<>(new HeldBy("gw-1")));
    assertThat(mover.findings()).isEmpty();
  }

  @Test
  void a_call_that_is_not_answered_ends_within_its_time() {
    on.twin
        .faults()
        .add(new Where("", "", "PublicIPAddresses_Get"), new Fault.Slow(Duration.ofSeconds(4)), 1);
    long start = System.nanoTime();

    assertThat(why(reading(mover()))).contains("got no answer");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }

  private static String why(Reading<HeldBy> reading) {
    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    return ((Reading.Unreadable<HeldBy>) reading).why();
  }

  private static void assertRefused(ApplyOutcome outcome, String... words) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class,
            refused -> {
              assertThat(refused.why()).contains(words);
              assertThat(refused.retryable()).isFalse();
            });
  }

  private Reading<HeldBy> reading(PublicIpMover mover) {
    return Objects.requireNonNull(
        mover.holders(new TreeSet<>(List.of(FRONT)), on.clock.instant().plusSeconds(9)).get(FRONT));
  }

  private ApplyOutcome apply(PublicIpMover mover, @Nullable String from, @Nullable String to) {
    Order order =
        new Order("i", new Step.MoveAddress(FRONT, from, to), on.clock.instant().plusSeconds(60));
    ApplyOutcome outcome = mover.move(List.of(order), on.clock.instant().plusSeconds(9)).getFirst();
    on.clock.pass(OnArm.DONE);
    return outcome;
  }

  private PublicIpMover mover() {
    return mover(on.clients, address("gw-1-nic", "gw-2-nic"));
  }

  private static PublicIpMover mover(AzureClients clients, PublicIp address) {
    return new PublicIpMover(clients, OnArm.FLEET, new TreeMap<>(Map.of(FRONT, address)));
  }

  private PublicIp address(String one, String two) {
    return new PublicIp(
        OnArm.LOCATION,
        new ArmId(ip.text()),
        new TreeMap<>(
            Map.of(
                "gw-1", Attachment.parse(one, null, GROUP),
                "gw-2", Attachment.parse(two, null, GROUP))),
        new TreeSet<>(List.of(8443)));
  }
}
