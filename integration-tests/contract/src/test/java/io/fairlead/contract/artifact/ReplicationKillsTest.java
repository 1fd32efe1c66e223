package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.ArtifactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Killed before or after any call, a reader sees the old set or the new one, and a later run ends.
 */
final class ReplicationKillsTest {
  private static final int MORE_THAN_ENOUGH = 500;

  @TempDir private Path work;

  /** A region with a first version, and a second one in the master's folder. */
  private Copying changed(String name) throws IOException {
    Copying copying = new Copying(work.resolve(name));
    copying.write("apis/orders.yaml", "orders 1");
    copying.write("apis/portal.yaml", "portal 1");
    copying.write("policies/limit.json", "limit 1");
    copying.publish("master");
    copying.replicate();
    copying.write("apis/orders.yaml", "orders 2");
    copying.write("apis/more/deep.yaml", "deep 2");
    copying.delete("apis/portal.yaml");
    return copying;
  }

  @Test
  void replication_is_killed_at_every_call() throws IOException {
    int kills = 0;
    for (boolean before : List.of(true, false)) {
      boolean missed = false;
      for (int at = 1; !missed && at < MORE_THAN_ENOUGH; at++) {
        Copying copying = changed("r" + before + at);
        SortedMap<String, String> old = copying.seen();
        copying.publish("master");
        missed = !isKilled(copying, new Struck(at, before));
        kills += missed ? 0 : 1;
        String which = "killed " + (before ? "before" : "after") + " call " + at;

        assertThat(copying.seen()).as(which).isIn(old, copying.written());
        assertThat(copying.replicate().outcome())
            .as(which)
            .isInstanceOfAny(Outcome.Applied.class, Outcome.UpToDate.class);
        assertThat(copying.seen()).as(which).isEqualTo(copying.written());
        assertThat(copying.scrub().outcome()).as(which).isEqualTo(new Outcome.UpToDate());
      }
      assertThat(missed).isTrue();
    }

    assertThat(kills).isGreaterThan(30);
  }

  private static boolean isKilled(Copying copying, Struck struck) throws IOException {
    try {
      copying.replicate(
          struck.over(ArtifactStore.class, copying.storeItself()),
          sink -> struck.over(ArtifactSink.class, sink),
          true);
      assertThat(struck.missed()).isTrue();
      return false;
    } catch (Struck.Killed _) {
      return true;
    }
  }

  @Test
  void publishing_is_killed_at_every_call() throws IOException {
    int kills = 0;
    for (boolean before : List.of(true, false)) {
      boolean missed = false;
      for (int at = 1; !missed && at < MORE_THAN_ENOUGH; at++) {
        Copying copying = changed("p" + before + at);
        SortedMap<String, String> old = copying.seen();
        Struck struck = new Struck(at, before);
        try {
          copying.publish(struck.over(ArtifactStore.class, copying.storeItself()), "master");
          missed = true;
        } catch (Struck.Killed _) {
          kills++;
        }
        copying.replicate();
        assertThat(copying.seen()).isIn(old, copying.written());

        assertThat(copying.publish("master").outcome())
            .isInstanceOfAny(
                PublishReport.Outcome.Done.class, PublishReport.Outcome.Unchanged.class);
        copying.replicate();
        assertThat(copying.seen()).isEqualTo(copying.written());
      }
      assertThat(missed).isTrue();
    }

    assertThat(kills).isGreaterThan(15);
  }
}
