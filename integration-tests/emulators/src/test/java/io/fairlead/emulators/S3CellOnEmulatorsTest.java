package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.cell.S3Cell;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.contract.RacedCellContract;
import io.fairlead.parts.OnPart;
import io.fairlead.parts.Part;
import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellRead;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Cells in S3 objects. Of writers that race moto now and then lets several win, and LocalStack now
 * and then cuts the connection of one that is refused: no table can list either.
 */
@OnEmulators(
    value = "cell",
    parts = {Part.MINISTACK, Part.VERSITYGW})
class S3CellOnEmulatorsTest extends RacedCellContract implements OnPart {
  private static final String LOCATION = "eu-west-1";

  private final Running on;
  private String bucket = "";

  S3CellOnEmulatorsTest(Running on) {
    this.on = on;
  }

  @BeforeEach
  void anotherBucket() {
    AwsClients clients = on.clients(first -> first.s3(LOCATION).listBuckets());
    bucket = on.name("cells");
    clients.s3(LOCATION).createBucket(make -> make.bucket(bucket));
  }

  @Override
  public Part part() {
    return on.part();
  }

  @Override
  protected CasCell open() {
    return new S3Cell(on.clients(), new S3Cell.Place(LOCATION, bucket, "fleet"));
  }

  @Test
  void an_object_that_is_no_cell_is_unknown_and_is_never_overwritten() {
    on.clients()
        .s3(LOCATION)
        .putObject(put -> put.bucket(bucket).key("fleet"), RequestBody.fromString("holiday"));

    assertThat(open().read(soon()))
        .isInstanceOfSatisfying(
            CellRead.Unknown.class, dark -> assertThat(dark.why()).contains("is not a cell"));
    open().cas(0, bytes("x"), soon());
    assertThat(
            on.clients()
                .s3(LOCATION)
                .getObjectAsBytes(get -> get.bucket(bucket).key("fleet"))
                .asUtf8String())
        .isEqualTo("holiday");
  }
}
