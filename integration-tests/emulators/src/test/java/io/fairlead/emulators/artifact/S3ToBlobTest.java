package io.fairlead.emulators.artifact;

import io.fairlead.contract.MirrorContract;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The master's store is in AWS, the region's in Azure. */
@NeedsParts({Part.VERSITYGW, Part.AZURITE})
class S3ToBlobTest extends MirrorContract {
  private static AcrossClouds clouds;

  @BeforeAll
  static void open() throws IOException {
    clouds = new AcrossClouds();
  }

  @AfterAll
  static void close() {
    clouds.close();
  }

  @Override
  protected Places places() {
    return clouds.places(true);
  }

  @Override
  protected int everyCall() {
    return AcrossClouds.EVERY_CALL;
  }
}
