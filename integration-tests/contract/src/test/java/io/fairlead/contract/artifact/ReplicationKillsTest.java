package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.contract.Struck;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.ArtifactStore;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed between any two calls, a reader sees the old set or the new one, and a later run ends. */
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
  void replication_is_killed_before_every_call() throws IOException {
    boolean missed = false;
    int kills = 0;
    for (int at = 1; !missed && at < MORE_THAN_ENOUGH; at++) {
      Copying copying = changed("r" + at);
      SortedMap<String, String> old = copying.seen();
      copying.publish("master");
      missed = !isKilled(copying, new Struck(at));
      kills += missed ? 0 : 1;

      assertThat(copying.seen()).as("call " + at).isIn(old, copying.written());
      assertThat(copying.replicate().outcome())
          .as("call " + at)
          .isInstanceOfAny(Outcome.Applied.class, Outcome.UpToDate.class);
      assertThat(copying.seen()).as("call " + at).isEqualTo(copying.written());
      assertThat(copying.scrub().outcome()).as("call " + at).isEqualTo(new Outcome.UpToDate());
    }

    assertThat(missed).isTrue();
    assertThat(kills).isGreaterThan(15);
  }

  /** A slot that a killed run filled and never showed, with something in it that is not wanted. */
  private Copying halfway(String name) throws IOException {
    Copying copying = changed(name);
    copying.publish("master");
    try {
      copying.replicate(
          copying.storeItself(),
          sink -> Struck.before("show").over(ArtifactSink.class, sink),
          false);
    } catch (Struck.Killed _) {
      Path slot = copying.destination.resolve("slots").resolve(copying.newestSlot());
      Files.writeString(slot.resolve("files/apis/stray.yaml"), "stray");
    }
    return copying;
  }

  @Test
  void what_a_killed_run_left_is_taken_up_by_one_that_is_killed_before_every_call()
      throws IOException {
    boolean missed = false;
    int kills = 0;
    SortedSet<String> met = new TreeSet<>();
    for (int at = 1; !missed && at < MORE_THAN_ENOUGH; at++) {
      Copying copying = halfway("h" + at);
      SortedMap<String, String> old = copying.seen();
      Struck struck = new Struck(at);
      missed = !isKilled(copying, struck);
      kills += missed ? 0 : 1;
      met.addAll(struck.met());

      assertThat(copying.seen()).as("call " + at).isIn(old, copying.written());
      assertThat(copying.replicate().outcome())
          .as("call " + at)
          .isInstanceOfAny(Outcome.Applied.class, Outcome.UpToDate.class);
      assertThat(copying.seen()).as("call " + at).isEqualTo(copying.written());
    }

    assertThat(missed).isTrue();
    assertThat(kills).isGreaterThan(10);
    assertThat(met).contains("ArtifactSink.remove");
  }

  @Test
  void every_method_of_store_and_sink_is_called_where_a_kill_can_strike() throws IOException {
    Struck counting = new Struck(0);
    Copying copying = changed("all");
    copying.condemn("orders 2");
    copying.publish(counting.over(ArtifactStore.class, copying.storeItself()), "master");
    copying.replicate(
        counting.over(ArtifactStore.class, copying.storeItself()),
        sink -> counting.over(ArtifactSink.class, sink),
        true);
    Copying halfway = halfway("halfway");
    halfway.replicate(halfway.storeItself(), sink -> counting.over(ArtifactSink.class, sink), true);

    SortedSet<String> all = new TreeSet<>();
    for (Class<?> port : List.of(ArtifactStore.class, ArtifactSink.class)) {
      for (Method method : port.getMethods()) {
        all.add(port.getSimpleName() + "." + method.getName());
      }
    }
    // Asked where a gateway beside the copies is dark, and changes nothing.
    all.remove("ArtifactSink.mayBeMixed");
    assertThat(counting.met()).isEqualTo(all);
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
  void publishing_is_killed_before_every_call() throws IOException {
    boolean missed = false;
    int kills = 0;
    for (int at = 1; !missed && at < MORE_THAN_ENOUGH; at++) {
      Copying copying = changed("p" + at);
      SortedMap<String, String> old = copying.seen();
      Struck struck = new Struck(at);
      try {
        copying.publish(struck.over(ArtifactStore.class, copying.storeItself()), "master");
        missed = true;
      } catch (Struck.Killed _) {
        kills++;
      }
      copying.replicate();
      assertThat(copying.seen()).as("call " + at).isIn(old, copying.written());

      assertThat(copying.publish("master").outcome())
          .as("call " + at)
          .isInstanceOfAny(PublishReport.Outcome.Done.class, PublishReport.Outcome.Unchanged.class);
      copying.replicate();
      assertThat(copying.seen()).as("call " + at).isEqualTo(copying.written());
    }

    assertThat(missed).isTrue();
    assertThat(kills).isGreaterThan(7);
  }
}
