package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.cell.DynamoCell;
import io.fairlead.contract.RacedCellContract;
import io.fairlead.parts.OnPart;
import io.fairlead.parts.Part;
import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellCas;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Cells in DynamoDB items. LocalStack has them in its image alone; moto loses races now and then.
 */
@OnEmulators(
    value = "cell",
    parts = {Part.MINISTACK, Part.DYNAMODB_LOCAL, Part.LOCALSTACK_IN_DOCKER})
class DynamoCellOnEmulatorsTest extends RacedCellContract implements OnPart {
  private static final String LOCATION = "eu-west-1";

  private final Running on;
  private String table = "";

  DynamoCellOnEmulatorsTest(Running on) {
    this.on = on;
  }

  @BeforeEach
  void anotherTable() {
    on.clients(first -> first.dynamo(LOCATION).listTables());
    table = on.name("fairlead");
    Tables.make(on.clients(), LOCATION, table);
  }

  @Override
  public Part part() {
    return on.part();
  }

  @Override
  protected CasCell open() {
    return new DynamoCell(
        on.clients(), new DynamoCell.Place(LOCATION, table, "fleet", "aws/eu-west-1"));
  }

  @Test
  void a_table_that_is_not_there_is_unknown_and_is_named_with_the_action() {
    CasCell cell =
        new DynamoCell(on.clients(), new DynamoCell.Place(LOCATION, "gone", "fleet", "aws"));

    assertThat(cell.read(soon()).toString()).contains("Unknown", "dynamodb:GetItem", "table gone");
    assertThat(cell.cas(0, bytes("x"), soon())).isInstanceOf(CellCas.Unknown.class);
  }
}
