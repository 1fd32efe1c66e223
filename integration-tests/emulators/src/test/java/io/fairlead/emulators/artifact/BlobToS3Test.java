package io.fairlead.emulators.artifact;

import io.fairlead.contract.MirrorContract;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The master's store is in Azure, the region's in AWS. */
@NeedsParts({Part.VERSITYGW, Part.AZURITE})
class BlobToS3Test extends MirrorContract {
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
    return clouds.places(false);
  }

  @Override
  protected int everyCall() {
    return AcrossClouds.EVERY_CALL;
  }
}
