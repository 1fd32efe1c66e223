package io.fairlead.emulators.arm;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.twin.arm.ArmTwin;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.ResourceKind;
import io.fairlead.emulators.twin.arm.dns.Dns;
import io.fairlead.emulators.twin.arm.network.Network;
import io.fairlead.emulators.twin.arm.trafficmanager.ProfileService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A twin of Azure Resource Manager with a subnet and a security group, and clients that reach it.
 */
final class OnArm implements AutoCloseable {
  static final String SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";
  static final String GROUP = "gateways";
  static final String LOCATION = "westeurope";
  static final String FLEET = "shop";

  /** The principal of its clients. */
  static final String PRINCIPAL = "fairlead";

  /** Longer than Azure works on a write here. */
  static final Duration DONE = Duration.ofSeconds(5);

  final TwinClock clock;
  final ProfileService trafficManager = new ProfileService();
  final ArmTwin twin;
  final AzureClients clients;

  OnArm() throws IOException {
    this(new TwinClock(Instant.parse("2026-01-01T00:00:00Z")));
  }

  /** The same in somebody's time. */
  OnArm(TwinClock clock) throws IOException {
    this.clock = clock;
    List<ResourceKind> kinds = new ArrayList<>(Network.kinds());
    kinds.addAll(trafficManager.kinds());
    kinds.addAll(Dns.kinds());
    twin = new ArmTwin(clock, kinds);
    clients = clients(PRINCIPAL);
    put(
        "networkSecurityGroups/clients",
        LOCATION,
        """
        {"securityRules": [
          {"name": "https", "id": "ID", "properties": {
            "protocol": "Tcp", "sourcePortRange": "*", "destinationPortRange": "8443",
            "sourceAddressPrefix": "*", "destinationAddressPrefix": "*",
            "access": "Allow", "priority": 130, "direction": "Inbound"}}]}
        """);
    put("virtualNetworks/net/subnets/gateways", "", "{\"addressPrefix\": \"10.1.1.0/24\"}");
  }

  AzureClients clients(String principal) {
    return clients(principal, clock);
  }

  /** Clients of a machine with a clock of its own. */
  AzureClients clients(String principal, InstantSource own) {
    TokenCredential identity =
        _ ->
            Mono.just(
                new AccessToken(
                    principal, OffsetDateTime.of(2100, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)));
    return new AzureClients(
        new AzureAccess(identity, own, HttpClient::newBuilder, twin.endpoint()));
  }

  static ResourceId id(String path) {
    return ResourceId.network(SUBSCRIPTION, GROUP, path);
  }

  /** Makes a resource with these properties. */
  ResourceId put(String path, String location, String properties) {
    return put(id(path), location, properties, Map.of());
  }

  ResourceId put(ResourceId id, String location, String properties, Map<String, String> tags) {
    ObjectNode body = id.body();
    if (!location.isEmpty()) {
      body.put("location", location);
    }
    if (!tags.isEmpty()) {
      ObjectNode all = body.putObject("tags");
      tags.forEach(all::put);
    }
    body.set("properties", JsonMapper.shared().readTree(properties));
    twin.put(id, body);
    return id;
  }

  /** Makes a public IP on nothing. */
  ResourceId publicIp(String name, String sku, Map<String, String> tags) {
    ResourceId id =
        put(
            id("publicIPAddresses/" + name),
            LOCATION,
            "{\"publicIPAddressVersion\": \"IPv4\", \"publicIPAllocationMethod\": \"Static\","
                + " \"idleTimeoutInMinutes\": 4, \"ipAddress\": \"203.0.113.10\"}",
            tags);
    ObjectNode body = twin.state().find(id).orElseThrow().body();
    body.putObject("sku").put("name", sku).put("tier", "Regional");
    twin.put(id, body);
    return id;
  }

  /** Makes a NIC with two configurations, a security group and tags. */
  ResourceId nic(String name, String ip) {
    return put(
        id("networkInterfaces/" + name),
        LOCATION,
        """
        {"ipConfigurations": [
          {"name": "primary", "id": "%1$s/ipConfigurations/primary", "properties": {
            "provisioningState": "Succeeded", "privateIPAddress": "%2$s",
            "privateIPAllocationMethod": "Static", "primary": true,
            "privateIPAddressVersion": "IPv4", "subnet": {"id": "%3$s"}}},
          {"name": "second", "id": "%1$s/ipConfigurations/second", "properties": {
            "provisioningState": "Succeeded", "privateIPAddress": "%2$s9",
            "privateIPAllocationMethod": "Static", "primary": false,
            "privateIPAddressVersion": "IPv4", "subnet": {"id": "%3$s"}}}],
         "dnsSettings": {"dnsServers": [], "appliedDnsServers": []},
         "macAddress": "00-0D-3A-00-00-01", "enableIPForwarding": true,
         "enableAcceleratedNetworking": true, "vnetEncryptionSupported": false,
         "networkSecurityGroup": {"id": "%4$s"}, "primary": true}
        """
            .formatted(
                id("networkInterfaces/" + name).text(),
                ip,
                id("virtualNetworks/net/subnets/gateways").text(),
                id("networkSecurityGroups/clients").text()),
        Map.of("team", "gateways"));
  }

  /** Changes the body of a resource, as a person does. */
  void edit(ResourceId id, java.util.function.Consumer<ObjectNode> change) {
    ObjectNode body = body(id);
    change.accept(body);
    twin.put(id, body);
  }

  ObjectNode body(ResourceId id) {
    return twin.state().find(id).orElseThrow().body();
  }

  /** The public IP of a configuration of a NIC; null = it has none. */
  @Nullable String on(ResourceId nic, String configuration) {
    for (JsonNode each : body(nic).path("properties").path("ipConfigurations")) {
      if (each.path("name").asString("").equals(configuration)) {
        String id = each.path("properties").path("publicIPAddress").path("id").asString("");
        return id.isEmpty() ? null : id.substring(id.lastIndexOf('/') + 1);
      }
    }
    return null;
  }

  @Override
  public void close() {
    twin.close();
  }
}
