package io.fairlead.emulators.twin.arm.network;

import io.fairlead.emulators.twin.arm.ArmState;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.ResourceKind;
import java.util.List;
import java.util.Optional;

/** What Microsoft.Network answers here. */
public final class Network {
  private Network() {}

  /** Public IPs, what they sit on, and what lets traffic to them. */
  public static List<ResourceKind> kinds() {
    return List.of(
        new PublicIps(),
        new NetworkInterfaces(),
        new LoadBalancers(),
        new SecurityGroups(),
        new Subnets());
  }

  /** The configuration that a public IP is, or is going to be, on. */
  public static Optional<ResourceId> holder(ArmState state, ResourceId publicIp) {
    return References.holder(state, publicIp);
  }
}
