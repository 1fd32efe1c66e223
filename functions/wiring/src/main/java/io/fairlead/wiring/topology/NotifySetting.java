package io.fairlead.wiring.topology;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One receiver of notices.
 *
 * @param webhook an http or https URL, which often carries a token
 * @param on kinds of notices it gets, of {@link #KINDS}
 */
public record NotifySetting(Secret webhook, SortedSet<String> on) {
  /** Every kind of notice. */
  public static final List<String> KINDS =
      List.of("conflict", "frozen", "moved", "refused", "silent");

  public NotifySetting {
    on = Collections.unmodifiableSortedSet(new TreeSet<>(on));
  }
}
