package io.fairlead.cli.artifact;

import io.fairlead.port.ArtifactStore;
import io.fairlead.wiring.artifact.SetParts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Brings sets to regions, metered, with a line of progress where a terminal shows it. */
public final class CopyRun {
  private final DeclaredSets sets;
  private final CopyOptions options;

  /** A run over some sets. */
  public CopyRun(DeclaredSets sets, CopyOptions options) {
    this.sets = sets;
    this.options = options;
  }

  /**
   * Runs the cycle of each set and region.
   *
   * @param region null = all that get a set
   */
  public List<RegionCopy> all(
      List<SetParts> some, @Nullable String region, RegionCopy.Options how) {
    List<RegionCopy> copies = new ArrayList<>();
    try (ProgressLine line = new ProgressLine(sets.surroundings())) {
      Meter meter = meter(options, line);
      for (SetParts set : some) {
        ArtifactStore from = new MeteredStore(set.store(), meter);
        for (String each : sets.regions(set, region)) {
          copies.add(
              RegionCopy.run(
                  new RegionCopy.Bringing(set, each, from, sets.deadline(), meter::expect), how));
        }
      }
    }
    return copies;
  }

  /** A meter by the machine's time. */
  static Meter meter(CopyOptions options, ProgressLine line) {
    return new Meter(
        options.bandwidth(), new Meter.Time(System::nanoTime, LockSupport::parkNanos), line::show);
  }
}
