package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.contract.cell.SmallDisk;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.ArtifactStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is full at any write of a run: readers have one whole version or the other, and once
 * there is room the next run ends. On a disk in memory where this user may have one; else each call
 * of the port in turn is answered as a full disk answers it.
 */
final class FullDiskTest {
  private static final int BLOCK = 4096;

  /** More than one run writes. */
  private static final int BLOCKS = 24;

  @TempDir private Path work;

  private Copying copying;
  private SortedMap<String, String> old;

  /** A set that is written, and not published. */
  private void changed(String name) throws IOException {
    copying = new Copying(work.resolve(name));
    copying.write("apis/orders.yaml", "orders 1");
    copying.write("policies/limit.yaml", "limit 1");
  }

  private void appliedAndChanged() throws IOException {
    copying.publish("master");
    copying.replicate();
    old = copying.seen();
    copying.write("apis/orders.yaml", "orders 2");
    copying.write("apis/portal/api.yaml", "portal 1");
  }

  private interface Run {
    /** Tells how it ended. */
    String made() throws IOException;
  }

  /** Leaves so many blocks of a disk free while something runs. */
  private static String withRoom(Path disk, int blocks, Run run) throws IOException {
    Path filler = disk.resolve("filler");
    long free = disk.toFile().getUsableSpace();
    Files.write(filler, new byte[Math.toIntExact(Math.max(0, free - (long) blocks * BLOCK))]);
    try {
      return run.made();
    } finally {
      Files.delete(filler);
    }
  }

  private void assertWhole(String as) throws IOException {
    assertThat(copying.seen()).as(as).isIn(old, copying.written());
  }

  @Test
  void a_destination_without_room_for_any_write_shows_one_version_or_the_other()
      throws IOException {
    Set<String> ends = new TreeSet<>();
    for (int room = 0; room < BLOCKS; room++) {
      changed("d" + room);
      ends.add(SmallDisk.isAllowed() ? onSmallDisk(room) : refusedAt(room + 1));
    }

    assertThat(ends).containsExactly("applied", "held");
  }

  private String onSmallDisk(int room) throws IOException {
    try (SmallDisk _ = SmallDisk.mount(copying.destination)) {
      appliedAndChanged();
      copying.publish("master");
      String end = withRoom(copying.destination, room, () -> copying.replicate().outcome().word());
      return ended(end, room);
    }
  }

  private String refusedAt(int call) throws IOException {
    appliedAndChanged();
    copying.publish("master");
    Full full = new Full(call);
    String end =
        copying
            .replicate(copying.storeItself(), sink -> full.over(ArtifactSink.class, sink), false)
            .outcome()
            .word();
    return ended(end, call);
  }

  private String ended(String end, int room) throws IOException {
    assertWhole(end + " with room for " + room);
    assertThat(copying.replicate().outcome())
        .as(end + " with room for " + room)
        .isInstanceOfAny(Outcome.Applied.class, Outcome.UpToDate.class);
    assertThat(copying.seen()).isEqualTo(copying.written());
    return end;
  }

  @Test
  void a_store_without_room_for_any_write_has_one_version_or_the_other() throws IOException {
    Set<String> ends = new TreeSet<>();
    for (int room = 0; room < BLOCKS; room++) {
      changed("s" + room);
      ends.add(SmallDisk.isAllowed() ? onSmallStore(room) : unpublishedAt(room + 1));
    }

    assertThat(ends)
        .contains("Done", "Unreachable")
        // Of the pointer's own write nobody can tell, until it is looked for.
        .isSubsetOf("Done", "Unknown", "Unreachable");
  }

  private String onSmallStore(int room) throws IOException {
    try (SmallDisk _ = SmallDisk.mount(copying.store)) {
      appliedAndChanged();
      return published(withRoom(copying.store, room, () -> kind(copying.publish("master"))), room);
    }
  }

  private String unpublishedAt(int call) throws IOException {
    appliedAndChanged();
    ArtifactStore full = new Full(call).over(ArtifactStore.class, copying.storeItself());
    return published(kind(copying.publish(full, "master")), call);
  }

  private String published(String end, int room) throws IOException {
    copying.replicate();
    assertWhole(end + " with room for " + room);
    assertThat(copying.publish("master").outcome())
        .as(end + " with room for " + room)
        .isInstanceOfAny(PublishReport.Outcome.Done.class, PublishReport.Outcome.Unchanged.class);
    copying.replicate();
    assertThat(copying.seen()).isEqualTo(copying.written());
    return end;
  }

  private static String kind(PublishReport report) {
    return report.outcome().getClass().getSimpleName();
  }

  /** Answers one of the calls that write as a full disk does, and does nothing. */
  private static final class Full {
    private int left;

    Full(int call) {
      left = call;
    }

    <P> P over(Class<P> type, P port) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (_, method, arguments) -> {
                if (method.getReturnType() == ApplyOutcome.class && --left == 0) {
                  return new ApplyOutcome.Refused("No space left on device", true);
                }
                try {
                  return method.invoke(port, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }));
    }
  }
}
