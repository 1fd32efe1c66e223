package io.fairlead.wiring.stack;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The custom roles of a fleet on Azure, each with every action that the code needs and no other.
 * {@code infra/azure/fleet.json} makes them; tests hold the template, this list and the calls
 * together.
 *
 * @see <a href="https://learn.microsoft.com/azure/role-based-access-control/custom-roles">Azure
 *     custom roles</a>
 */
// The lists are unmodifiable ones, which the checker cannot see.
@SuppressWarnings("ImmutableEnumChecker")
public enum AzureRole {
  /** On the resource groups of the gateways. */
  ADDRESSES(
      List.of(
          "Microsoft.Authorization/permissions/read",
          "Microsoft.Network/loadBalancers/read",
          "Microsoft.Network/loadBalancers/write",
          "Microsoft.Network/networkInterfaces/read",
          "Microsoft.Network/networkInterfaces/write",
          "Microsoft.Network/networkSecurityGroups/join/action",
          "Microsoft.Network/networkSecurityGroups/read",
          "Microsoft.Network/publicIPAddresses/join/action",
          "Microsoft.Network/publicIPAddresses/read",
          "Microsoft.Network/virtualNetworks/subnets/join/action",
          "Microsoft.Network/virtualNetworks/subnets/read"),
      List.of()),

  /** On the resource groups of zones and profiles. */
  ZONES(
      List.of(
          "Microsoft.Network/dnsZones/A/delete",
          "Microsoft.Network/dnsZones/A/write",
          "Microsoft.Network/dnsZones/AAAA/delete",
          "Microsoft.Network/dnsZones/AAAA/write",
          "Microsoft.Network/dnsZones/CNAME/delete",
          "Microsoft.Network/dnsZones/CNAME/write",
          "Microsoft.Network/dnsZones/TXT/read",
          "Microsoft.Network/dnsZones/TXT/write",
          "Microsoft.Network/dnsZones/recordsets/read",
          "Microsoft.Network/trafficManagerProfiles/read",
          "Microsoft.Network/trafficManagerProfiles/write"),
      List.of()),

  /** On the container with the topology. */
  TOPOLOGY(List.of(), List.of(blobs("read"))),

  /** On each region's private container. */
  STATE(List.of(), List.of(blobs("read"), blobs("write"))),

  /** On each flag store. */
  FLAGS(List.of(), List.of(blobs("delete"), blobs("read"), blobs("write"))),

  /** On a region's own table of tokens, and on the table of all feeds. */
  TOKENS(List.of(), List.of(entities("add/action"), entities("read"), entities("update/action"))),

  /** On the key that signs artifact sets, for whoever publishes; no function has it. */
  SIGNING(
      List.of(),
      List.of("Microsoft.KeyVault/vaults/keys/read", "Microsoft.KeyVault/vaults/keys/sign/action"));

  private final List<String> actions;
  private final List<String> dataActions;

  AzureRole(List<String> actions, List<String> dataActions) {
    this.actions = actions;
    this.dataActions = dataActions;
  }

  private static String blobs(String verb) {
    return "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/" + verb;
  }

  private static String entities(String verb) {
    return "Microsoft.Storage/storageAccounts/tableServices/tables/entities/" + verb;
  }

  /** Its name in the templates, as in {@code addresses}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its name in Azure. */
  public String title(String fleet) {
    return "Fairlead " + word() + " " + fleet;
  }

  /** What it allows of Azure Resource Manager. */
  public SortedSet<String> actions() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(actions));
  }

  /** What it allows of stores. */
  public SortedSet<String> dataActions() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(dataActions));
  }
}
