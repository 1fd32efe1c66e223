package io.fairlead.emulators.twin.arm.network;

import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.arm.ArmState;
import io.fairlead.emulators.twin.arm.Resource;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.ResourceKind;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Load balancers, each frontend of which has a public IP or a subnet. */
final class LoadBalancers implements ResourceKind {
  @Override
  public String namespace() {
    return "Microsoft.Network";
  }

  @Override
  public String type() {
    return "loadBalancers";
  }

  @Override
  public String operations() {
    return "LoadBalancers";
  }

  @Override
  public List<ResourceId> written(Write write) {
    for (JsonNode each : write.body().path("properties").path("frontendIPConfigurations")) {
      JsonNode properties = each.path("properties");
      if (properties.path("publicIPAddress").isMissingNode()
          && properties.path("subnet").isMissingNode()) {
        throw new Refusal(
            400,
            "InvalidRequestFormat",
            "Frontend IP configuration '"
                + each.path("name").asString("")
                + "' must reference either a subnet or a public IP address.");
      }
    }
    References.OF_BALANCERS.complete(write.id(), write.body());
    List<ResourceId> changed = References.OF_BALANCERS.changed(write);
    References.sameSku(
        write,
        List.copyOf(References.OF_BALANCERS.addresses(write.id(), write.body()).values()),
        References.sku(write.body()));
    return changed;
  }

  @Override
  public void show(ArmState state, Resource resource, ObjectNode body) {
    References.OF_BALANCERS.complete(resource.id(), body);
  }
}
