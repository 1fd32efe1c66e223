package io.fairlead.emulators.account;

import io.fairlead.azure.observe.BlobObservations;
import io.fairlead.contract.ObservationsContract;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.OnPart;
import io.fairlead.parts.Part;
import io.fairlead.port.Observations;
import io.fairlead.wiring.json.ObservationCodec;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;

/** Entries of observers in blobs of an account. */
@NeedsParts
class ObservationsOnAccountTest extends ObservationsContract implements OnPart {
  private final Account account = Account.find();
  private final String fleet = Account.newFleet();

  @AfterEach
  void forget() {
    account.forget(fleet);
    account.close();
  }

  @Override
  protected Observations of(String observer) {
    return new BlobObservations(
        new TreeMap<>(Map.of(WEST, account.blobs(0, WEST), EAST, account.blobs(1, EAST))),
        fleet,
        new ObservationCodec());
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }

  @Override
  public Part part() {
    return account.part();
  }
}
