package io.fairlead.cli.answer;

import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.health.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The first line of an answer: fleet, epoch, and who reports which topology. */
final class Heading {
  private Heading() {}

  static String of(Snapshot snapshot) {
    String mine = snapshot.fleet().digest();
    List<String> differ = new ArrayList<>();
    int agree = 0;
    for (Map.Entry<String, Observation> entry : snapshot.observations().entrySet()) {
      if (entry.getValue().topologyDigest().equals(mine)) {
        agree++;
      } else {
        differ.add(entry.getKey() + " has " + Words.digest(entry.getValue().topologyDigest()));
      }
    }
    String active = snapshot.state().topology();
    String others =
        (differ.isEmpty() ? "agree" : "but " + String.join(", ", differ))
            + (active.equals(mine) ? "" : "; active is " + Words.digest(active));
    return "%s  epoch %d  topology %s (%d of %d report it, %s)"
        .formatted(
            snapshot.fleet().name(),
            snapshot.epoch(),
            Words.digest(mine),
            agree,
            snapshot.fleet().regions().size(),
            others);
  }
}
