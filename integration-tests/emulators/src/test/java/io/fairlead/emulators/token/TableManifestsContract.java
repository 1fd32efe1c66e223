package io.fairlead.emulators.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.Pointer;
import io.fairlead.bucket.TableManifests;
import io.fairlead.contract.ManifestStoreContract;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import io.fairlead.port.RecordTable;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What holds of manifests in records of a table, whichever cloud's it is. */
abstract class TableManifestsContract extends ManifestStoreContract {
  /** The records of the test's own table. */
  abstract RecordTable records();

  @Override
  protected ManifestStore store() {
    return new TableManifests(records());
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }

  @Test
  void a_page_that_was_broken_off_is_not_there_and_is_made_whole_by_the_next_writer() {
    byte[] signed = new byte[records().room() * 2 + 1];
    new Random(1).nextBytes(signed);
    Pointer pointer = Pointer.to(1, signed);
    ManifestStore broken = new TableManifests(new BrokenOff(records(), new AtomicInteger(2)));

    assertThat(broken.keepManifest(SET, pointer, signed, soon()))
        .isInstanceOf(ApplyOutcome.Unknown.class);
    assertThat(store().manifest(SET, pointer, soon()))
        .isEqualTo(new Reading.Known<>(Optional.empty()));
    assertThat(store().keepManifest(SET, pointer, signed, soon()))
        .isEqualTo(new ApplyOutcome.Accepted());
    assertThat(manifest(store(), pointer)).isEqualTo(signed);
  }
}
