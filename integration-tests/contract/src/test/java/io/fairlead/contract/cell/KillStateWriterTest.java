package io.fairlead.contract.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.contract.cell.KilledWriter.Run;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A writer of an edge's state, which is replaced by renames, killed with -9 at every system call by
 * which it changes its folder.
 *
 * <p>By default at the renames of one write; {@code -Dfairlead.kill.writes=4} kills at every call
 * of each of four.
 */
@NeedsParts(Part.STRACE)
final class KillStateWriterTest {
  private static final int WRITES = Integer.getInteger("fairlead.kill.writes", 1);
  private static final int MOST_CALLS = 2000;

  @TempDir Path work;
  private Path folder;
  private long acknowledged;
  private final SortedMap<String, Integer> kills = new TreeMap<>();

  @Test
  void nothing_acknowledged_is_lost_and_nothing_is_half_read() throws Exception {
    folder = Files.createDirectory(work.resolve("state"));
    KilledWriter writer = new KilledWriter(StateWriter.class, work, folder, String.valueOf(WRITES));
    List<String> calls = WRITES > 1 ? KilledWriter.CALLS : List.of("rename");
    for (String call : calls) {
      killAtEvery(writer, call);
    }

    System.out.println("writer of state killed " + kills + ", at version " + acknowledged);
    // A page and the file: each is synced, renamed, and its folder synced.
    assertThat(kills.get("rename")).as("kills at a rename").isEqualTo(2 * WRITES);
    if (calls.contains("fsync")) {
      assertThat(kills.get("fsync")).as("kills at an fsync").isEqualTo(4 * WRITES);
    }
    assertThat(new StateWriter(folder).list()).contains(StateWriter.name(acknowledged));
    assertThat(acknowledged).isGreaterThan(WRITES);
  }

  private void killAtEvery(KilledWriter writer, String call)
      throws IOException, InterruptedException {
    for (int n = 1; n < MOST_CALLS; n++) {
      Run run = writer.killedAt(call, n);
      check(run);
      if (!run.killed()) {
        return;
      }
      kills.merge(call, 1, Integer::sum);
    }
    throw new IllegalStateException("more than " + MOST_CALLS + " calls of " + call);
  }

  /** What a new process finds: everything acknowledged, and at most one write beyond. */
  private void check(Run run) throws IOException {
    for (long version : run.acknowledged()) {
      acknowledged = Math.max(acknowledged, version);
    }
    StateWriter found = new StateWriter(folder);
    long version = found.version();
    assertThat(version).isBetween(acknowledged, acknowledged + 1);
    acknowledged = version;
    for (long page = 1; page <= version; page++) {
      assertThat(found.page(page).status()).as("page " + page).isEqualTo(200);
      assertThat(found.page(page).body()).isEqualTo(StateWriter.content(page));
    }
    // A page that nobody acknowledged is whole or not there, and the next process goes on from it.
    if (found.list().contains(StateWriter.name(version + 1))) {
      assertThat(found.page(version + 1).body()).isEqualTo(StateWriter.content(version + 1));
      acknowledged = found.turn();
    }
  }
}
