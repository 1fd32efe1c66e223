package io.fairlead.emulators.azure;

import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.twin.arm.ArmTwin;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.network.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Azure Resource Manager in the machine's time for processes: a public IP on the first of two NICs,
 * as the example names them, and who gives tokens for it.
 */
final class LiveArm implements AutoCloseable {
  private static final String SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";
  private static final String LOCATION = "westeurope";

  private final ArmTwin twin = new ArmTwin(TwinClock.running(), Network.kinds());
  private final Authority authority = new Authority();
  private final ResourceId address = id("publicIPAddresses/front-ip");

  LiveArm() throws IOException {
    twin.takes(Duration.ofSeconds(1));
    ObjectNode ip = address.body().put("location", LOCATION);
    ip.putObject("sku").put("name", "Standard");
    twin.put(address, ip);
    for (String nic : new String[] {"gw-1-nic", "gw-2-nic"}) {
      ResourceId id = id("networkInterfaces/" + nic);
      ObjectNode body = id.body().put("location", LOCATION);
      ObjectNode one = body.putObject("properties").putArray("ipConfigurations").addObject();
      ObjectNode properties = one.put("name", "primary").putObject("properties");
      properties.put("primary", true);
      if (nic.equals("gw-1-nic")) {
        properties.putObject("publicIPAddress").put("id", address.text());
      }
      twin.put(id, body);
    }
  }

  /** What processes have in their environment to reach it. */
  Map<String, String> environment() {
    return Map.of(
        "FAIRLEAD_ARM_ENDPOINT", twin.endpoint().toString(),
        "IDENTITY_ENDPOINT", authority.uri("/msi/token").toString(),
        "IDENTITY_HEADER", "proof");
  }

  /** The NIC that the address is on, or on its way to; empty = none. */
  String holder() {
    return Network.holder(twin.state(), address).map(at -> at.parent().name()).orElse("");
  }

  /** The first thing that no published example has. */
  Optional<String> outside() {
    return twin.outside().stream().findFirst();
  }

  private static ResourceId id(String path) {
    return ResourceId.network(SUBSCRIPTION, "gateways-westeurope", path);
  }

  @Override
  public void close() {
    twin.close();
    authority.close();
  }
}
