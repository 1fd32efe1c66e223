package io.fairlead.wiring.local;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.local.flag.EdgeFlags;
import io.fairlead.local.flag.Freeze;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Reading;
import io.fairlead.wiring.region.PersonalHolds;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A person's holds in the flag stores of edges. */
record EdgeHolds(EdgeFlags flags) implements PersonalHolds {
  @Override
  public ApplyOutcome hold(RegionGroup flag, Instant deadline) {
    return flags.hold(flag, deadline);
  }

  @Override
  public ApplyOutcome release(RegionGroup flag, Instant deadline) {
    return flags.release(flag, deadline);
  }

  @Override
  public ApplyOutcome freeze(String reason, Instant deadline) {
    return flags.freeze(reason, deadline);
  }

  @Override
  public ApplyOutcome unfreeze(Instant deadline) {
    return flags.unfreeze(deadline);
  }

  @Override
  public FreezeObjects freezes(Instant deadline) {
    SortedMap<String, String> found = new TreeMap<>();
    SortedMap<String, String> unreadable = new TreeMap<>();
    flags
        .freezes(deadline)
        .forEach(
            (store, reading) -> {
              switch (reading) {
                case Reading.Known<List<Freeze>>(List<Freeze> held) ->
                    held.forEach(each -> found.put(store, each.text()));
                case Reading.Unreadable<List<Freeze>>(String why) -> unreadable.put(store, why);
              }
            });
    return new FreezeObjects(found, unreadable);
  }
}
