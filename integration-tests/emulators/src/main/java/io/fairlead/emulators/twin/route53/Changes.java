package io.fairlead.emulators.twin.route53;

import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.Xml;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The changes that were accepted, each PENDING until all servers have it. */
final class Changes {
  private final InstantSource clock;
  private final Map<String, Instant> submitted = new LinkedHashMap<>();
  private Duration propagation = Duration.ofSeconds(30);
  private int made;

  Changes(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void takes(Duration time) {
    propagation = time;
  }

  synchronized String add() {
    String id = "C%012d".formatted(++made);
    submitted.put(id, clock.instant());
    return id;
  }

  /** Forgets every change, as after a recovery of Route 53 itself. */
  synchronized void forget() {
    submitted.clear();
  }

  /** Forgets the changes of an instant and after it. */
  synchronized void rewind(Instant to) {
    int before = submitted.size();
    submitted.values().removeIf(at -> !at.isBefore(to));
    made -= before - submitted.size();
  }

  synchronized String info(String id) {
    Instant at = submitted.get(id);
    if (at == null) {
      throw new Refusal(404, "NoSuchChange", "Could not find resource with ID: " + id);
    }
    boolean everywhere = !clock.instant().isBefore(at.plus(propagation));
    Xml xml = new Xml();
    xml.in(
        "ChangeInfo",
        () ->
            xml.put("Id", "/change/" + id)
                .put("Status", everywhere ? "INSYNC" : "PENDING")
                .put("SubmittedAt", Objects.requireNonNull(at)));
    return xml.toString();
  }
}
