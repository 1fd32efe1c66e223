package io.fairlead.artifact;

import java.time.Duration;
import java.util.List;

/**
 * What a topology says of publishing a set.
 *
 * @param scope regions that the set is for
 * @param validFor time until a version expires
 * @param maxDelete percentage of objects that may go away at once
 * @param takesOffice whether the master takes the office over from another region by this version
 */
public record PublishTerms(
    SetId id,
    String master,
    List<String> scope,
    Duration validFor,
    int maxDelete,
    boolean takesOffice) {
  public PublishTerms {
    scope = List.copyOf(scope);
  }

  /** Of a master in office. */
  public PublishTerms(
      SetId id, String master, List<String> scope, Duration validFor, int maxDelete) {
    this(id, master, scope, validFor, maxDelete, false);
  }

  /** The same, with the office taken over. */
  public PublishTerms takingOffice() {
    return new PublishTerms(id, master, scope, validFor, maxDelete, true);
  }
}
