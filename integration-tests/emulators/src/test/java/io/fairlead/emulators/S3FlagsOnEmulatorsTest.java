package io.fairlead.emulators;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.parts.OnPart;
import io.fairlead.parts.Part;
import java.time.Instant;

/** Evacuation flags in S3. LocalStack has no conditional delete, so it has none. */
@OnEmulators(
    value = "flags",
    parts = {Part.MINISTACK, Part.MOTO, Part.VERSITYGW})
class S3FlagsOnEmulatorsTest extends S3FlagsContract implements OnPart {
  private final Running on;

  S3FlagsOnEmulatorsTest(Running on) {
    this.on = on;
  }

  @Override
  public Part part() {
    return on.part();
  }

  @Override
  AwsClients clients() {
    return on.clients(first -> LOCATIONS.forEach(at -> first.s3(at).listBuckets()));
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }
}
