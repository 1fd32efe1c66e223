package io.fairlead.emulators.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.azure.address.Attachment;
import io.fairlead.azure.address.PublicIp;
import io.fairlead.azure.address.PublicIpMover;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.port.ApplyOutcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Public IPs that move between frontends of load balancers, on the twin. */
class PublicIpOnBalancersTest extends PublicIpContract {
  @BeforeEach
  void makeAddress() throws IOException {
    ip = on.publicIp("front-ip", "Standard", Map.of());
    first = balancer("gw-1");
    second = balancer("gw-2");
    mover =
        new PublicIpMover(
            on.clients,
            OnArm.FLEET,
            new TreeMap<>(
                Map.of(
                    address(),
                    new PublicIp(
                        OnArm.LOCATION,
                        new ArmId(ip.text()),
                        new TreeMap<>(
                            Map.of(FIRST, attachment("gw-1"), SECOND, attachment("gw-2"))),
                        new TreeSet<>(List.of(8443))))));
  }

  @Override
  boolean isElsewhere(String action) {
    return action.matches(".*/(networkInterfaces|networkSecurityGroups|virtualNetworks)/.*");
  }

  @Test
  void a_frontend_has_its_spare_while_the_address_is_elsewhere_and_all_else_stays() {
    ObjectNode before = on.body(first);

    move("a", null, FIRST);
    assertThat(shown(first)).isEqualTo("front-ip");
    assertThat(shown(second)).isEqualTo("gw-2-ip");

    move("b", FIRST, SECOND);
    assertThat(shown(first)).isEqualTo("gw-1-ip");
    assertThat(shown(second)).isEqualTo("front-ip");
    assertThat(on.body(first)).isEqualTo(before);
    assertThat(mover.findings()).isEmpty();
  }

  @Test
  void a_load_balancer_of_another_sku_is_told_and_the_address_stays() {
    move("a", null, FIRST);
    on.edit(second, body -> body.putObject("sku").put("name", "Basic"));

    assertThat(move("b", FIRST, SECOND))
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class,
            no ->
                assertThat(no.why())
                    .contains("not taken off", "front-ip is of SKU Standard and gw-2-lb of Basic"));
    assertThat(holder()).isEqualTo(FIRST);
  }

  @Test
  void a_frontend_that_somebody_gave_another_address_is_left_alone() {
    ResourceId other = on.publicIp("other-ip", "Standard", Map.of());
    on.edit(second, body -> give(body, other));

    assertThat(move("a", null, SECOND))
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class, no -> assertThat(no.why()).contains("other-ip"));
    assertThat(shown(second)).isEqualTo("other-ip");
  }

  @Test
  void a_frontend_without_a_spare_and_a_balancer_without_a_frontend_are_refused() {
    assertThatThrownBy(() -> Attachment.parse("loadBalancers/gw-1-lb/front", null, GROUP))
        .hasMessageContaining("'spare' public IP");
    assertThatThrownBy(() -> Attachment.parse(first.text(), "gw-1-ip", GROUP))
        .hasMessageContaining("name its frontend");
    assertThatThrownBy(() -> Attachment.parse("gw-1-nic", "gw-1-ip", GROUP))
        .hasMessageContaining("needs no 'spare'");
    assertThat(Attachment.parse(first.text() + "/frontendIPConfigurations/front", "gw-1-ip", GROUP))
        .isEqualTo(attachment("gw-1"));
  }

  private static Attachment attachment(String node) {
    return Attachment.parse("loadBalancers/" + node + "-lb/front", node + "-ip", GROUP);
  }

  private ResourceId balancer(String node) {
    ResourceId spare = on.publicIp(node + "-ip", "Standard", Map.of());
    ResourceId id = OnArm.id("loadBalancers/" + node + "-lb");
    on.put(
        id,
        OnArm.LOCATION,
        """
        {"frontendIPConfigurations": [
          {"name": "front", "id": "%1$s/frontendIPConfigurations/front",
           "type": "Microsoft.Network/loadBalancers/frontendIPConfigurations",
           "properties": {"provisioningState": "Succeeded", "privateIPAllocationMethod": "Dynamic",
             "publicIPAddress": {"id": "%2$s"},
             "loadBalancingRules": [{"id": "%1$s/loadBalancingRules/https"}]}}],
         "backendAddressPools": [
          {"name": "gateways", "id": "%1$s/backendAddressPools/gateways", "properties": {}}],
         "loadBalancingRules": [
          {"name": "https", "id": "%1$s/loadBalancingRules/https", "properties": {
            "frontendIPConfiguration": {"id": "%1$s/frontendIPConfigurations/front"},
            "frontendPort": 443, "backendPort": 8443, "protocol": "Tcp"}}],
         "inboundNatPools": []}
        """
            .formatted(id.text(), spare.text()),
        Map.of("team", "gateways"));
    on.edit(id, body -> body.putObject("sku").put("name", "Standard"));
    return id;
  }

  private static void give(ObjectNode balancer, ResourceId address) {
    ((ObjectNode) balancer.path("properties").path("frontendIPConfigurations").path(0))
        .withObjectProperty("properties")
        .putObject("publicIPAddress")
        .put("id", address.text());
  }

  private String shown(ResourceId balancer) {
    String id =
        on.body(balancer)
            .path("properties")
            .path("frontendIPConfigurations")
            .path(0)
            .path("properties")
            .path("publicIPAddress")
            .path("id")
            .asString("");
    return id.substring(id.lastIndexOf('/') + 1);
  }
}
