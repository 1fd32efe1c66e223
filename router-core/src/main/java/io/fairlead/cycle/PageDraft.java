package io.fairlead.cycle;

import io.fairlead.artifact.Note;
import io.fairlead.token.OpenedGrant;
import io.fairlead.token.Revocation;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the next page of a row is to say.
 *
 * @param last the newest page; null = the row begins
 * @param version higher than that of the last
 * @param epoch of the writer's office
 * @param whole whether it stands for all before it
 * @param source version of the ledger that the row is up to with it
 */
record PageDraft(
    TokenPages.Newest.@Nullable At last,
    long version,
    long epoch,
    boolean whole,
    long source,
    Note note,
    Content content) {
  /** Pages between two whole ones at most; a new reader reads no more. */
  static final int PAGES_BETWEEN = 64;

  /** What it adds, or all that is still needed. */
  record Content(List<Revocation> revocations, List<OpenedGrant> grants) {
    Content(Collection<Revocation> revocations, Collection<OpenedGrant> grants) {
      this(List.copyOf(revocations), List.copyOf(grants));
    }
  }
}
