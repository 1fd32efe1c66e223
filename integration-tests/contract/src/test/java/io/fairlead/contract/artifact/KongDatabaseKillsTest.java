package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.contract.Struck;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.gateway.kong.KongDatabase;
import io.fairlead.gateway.kong.KongEntities;
import io.fairlead.port.ArtifactSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kong with a database and a run that is killed at any of its calls. */
final class KongDatabaseKillsTest {
  private static final int MORE_THAN_ENOUGH = 500;

  @TempDir private Path work;

  private KongControl kong;
  private Copying copying;

  @AfterEach
  void stop() {
    kong.close();
  }

  /** A gateway with a first version, and a second one published. */
  private void change(String name) throws IOException {
    KongChange.byHand(kong);
    copying = new Copying(work.resolve(name));
    copying.write(KongChange.FILE, KongChange.FIRST);
    copying.publish("master");
    replicate();
    copying.write(KongChange.FILE, KongChange.SECOND);
    copying.publish("master");
  }

  private KongEntities api() {
    return new KongDatabase(kong.uri(), null, copying.clock(), _ -> {});
  }

  private ReplicateReport replicate() throws IOException {
    return KongChange.replicate(copying, api(), sink -> sink);
  }

  @Test
  void killed_before_every_call_it_is_mixed_at_most_and_the_next_run_finishes() throws IOException {
    kong = new KongControl();
    change("wanted");
    replicate();
    Map<String, List<String>> wanted = kong.rows.all();
    boolean missed = false;
    int mixed = 0;
    int kills = 0;
    for (int at = 1; !missed && at < MORE_THAN_ENOUGH; at++) {
      kong.close();
      kong = new KongControl();
      change("k" + at);
      // A kill before a list is one after the change before it; all of them, where time is.
      Struck struck = new Struck(at);
      missed =
          !isKilled(Boolean.getBoolean("fairlead.kong.kills") ? struck : struck.passing("tagged"));
      kills += missed ? 0 : 1;
      ReplicateReport next = replicate();

      assertThat(next.outcome())
          .as("call " + at)
          .isInstanceOfAny(Outcome.Applied.class, Outcome.UpToDate.class);
      mixed += next.remarks().toString().contains("mixed, a switch was begun") ? 1 : 0;
      assertThat(kong.rows.all()).as("call " + at).isEqualTo(wanted);
      assertThat(copying.seen()).as("call " + at).isEqualTo(copying.written());
    }

    assertThat(missed).isTrue();
    assertThat(kills).isGreaterThan(30);
    assertThat(mixed).isGreaterThan(9);
  }

  private boolean isKilled(Struck struck) throws IOException {
    try {
      KongChange.replicate(
          copying,
          struck.over(KongEntities.class, api()),
          sink -> struck.over(ArtifactSink.class, sink));
      assertThat(struck.missed()).isTrue();
      return false;
    } catch (Struck.Killed _) {
      return true;
    }
  }
}
