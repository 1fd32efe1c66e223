package io.fairlead.local.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.local.state.StateFile;
import io.fairlead.local.state.StateHeader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservationStoreTest {
  private static final long NOW = 1_000_000;
  private static final long LAST = NOW + 10_000;

  @TempDir private Path folder;

  @Test
  void what_came_in_while_the_edges_clock_was_wrong_gives_way() {
    ObservationStore store = store();
    assertThat(store.put(entry(NOW * 9, 1), NOW * 10)).isTrue();

    assertThat(store.put(entry(NOW, 2), LAST)).isTrue();
    assertThat(store.put(entry(NOW, 2), LAST)).isFalse();
    assertThat(store().current().orElseThrow().rank()).isEqualTo(entry(NOW, 2).rank());
  }

  @Test
  void within_the_bound_an_entry_only_rises() {
    ObservationStore store = store();
    assertThat(store.put(entry(LAST, 1), LAST)).isTrue();

    assertThat(store.put(entry(NOW, 2), LAST)).isFalse();
  }

  private ObservationStore store() {
    return new ObservationStore(
        new StateFile(
            folder.resolve("entry.state"),
            new StateHeader.Owner("fleet", "eu-west", "observation:eu-west")));
  }

  private static Entry entry(long slot, long sequence) {
    return new Entry(new Rank(slot, "run", sequence), new byte[] {1});
  }
}
