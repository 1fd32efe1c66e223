package io.fairlead.emulators.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobObjects.Got;
import io.fairlead.azure.blob.BlobObjects.Put;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.flag.BlobFlags;
import io.fairlead.contract.EvacuationFlagsContract;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Evacuation flags in blobs of three accounts. */
@NeedsParts(Part.AZURITE)
class BlobFlagsOnAzuriteTest extends EvacuationFlagsContract {
  private static final String FLEET = "fleet";
  private static final List<String> REGIONS = List.of("amsterdam", "frankfurt", "paris");

  private final AzureClients clients = Azurite.clients();
  private List<BlobStore> stores;

  @BeforeEach
  void otherContainers() {
    List<Azurite> accounts = Azurite.three();
    stores =
        List.of(
            accounts.get(0).newContainer(REGIONS.get(0)),
            accounts.get(1).newContainer(REGIONS.get(1)),
            accounts.get(2).newContainer(REGIONS.get(2)));
  }

  @Override
  protected EvacuationFlags flags() {
    return blobs();
  }

  @Override
  protected void holdAsPerson(RegionGroup flag) {
    stores.forEach(store -> put(store, BlobFlags.name(FLEET, flag), "on call"));
  }

  @Override
  protected void freezeOneStoreAsPerson() {
    put(stores.getFirst(), BlobFlags.freezeName(FLEET), "wait");
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }

  @Test
  void with_one_store_gone_a_flag_is_raised_and_the_store_is_unreadable_and_named() {
    gone(stores.getLast());

    assertThat(raise(FLAG, 418)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(read().raised(FLAG)).isTrue();
    assertThat(read().unreadable()).containsOnlyKeys("paris");
    assertThat(read().unreadable().get("paris"))
        .contains("/flags/" + FLEET + "/* ", "ContainerNotFound", "create");
  }

  @Test
  void with_two_stores_gone_it_is_unknown_whether_a_flag_is_raised() {
    stores.subList(1, 3).forEach(this::gone);

    assertThat(raise(FLAG, 418))
        .isInstanceOfSatisfying(
            ApplyOutcome.Unknown.class,
            unknown -> assertThat(unknown.why()).startsWith("1 of 3 flag stores took it: frank"));
  }

  @Test
  void a_persons_word_releases_any_flag_and_lifts_the_freeze() {
    Instant deadline = now().plusSeconds(10);
    raise(FLAG, 418);
    blobs().hold(FLAG, deadline);
    blobs().freeze("a drill", deadline);
    assertThat(read().freeze()).isEqualTo("in amsterdam by anna (a drill)");

    assertThat(blobs().release(FLAG, deadline)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(blobs().unfreeze(deadline)).isEqualTo(new ApplyOutcome.Accepted());

    assertThat(read().raised(FLAG)).isFalse();
    assertThat(read().frozen()).isFalse();
  }

  @Test
  void a_thawed_process_takes_away_no_flag_that_was_raised_since_it_read() {
    raise(FLAG, 418);
    BlobObjects slow = new BlobObjects(clients, stores.getFirst());
    String name = BlobFlags.name(FLEET, FLAG);
    Instant deadline = now().plusSeconds(10);
    String etag = ((Got.There) slow.get(name, deadline)).etag();
    lower(FLAG, 418);
    raise(FLAG, 418);

    assertThat(slow.delete(name, etag, deadline)).isEqualTo(new Put.Changed());
    assertThat(slow.put(name, new byte[] {1}, etag, deadline)).isEqualTo(new Put.Changed());
    assertThat(read().stores().get("amsterdam")).hasSize(1);
  }

  private BlobFlags blobs() {
    return new BlobFlags(
        clients,
        new BlobFlags.Owner(FLEET, "anna"),
        stores.stream().map(store -> new BlobObjects(clients, store)).toList(),
        new TreeSet<>(List.of(FLAG, new RegionGroup("us-east", "portal"))));
  }

  private void gone(BlobStore store) {
    clients.container(store.account(), store.container()).delete();
  }

  private void put(BlobStore store, String name, String text) {
    new BlobObjects(clients, store)
        .put(name, text.getBytes(StandardCharsets.UTF_8), null, now().plusSeconds(10));
  }
}
