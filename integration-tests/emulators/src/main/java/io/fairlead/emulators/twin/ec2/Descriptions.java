package io.fairlead.emulators.twin.ec2;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.Xml;
import io.fairlead.emulators.twin.ec2.ElasticAddress.Association;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What describing answers. */
final class Descriptions {
  private Descriptions() {}

  static String addresses(Ec2State state, Call call) {
    call.list("AllocationId").forEach(state::address);
    List<Filter> filters = filters(call);
    Xml xml = new Xml();
    xml.in(
        "addressesSet",
        () ->
            state.addresses().values().stream()
                .filter(
                    address ->
                        call.list("AllocationId").isEmpty()
                            || call.list("AllocationId").contains(address.allocationId()))
                .filter(address -> filters.stream().allMatch(filter -> filter.takes(address)))
                .forEach(address -> xml.in("item", () -> put(xml, address))));
    return xml.toString();
  }

  static String interfaces(Ec2State state, Call call) {
    call.list("NetworkInterfaceId").forEach(state::privateIps);
    Xml xml = new Xml();
    xml.in(
        "networkInterfaceSet",
        () ->
            state
                .interfaces()
                .forEach(
                    (id, ips) -> {
                      if (call.list("NetworkInterfaceId").isEmpty()
                          || call.list("NetworkInterfaceId").contains(id)) {
                        xml.in("item", () -> put(xml, state, id, ips));
                      }
                    }));
    return xml.toString();
  }

  /** The one attribute of an account that anybody asks for. */
  static String quota(int addresses) {
    Xml xml = new Xml();
    xml.in(
        "accountAttributeSet",
        () ->
            xml.in(
                "item",
                () -> {
                  xml.put("attributeName", "vpc-max-elastic-ips");
                  xml.in(
                      "attributeValueSet",
                      () -> xml.in("item", () -> xml.put("attributeValue", addresses)));
                }));
    return xml.toString();
  }

  private static void put(Xml xml, ElasticAddress address) {
    xml.put("publicIp", address.publicIp())
        .put("allocationId", address.allocationId())
        .put("domain", "vpc");
    Association place = address.association();
    if (place != null) {
      xml.put("associationId", place.id())
          .put("networkInterfaceId", place.networkInterface())
          .put("privateIpAddress", place.privateIp());
    }
    xml.in(
        "tagSet",
        () ->
            address
                .tags()
                .forEach(
                    (key, value) -> xml.in("item", () -> xml.put("key", key).put("value", value))));
  }

  private static void put(Xml xml, Ec2State state, String id, List<String> ips) {
    xml.put("networkInterfaceId", id).put("privateIpAddress", ips.getFirst());
    xml.in(
        "privateIpAddressesSet",
        () ->
            ips.forEach(
                ip ->
                    xml.in(
                        "item",
                        () -> {
                          xml.put("privateIpAddress", ip).put("primary", ip.equals(ips.getFirst()));
                          Optional<ElasticAddress> on = state.on(id, ip);
                          on.ifPresent(
                              address ->
                                  xml.in(
                                      "association",
                                      () ->
                                          xml.put("publicIp", address.publicIp())
                                              .put("allocationId", address.allocationId())));
                        })));
  }

  private record Filter(String name, List<String> values) {
    boolean takes(ElasticAddress address) {
      Association place = address.association();
      String value =
          switch (name) {
            case "allocation-id" -> address.allocationId();
            case "public-ip" -> address.publicIp();
            case "association-id" -> place == null ? "" : place.id();
            case "network-interface-id" -> place == null ? "" : place.networkInterface();
            default -> {
              if (!name.startsWith("tag:")) {
                throw new Refusal(
                    400, "InvalidParameterValue", "The filter '" + name + "' is invalid");
              }
              yield address.tags().getOrDefault(name.substring("tag:".length()), "");
            }
          };
      return values.contains(value);
    }
  }

  private static List<Filter> filters(Call call) {
    List<Filter> filters = new ArrayList<>();
    for (int i = 1; !call.parameter("Filter." + i + ".Name").isEmpty(); i++) {
      filters.add(
          new Filter(call.parameter("Filter." + i + ".Name"), call.list("Filter." + i + ".Value")));
    }
    return filters;
  }
}
