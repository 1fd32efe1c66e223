package io.fairlead.emulators.twin.ec2;

import io.fairlead.emulators.twin.Refusal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One region of one account.
 *
 * @param addresses by allocation id
 * @param interfaces private addresses of every network interface, the primary one first
 * @param made how many things were made, for new ids
 */
record Ec2State(
    SortedMap<String, ElasticAddress> addresses,
    SortedMap<String, List<String>> interfaces,
    int made) {
  /** Nothing at all. */
  static final Ec2State EMPTY = new Ec2State(new TreeMap<>(), new TreeMap<>(), 0);

  Ec2State {
    addresses = Collections.unmodifiableSortedMap(new TreeMap<>(addresses));
    interfaces = Collections.unmodifiableSortedMap(new TreeMap<>(interfaces));
  }

  Ec2State with(ElasticAddress address) {
    SortedMap<String, ElasticAddress> next = new TreeMap<>(addresses);
    next.put(address.allocationId(), address);
    return new Ec2State(next, interfaces, made + 1);
  }

  Ec2State without(ElasticAddress address) {
    SortedMap<String, ElasticAddress> next = new TreeMap<>(addresses);
    next.remove(address.allocationId());
    return new Ec2State(next, interfaces, made + 1);
  }

  Ec2State with(String networkInterface, List<String> privateIps) {
    SortedMap<String, List<String>> next = new TreeMap<>(interfaces);
    next.put(networkInterface, List.copyOf(privateIps));
    return new Ec2State(addresses, next, made + 1);
  }

  /** An id that was not given before, as in {@code eipalloc-0000000000000001}. */
  String newId(String kind) {
    return "%s-%017x".formatted(kind, made + 1);
  }

  ElasticAddress address(String allocationId) {
    ElasticAddress found = addresses.get(allocationId);
    if (found == null) {
      throw new Refusal(
          400,
          "InvalidAllocationID.NotFound",
          "The allocation ID '" + allocationId + "' does not exist");
    }
    return found;
  }

  List<String> privateIps(String networkInterface) {
    List<String> found = interfaces.get(networkInterface);
    if (found == null) {
      throw new Refusal(
          400,
          "InvalidNetworkInterfaceID.NotFound",
          "The networkInterface ID '" + networkInterface + "' does not exist");
    }
    return found;
  }

  /** The address that sits on a private address; empty = none does. */
  Optional<ElasticAddress> on(String networkInterface, String privateIp) {
    return addresses.values().stream()
        .filter(address -> address.isOn(networkInterface, privateIp))
        .findFirst();
  }
}
