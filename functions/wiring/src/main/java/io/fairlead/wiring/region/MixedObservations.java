package io.fairlead.wiring.region;

import io.fairlead.health.Observation;
import io.fairlead.port.Observations;
import io.fairlead.port.SideBySide;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The entries of all observers, each where its region's technology keeps it. */
record MixedObservations(List<FleetParts> parts, SideBySide sideBySide) implements Observations {
  @Override
  public Published publish(Observation mine, Instant deadline) {
    return parts.stream()
        .filter(part -> part.regions().contains(mine.observer()))
        .findFirst()
        .map(part -> part.observations().publish(mine, deadline))
        .orElse(Published.UNKNOWN);
  }

  @Override
  public Entries latest(Instant deadline) {
    return together(observations -> observations.latest(deadline));
  }

  @Override
  public Entries latestBut(String observer, Instant deadline) {
    return together(observations -> observations.latestBut(observer, deadline));
  }

  private Entries together(Function<Observations, Entries> call) {
    List<Supplier<Entries>> calls =
        parts.stream()
            .<Supplier<Entries>>map(part -> () -> call.apply(part.observations()))
            .toList();
    SortedMap<String, Observation> found = new TreeMap<>();
    SortedMap<String, String> unreadable = new TreeMap<>();
    for (Entries entries : sideBySide.all(calls)) {
      found.putAll(entries.found());
      unreadable.putAll(entries.unreadable());
    }
    return new Entries(found, unreadable);
  }
}
