package io.fairlead.wiring.topology;

import io.fairlead.wiring.shape.Nearest;
import io.fairlead.wiring.topology.rule.AwsLocations;
import java.util.List;
import java.util.Optional;

/** What a topology is to be imported from, by the rules that it will be read by. */
public final class ImportedFrom {
  private ImportedFrom() {}

  /** Why no topology of these can be valid, one sentence; empty where one can. */
  public static Optional<String> objection(String zone, List<String> locations) {
    if (!Forms.HOSTED_ZONE_FORM.fits(zone)) {
      return Optional.of(
          "--zone takes a hosted zone's id, as in Z0123456789ABCDEFGHIJ, and found '"
              + zone
              + "'.");
    }
    return locations.stream()
        .flatMap(
            location -> AwsLocations.refusal(location).map(why -> why + near(location)).stream())
        .findFirst()
        .map(why -> "--location: " + why);
  }

  private static String near(String location) {
    String near = Nearest.to(location, AwsLocations.known());
    return near == null ? "" : "; did you mean '" + near + "'?";
  }
}
