package io.fairlead.emulators.twin.arm.dns;

import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.arm.ArmState;
import io.fairlead.emulators.twin.arm.Resource;
import io.fairlead.emulators.twin.arm.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** DNS zones, with the lists of what is in them. */
final class Zones implements DnsKind {
  private static final int MOST = 10_000;

  @Override
  public String type() {
    return Dns.ZONES;
  }

  @Override
  public String operations() {
    return "Zones";
  }

  @Override
  public List<ResourceId> written(Write write) {
    if (!write.body().path("location").asString("").equalsIgnoreCase("global")) {
      throw Dns.bad("The location of a DNS zone must be 'global'.");
    }
    write.body().put("location", "global");
    write.body().withObjectProperty("properties").remove("nameServers");
    return List.of();
  }

  @Override
  public ObjectNode shown(Resource resource, Instant at) {
    ObjectNode shown = resource.body();
    shown.put("etag", etag(resource, at));
    ObjectNode properties = shown.withObjectProperty("properties");
    properties.put("maxNumberOfRecordSets", MOST);
    properties.put("zoneType", "Public");
    ArrayNode servers = properties.putArray("nameServers");
    for (String domain : List.of("com", "net", "org", "info")) {
      servers.add("ns" + (servers.size() + 1) + "-01.azure-dns." + domain);
    }
    return shown;
  }

  @Override
  public void show(ArmState state, Resource resource, ObjectNode body) {
    body.withObjectProperty("properties")
        .put("numberOfRecordSets", sets(state, resource.id()).size());
  }

  @Override
  public Refusal absent(ArmState state, ResourceId id) {
    return new Refusal(
        404,
        "ResourceNotFound",
        "The Resource 'Microsoft.Network/dnszones/%s' under resource group '%s' was not found."
            .formatted(id.name(), id.group()));
  }

  @Override
  public Optional<Listing> listing(ArmState state, ResourceId of, String list) {
    if (list.equals("recordsets")) {
      return Optional.of(
          new Listing("RecordSets_ListByDnsZone", "dnsZones/recordsets", sets(state, of)));
    }
    return Dns.TYPES.contains(list)
        ? Optional.of(
            new Listing(
                "RecordSets_ListByType",
                "dnsZones/recordsets",
                sets(state, of).stream()
                    .filter(set -> set.id().type().equalsIgnoreCase(Dns.ZONES + "/" + list))
                    .toList()))
        : Optional.empty();
  }

  @Override
  public List<ResourceId> below(ArmState state, ResourceId id) {
    return sets(state, id).stream().map(Resource::id).toList();
  }

  private static List<Resource> sets(ArmState state, ResourceId zone) {
    return state.resources().values().stream()
        .filter(each -> each.id().parent().key().equals(zone.key()))
        .filter(each -> !each.id().key().equals(zone.key()))
        .toList();
  }
}
