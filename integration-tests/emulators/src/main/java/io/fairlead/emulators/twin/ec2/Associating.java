package io.fairlead.emulators.twin.ec2;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Past;
import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.Xml;
import io.fairlead.emulators.twin.ec2.ElasticAddress.Association;
import java.util.List;
import java.util.Optional;

/** Puts addresses on interfaces and takes them off. */
final class Associating {
  private Associating() {}

  /**
   * Reassociation is automatic in a VPC unless it is forbidden; what sat on the private address
   * before is detached silently and stays allocated.
   */
  static String associate(Past<Ec2State> region, Call call) {
    Ec2State now = region.now();
    ElasticAddress address = now.address(call.parameter("AllocationId"));
    String networkInterface = call.parameter("NetworkInterfaceId");
    String privateIp = privateIp(now, networkInterface, call.parameter("PrivateIpAddress"));
    Association there = address.association();
    if (there != null && address.isOn(networkInterface, privateIp)) {
      return answer(there);
    }
    Optional<ElasticAddress> other = now.on(networkInterface, privateIp);
    if (call.parameter("AllowReassociation").equals("false")) {
      refuseTaken(address, other, networkInterface);
    }
    Association place = new Association(now.newId("eipassoc"), networkInterface, privateIp);
    Ec2State next = other.map(displaced -> now.with(displaced.on(null))).orElse(now);
    region.set(next.with(address.on(place)));
    return answer(place);
  }

  static String disassociate(Past<Ec2State> region, Call call) {
    String id = call.parameter("AssociationId");
    ElasticAddress address =
        region.now().addresses().values().stream()
            .filter(each -> each.association() != null && each.association().id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new Refusal(
                        400,
                        "InvalidAssociationID.NotFound",
                        "The association ID '" + id + "' does not exist"));
    region.set(region.now().with(address.on(null)));
    return new Xml().put("return", true).toString();
  }

  private static String privateIp(Ec2State now, String networkInterface, String asked) {
    List<String> all = now.privateIps(networkInterface);
    if (asked.isEmpty()) {
      return all.getFirst();
    }
    if (!all.contains(asked)) {
      throw new Refusal(
          400, "InvalidParameterValue", asked + " is not a private address of " + networkInterface);
    }
    return asked;
  }

  private static void refuseTaken(
      ElasticAddress address, Optional<ElasticAddress> other, String networkInterface) {
    Association there = address.association();
    if (there != null) {
      throw new Refusal(
          400,
          "Resource.AlreadyAssociated",
          "resource %s is already associated with associate-id %s"
              .formatted(address.allocationId(), there.id()));
    }
    if (other.isPresent()) {
      throw new Refusal(
          400,
          "Resource.AlreadyAssociated",
          "resource %s is already associated with %s"
              .formatted(networkInterface, other.get().allocationId()));
    }
  }

  private static String answer(Association place) {
    return new Xml().put("return", true).put("associationId", place.id()).toString();
  }
}
