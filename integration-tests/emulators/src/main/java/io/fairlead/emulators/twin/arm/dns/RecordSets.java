package io.fairlead.emulators.twin.arm.dns;

import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.arm.ArmState;
import io.fairlead.emulators.twin.arm.Resource;
import io.fairlead.emulators.twin.arm.ResourceId;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Record sets of one type.
 *
 * @param record as in {@code AAAA}
 */
record RecordSets(String record) implements DnsKind {
  private static final int MOST = 20;
  private static final int MOST_TEXT = 4096;
  private static final String JOIN = "Microsoft.Network/publicIPAddresses/join/action";

  @Override
  public String type() {
    return Dns.ZONES + "/" + record;
  }

  @Override
  public String operations() {
    return "RecordSets";
  }

  @Override
  public Refusal absent(ArmState state, ResourceId id) {
    ResourceId zone = id.parent();
    return state.find(zone).isEmpty()
        ? Dns.noZone(zone, id.type())
        : new Refusal(
            404,
            "NotFound",
            "The resource record '%s' does not exist in resource group '%s' of subscription '%s'."
                .formatted(id.name(), id.group(), id.subscription()));
  }

  @Override
  public ObjectNode shown(Resource resource, Instant at) {
    ObjectNode shown = resource.body();
    shown.put("etag", etag(resource, at));
    ObjectNode properties = shown.withObjectProperty("properties");
    String name = shown.path("name").asString("");
    String zone = resource.id().parent().name();
    properties.put("fqdn", name.equals("@") ? zone : name + "." + zone);
    properties.put("provisioningState", "Succeeded");
    properties.withObjectProperty("targetResource");
    return shown;
  }

  @Override
  public List<ResourceId> written(Write write) {
    ResourceId zone = write.id().parent();
    if (write.state().find(zone).isEmpty()) {
      throw Dns.noZone(zone, write.id().type());
    }
    ObjectNode properties = write.body().withObjectProperty("properties");
    properties.remove("fqdn");
    long ttl = properties.path("TTL").asLong(0);
    if (ttl < 1 || ttl > Integer.MAX_VALUE) {
      throw Dns.bad("The TTL must be between 1 and 2147483647.");
    }
    alone(write, zone);
    String target = properties.path("targetResource").path("id").asString("");
    if (target.isEmpty()) {
      properties.remove("targetResource");
      values(properties);
    } else {
      alias(write, properties, ResourceId.of(target));
    }
    return List.of();
  }

  /** A CNAME is the only set of its name. */
  private void alone(Write write, ResourceId zone) {
    String name = name(write.id());
    for (String other : Dns.TYPES) {
      boolean clash = record.equals("CNAME") != other.equals("CNAME");
      ResourceId id = ResourceId.of(zone.text() + "/" + other + "/" + name);
      if (clash && write.state().find(id).isPresent()) {
        throw Dns.bad(
            "The record could not be created because a CNAME record with the same name already"
                + " exists in this zone, or it is one and other records have its name: "
                + name);
      }
    }
  }

  private static String name(ResourceId id) {
    return id.name().substring(id.name().lastIndexOf('/') + 1);
  }

  private void values(ObjectNode properties) {
    JsonNode list = properties.path(record + "Records");
    Set<String> seen = new HashSet<>();
    for (JsonNode each : list) {
      boolean good =
          switch (record) {
            case "A" -> isAddress(each.path("ipv4Address").asString(""), true);
            case "AAAA" -> isAddress(each.path("ipv6Address").asString(""), false);
            case "TXT" -> each.path("value").toString().length() <= MOST_TEXT;
            default -> false;
          };
      if (!good || !seen.add(each.toString())) {
        throw Dns.bad("The record '" + each + "' is not valid, or is there twice.");
      }
    }
    if (list.size() > MOST) {
      throw Dns.bad("A record set holds " + MOST + " records, not " + list.size() + ".");
    }
  }

  private static boolean isAddress(String text, boolean four) {
    try {
      return InetAddress.ofLiteral(text) instanceof Inet4Address == four;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void alias(Write write, ObjectNode properties, ResourceId target) {
    if (!properties.path(record + "Records").isEmpty()) {
      throw Dns.bad("A record set has records or a target resource, not both.");
    }
    Resource found =
        write
            .state()
            .find(target)
            .orElseThrow(
                () -> Dns.bad("The target resource '" + target.text() + "' was not found."));
    String family = found.body().path("properties").path("publicIPAddressVersion").asString("IPv4");
    if (!target.type().equalsIgnoreCase("publicIPAddresses")
        || !(record.equals("A") ? "IPv4" : "IPv6").equals(family)) {
      throw Dns.bad("A target resource of an " + record + " record set is of another kind.");
    }
    write.may().join(JOIN, target);
  }
}
