package io.fairlead.emulators;

import io.fairlead.aws.observe.DynamoObservations;
import io.fairlead.contract.ObservationsContract;
import io.fairlead.parts.OnPart;
import io.fairlead.parts.Part;
import io.fairlead.port.Observations;
import io.fairlead.wiring.json.ObservationCodec;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;

/** Observation entries in DynamoDB. LocalStack has them in its image alone. */
@OnEmulators(
    value = "entries",
    parts = {Part.MINISTACK, Part.DYNAMODB_LOCAL, Part.MOTO, Part.LOCALSTACK_IN_DOCKER})
class DynamoObservationsOnEmulatorsTest extends ObservationsContract implements OnPart {
  private final Running on;
  private String table = "";

  DynamoObservationsOnEmulatorsTest(Running on) {
    this.on = on;
  }

  @BeforeEach
  void otherTables() {
    on.clients(first -> first.dynamo("eu-west-1").listTables());
    table = on.name("entries");
    Tables.make(on.clients(), "eu-west-1", table);
    Tables.make(on.clients(), "us-east-1", table);
  }

  @Override
  public Part part() {
    return on.part();
  }

  @Override
  protected Observations of(String observer) {
    return new DynamoObservations(
        on.clients(),
        new ObservationCodec(),
        new TreeMap<>(
            Map.of(
                WEST, new DynamoObservations.Table("eu-west-1", table),
                EAST, new DynamoObservations.Table("us-east-1", table))));
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }
}
