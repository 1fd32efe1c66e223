package io.fairlead.emulators.twin.arm.dns;

import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.arm.ArmState;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.ResourceKind;
import java.util.ArrayList;
import java.util.List;

/** What Azure DNS answers here. */
public final class Dns {
  static final String NAMESPACE = "Microsoft.Network";
  static final String VERSION = "2018-05-01";
  static final String ZONES = "dnsZones";

  /** The types of record sets that there are here. */
  static final List<String> TYPES = List.of("A", "AAAA", "CNAME", "TXT");

  private Dns() {}

  /** Zones, and record sets of four types. */
  public static List<ResourceKind> kinds() {
    List<ResourceKind> kinds = new ArrayList<>();
    kinds.add(new Zones());
    TYPES.forEach(type -> kinds.add(new RecordSets(type)));
    return kinds;
  }

  /** What a name of a zone answers: addresses, or the public IP that an alias leads to. */
  public static List<String> answers(ArmState state, ResourceId zone, String relative) {
    List<String> answers = new ArrayList<>();
    state
        .find(ResourceId.of(zone.text() + "/A/" + relative))
        .map(set -> set.body().path("properties"))
        .ifPresent(
            properties -> {
              String target = properties.path("targetResource").path("id").asString("");
              if (!target.isEmpty()) {
                answers.add(ResourceId.of(target).name());
              }
              properties
                  .path("ARecords")
                  .forEach(each -> answers.add(each.path("ipv4Address").asString("")));
            });
    return answers;
  }

  /** The zone of a record set, or of a list of them, is not there. */
  static Refusal noZone(ResourceId zone, String type) {
    return new Refusal(
        404,
        "ParentResourceNotFound",
        ("Failed to perform the operation on resource(s) of type '%s', because the parent resource"
                + " '%s' could not be found.")
            .formatted(type, zone.text()));
  }

  /** What is asked for makes no sense to Azure DNS. */
  static Refusal bad(String message) {
    return new Refusal(400, "BadRequest", message);
  }
}
