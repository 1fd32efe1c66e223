package io.fairlead.emulators.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobObjects.Put;
import io.fairlead.azure.flag.BlobFlags;
import io.fairlead.contract.EvacuationFlagsContract;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.OnPart;
import io.fairlead.parts.Part;
import io.fairlead.port.EvacuationFlags;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;

/** Flags in blobs of an account. */
@NeedsParts
class FlagsOnAccountTest extends EvacuationFlagsContract implements OnPart {
  private final Account account = Account.find();
  private final String fleet = Account.newFleet();
  private final List<BlobObjects> stores =
      List.of(account.blobs(0, "one"), account.blobs(1, "two"), account.blobs(2, "three"));

  @AfterEach
  void forget() {
    account.forget(fleet);
    account.close();
  }

  @Override
  protected EvacuationFlags flags() {
    return new BlobFlags(
        account.clients(),
        new BlobFlags.Owner(fleet, "anna"),
        stores,
        new TreeSet<>(List.of(FLAG, new RegionGroup("us-east", "portal"))));
  }

  @Override
  protected void holdAsPerson(RegionGroup flag) {
    stores.forEach(store -> put(store, BlobFlags.name(fleet, flag), "on call"));
  }

  @Override
  protected void freezeOneStoreAsPerson() {
    put(stores.getFirst(), BlobFlags.freezeName(fleet), "wait");
  }

  private static void put(BlobObjects store, String name, String text) {
    assertThat(store.put(name, text.getBytes(StandardCharsets.UTF_8), null, Account.soon()))
        .isInstanceOf(Put.Done.class);
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
