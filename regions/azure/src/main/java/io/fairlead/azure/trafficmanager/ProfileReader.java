package io.fairlead.azure.trafficmanager;

import io.fairlead.azure.arm.ArmClient;
import io.fairlead.azure.arm.ArmFailure;
import io.fairlead.azure.client.AzureFailure.Kind;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.traffic.ZoneStamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a profile whole, in one call. What is not there, or is not as a profile of the fleet is,
 * makes it unreadable: nothing is taken for an empty profile but one that says so.
 */
record ProfileReader(ArmClient arm, String fleet) {
  /** The tag with the epoch; its text is that of a zone's epoch record. */
  static final String TAG = "fairlead";

  private static final String NOT_FOUND = "ResourceNotFound";

  /** What a read found. */
  sealed interface Found {
    /** It, whole. */
    record Read(ProfileNow now) implements Found {}

    /**
     * Not read.
     *
     * @param again whether a later read may tell without a person
     */
    record Failed(String why, boolean again) implements Found {}
  }

  Found read(Profile profile, Instant deadline) {
    return switch (arm.get(profile.id(), deadline)) {
      case ArmClient.Answer.Failed(ArmFailure why) -> failed(profile, why);
      case ArmClient.Answer.Done(ObjectNode body) -> read(profile, body);
    };
  }

  private static Found failed(Profile profile, ArmFailure why) {
    boolean gone = why.cause().code().equals(NOT_FOUND);
    boolean person = gone || why.cause().kind() == Kind.OPERATOR;
    String sentence =
        gone
            ? "profile "
                + profile.id().name()
                + " is not there, so that nobody answers "
                + profile.name()
                + ": make it, or correct its name or resource group; nothing is written before"
            : why.sentence();
    return new Found.Failed(sentence, !person);
  }

  /** What the body of a profile says. */
  Found read(Profile profile, ObjectNode body) {
    JsonNode properties = body.path("properties");
    String tag = body.path("tags").path(TAG).asString("");
    Optional<ZoneStamp> stamp = ZoneStamp.parse(tag);
    Optional<String> other = refusal(profile, properties);
    if (other.isEmpty() && stamp.isEmpty() && !tag.isEmpty()) {
      other = Optional.of("its tag '" + TAG + "' is no epoch: take the tag away");
    }
    if (other.isEmpty() && stamp.isPresent() && !stamp.get().fleet().equals(fleet)) {
      other = Optional.of("it belongs to fleet " + stamp.get().fleet() + ", not to " + fleet);
    }
    if (other.isPresent()) {
      return new Found.Failed("profile " + profile.id().name() + ": " + other.get(), false);
    }
    return new Found.Read(now(profile, body, stamp));
  }

  /** Why nothing is made of it. */
  private static Optional<String> refusal(Profile profile, JsonNode properties) {
    String status = properties.path("profileStatus").asString("");
    String method = properties.path("trafficRoutingMethod").asString("");
    if (!properties.path("endpoints").isArray()) {
      return Optional.of("it was answered without its endpoints, and a part is not taken for all");
    }
    if (status.equalsIgnoreCase("Disabled")) {
      return Optional.of(
          "it is disabled, so that nobody answers " + profile.name() + ": enable it");
    }
    if (!method.equalsIgnoreCase(profile.method().text())) {
      return Optional.of(
          "it routes by "
              + (method.isEmpty() ? "nothing" : method)
              + ", and "
              + profile.name()
              + " needs "
              + profile.method().text()
              + ": set its routing method");
    }
    return Optional.empty();
  }

  private ProfileNow now(Profile profile, ObjectNode body, Optional<ZoneStamp> stamp) {
    JsonNode properties = body.path("properties");
    Duration ttl = Duration.ofSeconds(properties.path("dnsConfig").path("ttl").asLong(0));
    EndpointForm form = new EndpointForm(profile);
    SortedMap<RecordKey, WeightedRecord> records = new TreeMap<>();
    List<String> amiss = new ArrayList<>();
    for (JsonNode endpoint : properties.path("endpoints")) {
      if (EndpointForm.isExternal(endpoint)) {
        WeightedRecord record = form.record(endpoint, ttl);
        records.put(record.key(), record);
        form.differs(record, endpoint).ifPresent(amiss::add);
      } else {
        amiss.add(
            endpoint.path("name").asString("")
                + " is not of the fleet, and takes answers from it: only external endpoints are");
      }
    }
    probe(profile, properties.path("monitorConfig")).ifPresent(amiss::add);
    RecordSets sets =
        new RecordSets(profile.zone(), stamp.map(ZoneStamp::epoch).orElse(0L), records);
    if (stamp.isPresent() && !profile.agrees(stamp.get(), sets)) {
      amiss.add(
          "its endpoints are not those of epoch "
              + stamp.get().epoch()
              + ": somebody else changed one");
    }
    return new ProfileNow(sets, stamp, body, amiss);
  }

  private static Optional<String> probe(Profile profile, JsonNode monitor) {
    Profile.Probe wanted = profile.probe();
    Profile.Probe found =
        new Profile.Probe(
            monitor.path("protocol").asString(""),
            monitor.path("port").asInt(0),
            monitor.path("path").asString(""));
    return found.protocol().equalsIgnoreCase(wanted.protocol())
            && found.port() == wanted.port()
            && found.path().equals(wanted.path())
        ? Optional.empty()
        : Optional.of(
            "it probes "
                + text(found)
                + ", and flags turn off "
                + text(wanted)
                + ": the next change writes that");
  }

  private static String text(Profile.Probe probe) {
    return probe.protocol() + " " + probe.port() + " " + probe.path();
  }
}
