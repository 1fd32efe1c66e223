package io.fairlead.local.flag;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which edges keep flags: the first three by region name, so that two are always a majority. */
public final class FlagStores {
  /** Stores of a flag. */
  public static final int STORES = 3;

  /** Stores that must hold a flag for it to be raised. */
  public static final int NEEDED = 2;

  private FlagStores() {}

  /**
   * The regions among those with an edge whose edges keep flags. With fewer than three there are
   * fewer stores and still two must hold a flag; one edge alone can raise none.
   */
  public static SortedSet<String> among(Collection<String> regions) {
    return Collections.unmodifiableSortedSet(
        regions.stream().sorted().limit(STORES).collect(Collectors.toCollection(TreeSet::new)));
  }
}
