package io.fairlead.wiring.azure.doctor;

import com.azure.core.credential.TokenRequestContext;
import io.fairlead.azure.arm.ArmClient;
import io.fairlead.azure.arm.ArmClient.Answer;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.identity.AzureIdentity;
import io.fairlead.azure.identity.NoToken;
import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Region;
import io.fairlead.wiring.region.Cause;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.stack.AzureStacks;
import io.fairlead.wiring.topology.ZoneHost;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks. Without an identity, or with one whose tokens are not accepted, that is told once, and
 * not by everything that is asked with it.
 */
public record IdentityExamination(AzureClients clients, AzureStacks stacks, Instant deadline) {
  private static final String STORAGE = "https://storage.azure.com";
  private static final String REMEDY =
      "sign in as an application (AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET or"
          + " AZURE_FEDERATED_TOKEN_FILE), or ask from where a managed identity is, then ask again";

  private static final Set<String> REJECTED =
      Set.of(
          "ExpiredAuthenticationToken",
          "InvalidAuthenticationToken",
          "InvalidAuthenticationTokenTenant",
          "AuthenticationFailed");

  /** What keeps other things from being asked; empty = nothing does. */
  public Optional<Cause> cause() {
    if (byIdentity()) {
      Optional<String> none = none(STORAGE);
      if (none.isPresent()) {
        return Optional.of(cause("a token for the storage accounts", none.get(), REMEDY, true));
      }
    }
    return address().flatMap(this::ofResourceManager);
  }

  private Optional<Cause> ofResourceManager(ArmId first) {
    Optional<String> none = none(AzureAccess.PUBLIC.toString());
    if (none.isPresent()) {
      return Optional.of(
          cause("a token for Azure Resource Manager", none.get(), REMEDY, byIdentity()));
    }
    if (new ArmClient(clients).get(first, deadline) instanceof Answer.Failed(var why)
        && REJECTED.contains(why.cause().code())) {
      return Optional.of(
          cause(
              "one whose tokens Azure Resource Manager accepts",
              name() + ", with which it answers " + why.cause().code(),
              "see that it is of the subscription's tenant, and that this machine's clock is right,"
                  + " then ask again",
              false));
    }
    return Optional.empty();
  }

  /** Whether a storage account is reached by it. */
  private boolean byIdentity() {
    return stacks.scopes().values().stream().anyMatch(scope -> scope.storage().key() == null);
  }

  /** Something to ask for: an address, or where none is there a zone. */
  private Optional<ArmId> address() {
    return stacks.scopes().keySet().stream()
        .flatMap(region -> region(region).floatingAddresses().values().stream())
        .flatMap(address -> ArmId.parse(address.targetId()).stream())
        .findFirst()
        .or(
            () ->
                stacks.topology().zones().entrySet().stream()
                    .flatMap(zone -> zone(zone.getKey(), zone.getValue()).stream())
                    .findFirst());
  }

  private static Optional<ArmId> zone(String name, ZoneHost host) {
    return switch (host) {
      case ZoneHost.AzureDns dns ->
          Optional.of(ArmId.network(dns.subscription(), dns.resourceGroup(), "dnsZones/" + name));
      case ZoneHost.TrafficManager profile ->
          Optional.of(
              ArmId.network(
                  profile.subscription(),
                  profile.resourceGroup(),
                  "trafficManagerProfiles/" + profile.profile()));
      case ZoneHost.Route53 _, ZoneHost.External _ -> Optional.empty();
    };
  }

  private Optional<String> none(String audience) {
    try {
      clients
          .access()
          .identity()
          .getTokenSync(new TokenRequestContext().addScopes(audience + "/.default"));
      return Optional.empty();
    } catch (NoToken none) {
      return Optional.of(String.valueOf(none.getMessage()));
    }
  }

  private String name() {
    return clients.access().identity() instanceof AzureIdentity known
        ? known.name()
        : "the identity";
  }

  private Cause cause(String expected, String found, String todo, boolean bars) {
    Finding finding = Finding.error("identity", expected, found, todo);
    return new Cause(finding, subject -> hides(subject, bars), bars);
  }

  /** Addresses and zones are asked of Azure Resource Manager, everything else of accounts. */
  private boolean hides(String subject, boolean all) {
    String[] parts = subject.split("/", 3);
    return switch (parts[0]) {
      case "address", "app", "identity", "templates" -> parts.length == 1 || isOurs(parts[1]);
      case "register" -> all && stacks.topology().state().cells().stream().allMatch(this::isOurs);
      case "region", "storage", "flag store" -> all && isOurs(parts[1]);
      case "zone" -> parts.length > 1 && isWrittenByUs(parts[1]);
      default -> false;
    };
  }

  /** Zones of Azure DNS and profiles are asked of Azure Resource Manager, too. */
  private boolean isWrittenByUs(String zone) {
    ZoneHost host = stacks.topology().zones().get(zone);
    return host instanceof ZoneHost.AzureDns || host instanceof ZoneHost.TrafficManager;
  }

  private boolean isOurs(String name) {
    Region found = stacks.topology().fleet().regions().get(name);
    return found != null && found.cloud() == Cloud.AZURE;
  }

  private Region region(String name) {
    return stacks.topology().fleet().region(name);
  }
}
