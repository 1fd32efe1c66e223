package io.fairlead.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.Selector;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.port.ArtifactMirror;
import io.fairlead.port.ArtifactStore;
import java.io.IOException;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/**
 * A master's store that was lost is made anew from a region's own, whatever the two are made of.
 */
public abstract class LostStoreContract extends MirrorPagesContract {
  private static final int MORE_THAN_ENOUGH = 100;

  /**
   * At which of a run's calls it is killed: 1 = at every one, 3 = at every third. Where a call
   * takes long, builds try some.
   */
  protected int everyCall() {
    return 1;
  }

  private Mirroring begun() throws IOException {
    Mirroring mirroring = new Mirroring(work.resolve("lost"), places());
    mirroring.write(ORDERS, "orders 1");
    mirroring.write("apis/portal.yaml", "portal 1");
    mirroring.publish();
    mirroring.replicate();
    return mirroring;
  }

  @Test
  void a_lost_store_is_made_anew_from_the_regions_own_killed_before_every_call()
      throws IOException {
    Mirroring mirroring = begun();
    mirroring.write(ORDERS, "orders 2");
    mirroring.publish();
    mirroring.replicate();
    boolean missed = false;
    int kills = 0;
    ArtifactStore made = mirroring.store;
    for (int at = 1; !missed && at < MORE_THAN_ENOUGH; at += everyCall()) {
      made = places().store();
      Struck struck = new Struck(at);
      try {
        mirroring.rebuild(
            struck.over(ArtifactStore.class, made),
            struck.over(ArtifactMirror.class, mirroring.mirror));
        missed = struck.missed();
      } catch (Struck.Killed _) {
        kills++;
      }
      if (mirroring.versions(made).isEmpty()) {
        assertThat(mirroring.rebuild(made, mirroring.mirror).outcome())
            .as("call " + at)
            .isInstanceOf(PublishReport.Outcome.Done.class);
      }

      assertThat(mirroring.versions(made)).as("call " + at).containsExactly(3L, 2L, 1L);
    }

    assertThat(missed).isTrue();
    assertThat(kills * everyCall()).isGreaterThan(10);
    assertThat(mirroring.replicate(made, mirroring.mirror, new Selector.All(), true).outcome())
        .isEqualTo(new Outcome.Applied());
    assertThat(mirroring.seen()).isEqualTo(mirroring.written());
  }

  @Test
  void an_old_store_that_comes_back_is_refused_by_readers_of_the_one_made_anew()
      throws IOException {
    Mirroring mirroring = begun();
    ArtifactStore made = places().store();
    mirroring.rebuild(made, mirroring.mirror);
    mirroring.replicate(made, mirroring.mirror, new Selector.All(), false);
    SortedMap<String, String> before = mirroring.seen();
    for (int version = 2; version < 4; version++) {
      mirroring.write(ORDERS, "of the old master " + version);
      mirroring.publish();
    }

    assertThat(mirroring.versions(mirroring.store)).first().isEqualTo(3L);
    assertThat(mirroring.replicate().outcome().reason())
        .contains("published in epoch 1 of the master's office, and this region has seen epoch 2");
    assertThat(mirroring.seen()).isEqualTo(before);
  }
}
