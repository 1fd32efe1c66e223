package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.cell.S3Cell;
import io.fairlead.contract.RacedCellContract;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cells in S3 objects, on the twin. */
class S3CellOnTwinTest extends RacedCellContract {
  private OnTwin on;

  @BeforeEach
  void start() throws IOException {
    on = OnTwin.inRealTime();
    on.twin.s3().bucket(OnTwin.LOCATION, "cells");
  }

  @AfterEach
  void stop() {
    on.close();
  }

  @Override
  protected CasCell open() {
    return new S3Cell(on.clients, new S3Cell.Place(OnTwin.LOCATION, "cells", "fleet"));
  }

  @Test
  void a_write_whose_answer_is_lost_is_unknown_and_a_read_tells() {
    on.twin.faults().add(new Where("s3", "", "PutObject"), new Fault.CutAfter(), 1);

    assertThat(open().cas(0, bytes("one"), soon())).isInstanceOf(CellCas.Unknown.class);
    assertThat(text(open().read(soon()))).isEqualTo("1 one");
  }

  @Test
  void a_write_behind_another_is_a_conflict_that_tells_what_is_there() {
    written(open().cas(0, bytes("one"), soon()));
    on.twin
        .faults()
        .add(
            new Where("s3", "", "PutObject"),
            new Fault.Refused(409, "ConditionalRequestConflict"),
            1);

    assertThat(text(conflict(open().cas(1, bytes("two"), soon())))).isEqualTo("1 one");
  }

  @Test
  void an_object_that_is_deleted_meanwhile_is_a_conflict_with_empty() {
    written(open().cas(0, bytes("one"), soon()));
    on.twin
        .faults()
        .add(
            call -> {
              boolean put = call.operation().equals("PutObject");
              if (put) {
                on.twin.s3().put("cells", "fleet", null);
              }
              return put;
            },
            new Fault.Slow(java.time.Duration.ZERO),
            1);

    assertThat(conflict(open().cas(1, bytes("two"), soon()))).isEqualTo(new CellRead.Empty());
  }

  @Test
  void a_bucket_of_another_region_is_unknown_and_the_region_is_named() {
    CasCell cell = new S3Cell(on.clients, new S3Cell.Place("us-east-1", "cells", "fleet"));

    assertThat(cell.read(soon()).toString()).contains("Unknown", "s3:GetObject", OnTwin.LOCATION);
  }
}
