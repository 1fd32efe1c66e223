package io.fairlead.artifact;

import java.time.Duration;
import java.util.List;

/**
 * What a topology says of publishing a set.
 *
 * @param scope regions that the set is for
 * @param validFor time until a version expires
 * @param maxDelete percentage of objects that may go away at once
 * @param office what this version does to the master's office
 */
public record PublishTerms(
    SetId id, String master, List<String> scope, Duration validFor, int maxDelete, Office office) {
  public PublishTerms {
    scope = List.copyOf(scope);
  }

  /** Of a master in office. */
  public PublishTerms(
      SetId id, String master, List<String> scope, Duration validFor, int maxDelete) {
    this(id, master, scope, validFor, maxDelete, new Office.Held());
  }

  /** What a version does to the master's office. */
  public sealed interface Office {
    /** The master has it and keeps it. */
    record Held() implements Office {}

    /** The master takes it over from another region. */
    record TakenOver() implements Office {}

    /**
     * The store was lost and is made anew from a copy: whoever comes back with the old one is no
     * master any more, be it of the same region.
     *
     * @param seen the highest version that any region is known to have begun
     */
    record Rebuilt(long seen) implements Office {}
  }

  /** The same, with the office taken over. */
  public PublishTerms takingOffice() {
    return with(new Office.TakenOver());
  }

  /** The same, for a store that is made anew; {@code seen} as in {@link Office.Rebuilt}. */
  public PublishTerms rebuilding(long seen) {
    return with(new Office.Rebuilt(seen));
  }

  private PublishTerms with(Office next) {
    return new PublishTerms(id, master, scope, validFor, maxDelete, next);
  }

  /** Whether the version begins an epoch of the office. */
  boolean raisesEpoch() {
    return !(office instanceof Office.Held);
  }

  /** Whether what the version before held has to be brought to the store as well. */
  public boolean isRebuilding() {
    return office instanceof Office.Rebuilt;
  }

  /** The version after one, above all that regions have begun. */
  long after(long version) {
    return (office instanceof Office.Rebuilt(long seen) ? Math.max(version, seen) : version) + 1;
  }
}
