package io.fairlead.emulators.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.Share;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Three regions tick at once over one zone of many pages, each with the pace of its share: Route 53
 * turns nothing of theirs away, and leaves room for people.
 */
class SharedRateTest {
  private static final int NAMES = 320;
  private static final int MOST_TICKS = 120;
  private static final int COLD_EVERY = 9;

  /** One of each region, and one of a function that has just begun in the place of another. */
  private static final int MOST_IN_A_SECOND = ManyRecords.REGIONS + 1;

  @Test
  void three_regions_that_change_a_zone_of_many_pages_at_once_are_never_throttled()
      throws IOException {
    long seed = System.nanoTime();
    try (ManyRecords regions = new ManyRecords(NAMES, Share.ofRegions(ManyRecords.REGIONS), seed)) {
      ManyRecords.Run made = regions.create(MOST_TICKS);
      ManyRecords.Run changed = regions.drain(MOST_TICKS, COLD_EVERY);

      for (ManyRecords.Run run : new ManyRecords.Run[] {made, changed}) {
        assertThat(run.throttled()).as("throttled, seed %d", seed).isZero();
        assertThat(run.rejected()).as("rejected batches, seed %d", seed).isEmpty();
        assertThat(run.mostInASecond())
            .as("in a second, seed %d", seed)
            .isLessThanOrEqualTo(MOST_IN_A_SECOND);
        assertThat(run.unfinished()).as("ticks beyond the next, seed %d", seed).isZero();
      }
    }
  }
}
