package io.fairlead.azure.address;

import io.fairlead.azure.arm.ArmId;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A NIC or a load balancer as it was read, to be written back whole: nothing of it is known here
 * but where its configurations have their public IPs.
 */
final class Carrier {
  private static final String PUBLIC_IP = "publicIPAddress";
  private static final String PROPERTIES = "properties";
  private static final String ID = "id";

  private final ObjectNode body;

  Carrier(ObjectNode body) {
    this.body = body;
  }

  /** What is written back. */
  ObjectNode body() {
    return body;
  }

  /** As it was read. */
  String etag() {
    return body.path("etag").asString("");
  }

  /** Why it cannot be written now; empty = it can. */
  Optional<String> busy() {
    String state = body.path(PROPERTIES).path("provisioningState").asString("");
    return state.equals("Updating") || state.equals("Deleting")
        ? Optional.of(
            "Azure is still changing " + body.path("name").asString("") + " (" + state + ")")
        : Optional.empty();
  }

  /** Takes an address off, wherever on it that sits; false = it does not sit here. */
  boolean release(ArmId address, Attachment from) {
    for (JsonNode each : body.path(PROPERTIES).path(from.array())) {
      if (each.path(PROPERTIES) instanceof ObjectNode properties && has(properties, address)) {
        ArmId spare = from.spare();
        if (spare == null) {
          properties.remove(PUBLIC_IP);
        } else {
          properties.putObject(PUBLIC_IP).put(ID, spare.text());
        }
        return true;
      }
    }
    return false;
  }

  /** Puts an address on; why not, or empty = it is on. */
  Optional<String> hold(ArmId address, Attachment to) {
    Optional<ObjectNode> at = configuration(to);
    if (at.isEmpty()) {
      return Optional.of(
          to.carrier().name()
              + " has no configuration "
              + (to.configuration() == null ? "that is primary" : to.configuration()));
    }
    ObjectNode properties = at.get();
    String there = properties.path(PUBLIC_IP).path(ID).asString("");
    boolean mayGo =
        there.isEmpty()
            || has(properties, address)
            || to.spare() != null && there.equalsIgnoreCase(to.spare().text());
    if (!mayGo) {
      return Optional.of(
          to.carrier().name()
              + " has another public IP, "
              + there.substring(there.lastIndexOf('/') + 1)
              + ", which would be taken off");
    }
    properties.putObject(PUBLIC_IP).put(ID, address.text());
    return Optional.empty();
  }

  /** The properties of the configuration that is meant. */
  Optional<ObjectNode> configuration(Attachment at) {
    for (JsonNode each : body.path(PROPERTIES).path(at.array())) {
      boolean meant =
          at.configuration() == null
              ? each.path(PROPERTIES).path("primary").asBoolean(false)
              : at.configuration().equalsIgnoreCase(each.path("name").asString(""));
      if (meant && each.path(PROPERTIES) instanceof ObjectNode properties) {
        return Optional.of(properties);
      }
    }
    return Optional.empty();
  }

  private static boolean has(ObjectNode properties, ArmId address) {
    return properties.path(PUBLIC_IP).path(ID).asString("").equalsIgnoreCase(address.text());
  }
}
