package io.fairlead.contract.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.contract.cell.KilledWriter.Run;
import io.fairlead.local.cell.FolderCell;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A writer of a folder cell killed with -9 at every system call by which it changes the folder.
 *
 * <p>One write a run by default; {@code -Dfairlead.kill.writes=4} kills in each of four.
 */
@NeedsParts(Part.STRACE)
final class KillFolderWriterTest {
  private static final int WRITES = Integer.getInteger("fairlead.kill.writes", 1);
  private static final int MOST_CALLS = 2000;

  /** Enough for the oldest version to be removed with every further write. */
  private static final int WRITTEN_BEFORE = 40;

  @TempDir Path work;
  private Path folder;
  private long acknowledged;
  private int kills;

  @BeforeEach
  void make() throws IOException {
    folder = Files.createDirectory(work.resolve("cell"));
  }

  @Test
  void nothing_acknowledged_is_lost_and_nothing_is_half_read() throws Exception {
    FolderCell cell = opened();
    for (; acknowledged < WRITTEN_BEFORE; acknowledged++) {
      assertThat(cell.cas(acknowledged, FolderWriter.value(acknowledged + 1), Instant.MAX))
          .isEqualTo(new CellCas.Ok(acknowledged + 1));
    }
    KilledWriter writer =
        new KilledWriter(FolderWriter.class, work, folder, String.valueOf(WRITES));
    for (String call : KilledWriter.CALLS) {
      killAtEvery(writer, call, 1);
    }
    int before = writer.callsBefore("openat");
    check(new Run(false, List.of(acknowledged + WRITES)));
    killAtEvery(writer, "openat", before + 1);

    System.out.println("writer killed " + kills + " times, at version " + acknowledged);
    assertThat(kills).as("kills").isGreaterThan(15 * WRITES);
    assertThat(opened().cas(acknowledged, new byte[1], Instant.MAX))
        .isEqualTo(new CellCas.Ok(acknowledged + 1));
  }

  @Test
  void a_writer_that_writes_the_versions_own_file_is_found_out() throws Exception {
    KilledWriter careless = new KilledWriter(FolderWriter.class, work, folder, "careless");
    boolean torn = false;
    for (int n = 1; !torn && careless.killedAt("write", n).killed(); n++) {
      torn = opened().read(Instant.MAX) instanceof CellRead.Unknown;
    }
    assertThat(torn).isTrue();
  }

  private void killAtEvery(KilledWriter writer, String call, int first)
      throws IOException, InterruptedException {
    for (int n = first; n < MOST_CALLS; n++) {
      Run run = writer.killedAt(call, n);
      check(run);
      if (!run.killed()) {
        return;
      }
      kills++;
    }
    throw new IllegalStateException("more than " + MOST_CALLS + " calls of " + call);
  }

  /** What a new process finds: everything acknowledged, and at most one write beyond. */
  private void check(Run run) throws IOException {
    for (long version : run.acknowledged()) {
      acknowledged = Math.max(acknowledged, version);
    }
    CellRead found = opened().read(Instant.MAX);
    assertThat(found).isInstanceOf(CellRead.Value.class);
    if (found instanceof CellRead.Value(long version, byte[] bytes)) {
      assertThat(version).isBetween(acknowledged, acknowledged + 1);
      assertThat(bytes).isEqualTo(FolderWriter.value(version));
      acknowledged = version;
    }
  }

  private FolderCell opened() throws IOException {
    return FolderCell.open(folder, "eu-west", InstantSource.system());
  }
}
