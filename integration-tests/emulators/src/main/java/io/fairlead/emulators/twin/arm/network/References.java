package io.fairlead.emulators.twin.arm.network;

import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.arm.ArmErrors;
import io.fairlead.emulators.twin.arm.ArmState;
import io.fairlead.emulators.twin.arm.Resource;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.ResourceKind.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Public IPs that configurations of a resource refer to: one configuration an address.
 *
 * @param array where a body has the configurations, as in {@code ipConfigurations}
 */
record References(String array) {
  static final References OF_INTERFACES = new References("ipConfigurations");
  static final References OF_BALANCERS = new References("frontendIPConfigurations");

  private static final String NETWORK = "Microsoft.Network/";
  private static final Duration SOON = Duration.ofSeconds(5);

  /** The configurations of a body that have a public IP. */
  Map<ResourceId, ResourceId> addresses(ResourceId id, JsonNode body) {
    Map<ResourceId, ResourceId> found = new LinkedHashMap<>();
    for (JsonNode each : body.path("properties").path(array)) {
      String address = each.path("properties").path("publicIPAddress").path("id").asString("");
      if (!address.isEmpty()) {
        ResourceId configuration = id.child(array, each.path("name").asString(""));
        found.put(configuration, ResourceId.of(address));
      }
    }
    return found;
  }

  /** The configuration that has a public IP; empty = none has. */
  static Optional<ResourceId> holder(ArmState state, ResourceId address) {
    return Stream.concat(
            state.ofType("networkInterfaces").map(it -> OF_INTERFACES.on(it, address)),
            state.ofType("loadBalancers").map(it -> OF_BALANCERS.on(it, address)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<ResourceId> on(Resource resource, ResourceId address) {
    return addresses(resource.id(), resource.body()).entrySet().stream()
        .filter(each -> each.getValue().key().equals(address.key()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Looks at the public IPs of a write; answers those whose holder it changes. */
  List<ResourceId> changed(Write write) {
    Map<ResourceId, ResourceId> after = addresses(write.id(), write.body());
    Map<ResourceId, ResourceId> before =
        write
            .state()
            .find(write.id())
            .map(old -> addresses(write.id(), old.body()))
            .orElse(Map.of());
    after.forEach((configuration, address) -> check(write, configuration, address));
    List<ResourceId> changed = new ArrayList<>();
    before.forEach(
        (at, address) -> {
          if (!has(after, at, address)) {
            changed.add(address);
          }
        });
    after.forEach(
        (at, address) -> {
          if (!has(before, at, address)) {
            unlocked(write, address);
            changed.add(address);
          }
        });
    return changed;
  }

  private static boolean has(
      Map<ResourceId, ResourceId> places, ResourceId at, ResourceId address) {
    return places.entrySet().stream()
        .anyMatch(
            each ->
                each.getKey().key().equals(at.key())
                    && each.getValue().key().equals(address.key()));
  }

  private static void check(Write write, ResourceId configuration, ResourceId address) {
    Resource found =
        write
            .state()
            .find(address)
            .orElseThrow(() -> ArmErrors.badReference(address, configuration));
    boolean same = found.location().equals(write.body().path("location").asString(""));
    if (!same || !address.subscription().equalsIgnoreCase(write.id().subscription())) {
      throw ArmErrors.badReference(address, configuration);
    }
    write.may().join(NETWORK + "publicIPAddresses/join/action", address);
    Optional<ResourceId> holder = holder(write.state(), address);
    if (holder.isPresent() && !holder.get().key().equals(configuration.key())) {
      throw new Refusal(
          400,
          "PublicIPAddressInUse",
          ("Resource %s is referencing public IP address %s that is already allocated to resource"
                  + " %s.")
              .formatted(configuration.text(), address.text(), holder.get().text()));
    }
  }

  private static void unlocked(Write write, ResourceId address) {
    Resource found = write.state().find(address).orElseThrow();
    if (found.isBusy(write.now())) {
      throw ArmErrors.retryable(
          "ReferencedResourceNotProvisioned",
          "Cannot proceed with operation because resource %s used by resource %s is not in"
                  .formatted(address.text(), write.id().text())
              + " Succeeded state. Resource is in Updating state.",
          SOON);
    }
  }

  /** Asks for what goes along with a write of something that has a subnet or a security group. */
  static void join(Write write, ObjectNode properties) {
    String group = properties.path("networkSecurityGroup").path("id").asString("");
    if (!group.isEmpty()) {
      write.may().join(NETWORK + "networkSecurityGroups/join/action", ResourceId.of(group));
    }
    for (JsonNode each : properties.path("ipConfigurations")) {
      String subnet = each.path("properties").path("subnet").path("id").asString("");
      if (!subnet.isEmpty()) {
        write.may().join(NETWORK + "virtualNetworks/subnets/join/action", ResourceId.of(subnet));
      }
    }
  }

  /** Gives each configuration its id and its state. */
  void complete(ResourceId id, ObjectNode body) {
    for (JsonNode each : body.path("properties").path(array)) {
      if (each instanceof ObjectNode configuration) {
        configuration.put("id", id.child(array, each.path("name").asString("")).text());
        configuration.withObjectProperty("properties").put("provisioningState", "Succeeded");
      }
    }
  }

  /** The SKU of a body; what has none is Basic. */
  static String sku(JsonNode body) {
    return body.path("sku").path("name").asString("Basic");
  }

  /** Refuses addresses of another SKU than one that is given. */
  static void sameSku(Write write, List<ResourceId> addresses, String sku) {
    for (ResourceId address : addresses) {
      String its = write.state().find(address).map(it -> sku(it.body())).orElse(sku);
      if (!its.equals(sku)) {
        throw new Refusal(
            400,
            "DifferentSkuLoadBalancersAndPublicIPAddressNotAllowed",
            "Different basic sku and standard sku load balancer or public Ip resources in"
                + " availability set is not allowed. "
                + address.text());
      }
    }
  }
}
