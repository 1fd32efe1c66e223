package io.fairlead.cycle;

import io.fairlead.health.Observation;
import io.fairlead.health.ProbeTarget;
import io.fairlead.port.Observations.Published;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one run of the probe cycle saw.
 *
 * @param entry the entry written, or that would have been
 * @param published whether it was written; empty where the interval's last part will tell it, or
 *     where a blind observer does not know the time
 * @param changed targets of which this observer's opinion differs from its entry before
 * @param probed how many targets gave a result
 * @param clockOffset store's clock minus ours, as known last: the caller adds it to the time it
 *     steers by
 */
public record ProbeReport(
    Observation entry,
    Optional<Published> published,
    List<ProbeTarget> changed,
    int probed,
    Duration clockOffset) {
  public ProbeReport {
    changed = List.copyOf(changed);
  }

  /** Whether the caller goes on to steer in the same run. */
  public boolean opinionChanged() {
    return !changed.isEmpty();
  }
}
