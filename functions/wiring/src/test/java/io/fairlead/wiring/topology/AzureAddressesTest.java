package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Public IPs of Azure, and what they sit on. */
final class AzureAddressesTest {
  private static final String OTHER = "00000000-0000-4000-8000-000000000002";
  private static final String FIRST = "interface: gw-1-nic,";

  private static Edited mixed() {
    return new Edited(Examples.text("aws-azure"));
  }

  @Test
  void an_address_of_azure_always_goes_over_nothing() {
    Topology read = mixed().valid();

    assertThat(read.fleet().region("frankfurt").floatingAddresses().get("front").strict()).isTrue();
    assertThat(read.fleet().region("ireland").floatingAddresses().get("front").strict()).isFalse();
  }

  @Test
  void a_move_in_one_step_is_refused_there() {
    assertThat(mixed().once("publicIp: front-ip,", "publicIp: front-ip, move: seamless,").errors())
        .containsExactly(
            "regions.frankfurt.floatingAddresses.front.move: Azure takes an address off a node"
                + " before it is put on another: leave 'move' out, or say strict");
  }

  @Test
  void an_interface_that_is_named_as_in_aws_is_refused() {
    assertThat(mixed().once(FIRST, "interface: eni-0a1b2c3d4e5f60001/10.1.1.12,").errors())
        .containsExactly(
            "regions.frankfurt.nodes.gw-1.interface: interfaces of AWS are named so: in Azure give"
                + " the NIC's name or its resource id, or loadBalancers/NAME/FRONTEND; found"
                + " eni-0a1b2c3d4e5f60001/10.1.1.12");
  }

  @Test
  void an_address_stays_in_its_subscription() {
    String nic =
        "/subscriptions/"
            + OTHER
            + "/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/gw-1-nic";

    assertThat(mixed().once(FIRST, "interface: " + nic + ",").errors())
        .containsExactly(
            "regions.frankfurt.floatingAddresses.front.publicIp: an address of Azure stays in its"
                + " subscription: this one is in 00000000-0000-4000-8000-000000000001, the"
                + " interface of gw-1 in "
                + OTHER);
  }

  @Test
  void a_frontend_of_a_load_balancer_has_a_spare_public_ip() {
    Topology read =
        mixed().once(FIRST, "interface: loadBalancers/gw-1-lb/front, spare: gw-1-ip,").valid();

    assertThat(((CloudScope.Azure) read.clouds().get("frankfurt")).spares())
        .containsEntry("gw-1", "gw-1-ip");
    assertThat(mixed().once(FIRST, "interface: loadBalancers/gw-1-lb/front,").errors())
        .containsExactly(
            "regions.frankfurt.nodes.gw-1.interface: key 'spare' is missing: a load balancer's"
                + " frontend is never without a public IP, and has this one while the floating"
                + " address is elsewhere");
    assertThat(mixed().once(FIRST, "interface: loadBalancers/gw-1-lb, spare: gw-1-ip,").errors())
        .containsExactly(
            "regions.frankfurt.nodes.gw-1.interface: name the load balancer's frontend, as in"
                + " loadBalancers/gw-1-lb/FRONTEND");
    assertThat(mixed().once(FIRST, FIRST + " spare: gw-1-ip,").errors())
        .containsExactly(
            "regions.frankfurt.nodes.gw-1.spare: only a load balancer's frontend in Azure needs a"
                + " spare");
  }
}
