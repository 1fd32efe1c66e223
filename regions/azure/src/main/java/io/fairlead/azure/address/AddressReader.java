package io.fairlead.azure.address;

import io.fairlead.azure.arm.ArmClient;
import io.fairlead.azure.arm.ArmClient.Answer;
import io.fairlead.azure.arm.ArmId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads where public IPs are: Azure Resource Manager's reads show every write that it took. */
record AddressReader(ArmClient arm, String fleet) {
  /** An address that carries this tag with another fleet's name is never touched. */
  static final String FLEET_TAG = "fairlead:fleet";

  private static final Set<String> MOVING = Set.of("Creating", "Updating", "Deleting");

  /** Where one address is. */
  sealed interface Found {
    /**
     * Read, and nothing goes on.
     *
     * @param holder a node; or what it sits on where that is no node that may hold it
     * @param amiss what a person should see to; empty = nothing
     */
    record At(@Nullable String holder, String amiss) implements Found {}

    /**
     * Azure is at work on it.
     *
     * @param holder where it will be
     */
    record Changing(@Nullable String holder, String why) implements Found {}

    /** Not read. */
    record Unreadable(String why) implements Found {}
  }

  /** Where an address is now. */
  Found one(PublicIp address, Instant deadline) {
    return switch (arm.get(address.id(), deadline)) {
      case Answer.Failed(var why) -> new Found.Unreadable(why.sentence());
      case Answer.Done(var body) -> found(address, body);
    };
  }

  private Found found(PublicIp address, JsonNode body) {
    String name = address.id().name();
    String location = body.path("location").asString("");
    if (!location.equalsIgnoreCase(address.location())) {
      return new Found.Unreadable(
          name
              + " is in "
              + location
              + ", its region in "
              + address.location()
              + ": an address never crosses a region");
    }
    String tag = body.path("tags").path(FLEET_TAG).asString(fleet);
    if (!tag.equals(fleet)) {
      return new Found.Unreadable(name + " is tagged for fleet " + tag + ", not for " + fleet);
    }
    JsonNode properties = body.path("properties");
    String at = properties.path("ipConfiguration").path("id").asString("");
    String holder = at.isEmpty() ? null : holder(address, at);
    String state = properties.path("provisioningState").asString("");
    if (MOVING.contains(state)) {
      String where = holder == null ? "to nothing" : "to " + holder;
      return new Found.Changing(
          holder, "Azure is still moving " + name + " " + where + " (" + state + ")");
    }
    return new Found.At(holder, amiss(name, state, body));
  }

  private static String amiss(String name, String state, JsonNode body) {
    if (state.equals("Failed")) {
      return "the last change of "
          + name
          + " failed in Azure (provisioningState Failed): see the activity log, then write it again";
    }
    String sku = body.path("sku").path("name").asString("Basic");
    return sku.equals("Basic")
        ? name + " is of SKU Basic, which Azure has retired: make it a Standard one"
        : "";
  }

  private static String holder(PublicIp address, String at) {
    return ArmId.parse(at).map(place -> holder(address, place)).orElse(at);
  }

  private static String holder(PublicIp address, ArmId place) {
    for (Map.Entry<String, Attachment> each : address.attachments().entrySet()) {
      if (each.getValue().isAt(place)) {
        return each.getKey();
      }
    }
    return place.parent().name() + "/" + place.name();
  }
}
