package io.fairlead.cli.operate;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.port.EvacuationFlags.Flags;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What may be left of holds that were ended in two flag stores of three: a store that was dark
 * keeps its copy, and it counts again as soon as a second one comes.
 */
final class Remains {
  private Remains() {}

  /**
   * What to say of it.
   *
   * @param flags the stores, read after the holds were ended
   */
  static Optional<String> of(List<RegionGroup> ended, Flags flags) {
    SortedSet<String> stores = new TreeSet<>(flags.unreadable().keySet());
    ended.forEach(flag -> stores.addAll(flags.holders(flag).keySet()));
    if (stores.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "a copy of a hold may still lie in flag store "
            + String.join(" and ", stores)
            + ". Alone it holds nothing out, but with a second one it does: once the store answers,"
            + " run 'fairlead restore "
            + ended.getFirst().region()
            + "' again.");
  }
}
