package io.fairlead.artifact;

import java.time.Duration;
import java.util.List;

/**
 * What a topology says of publishing a set.
 *
 * @param scope regions that the set is for
 * @param validFor time until a version expires
 * @param maxDelete percentage of objects that may go away at once
 */
public record PublishTerms(
    SetId id, String master, List<String> scope, Duration validFor, int maxDelete) {
  public PublishTerms {
    scope = List.copyOf(scope);
  }
}
