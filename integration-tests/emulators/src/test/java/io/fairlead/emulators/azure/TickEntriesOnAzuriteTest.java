package io.fairlead.emulators.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.observe.BlobObservations;
import io.fairlead.health.Observation;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.Observations;
import io.fairlead.port.Observations.Entries;
import io.fairlead.port.Observations.Published;
import io.fairlead.wiring.function.TickEntries;
import io.fairlead.wiring.json.ObservationCodec;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one tick reads and writes of the observers' entries, each in its region's account. */
@NeedsParts(Part.AZURITE)
class TickEntriesOnAzuriteTest {
  private static final String MINE = "eu-west";
  private static final String THEIRS = "us-east";

  private final AzureClients clients = Azurite.clients();
  private BlobStore west;
  private Observations fleet;
  private TickEntries tick;

  @BeforeEach
  void twoRegions() {
    west = Azurite.three().get(0).newContainer(MINE);
    SortedMap<String, BlobObjects> stores = new TreeMap<>();
    stores.put(MINE, new BlobObjects(clients, west));
    SortedMap<String, BlobObjects> own = new TreeMap<>(stores);
    stores.put(THEIRS, new BlobObjects(clients, Azurite.three().get(1).newContainer(THEIRS)));
    fleet = new BlobObservations(stores, "fleet", new ObservationCodec());
    Observations home = new BlobObservations(own, "fleet", new ObservationCodec());
    tick = new TickEntries(MINE, home, fleet);
    fleet.publish(entry(THEIRS, 1), soon());
  }

  @Test
  void steering_has_the_own_entry_as_it_was_just_written_and_all_others_as_they_are() {
    assertThat(tick.own().latest(soon()).found()).isEmpty();
    Observation mine = entry(MINE, 1);
    assertThat(tick.own().publish(mine, soon())).isEqualTo(Published.WRITTEN);

    Entries seen = tick.all().latest(soon());

    assertThat(seen.found()).containsEntry(MINE, mine).containsEntry(THEIRS, entry(THEIRS, 1));
    assertThat(seen.unreadable()).isEmpty();
  }

  @Test
  void an_entry_that_did_not_rise_is_read_as_the_other_run_left_it() {
    Observation newest = entry(MINE, 9);
    fleet.publish(newest, soon());

    assertThat(tick.own().publish(entry(MINE, 3), soon())).isEqualTo(Published.NOT_RISING);
    assertThat(tick.all().latest(soon()).found()).containsEntry(MINE, newest);
  }

  @Test
  void what_a_tick_before_wrote_is_not_taken_for_what_this_one_sees() {
    tick.own().publish(entry(MINE, 1), soon());
    Observation newest = entry(MINE, 9);
    fleet.publish(newest, soon());

    tick.own().latest(soon());
    assertThat(tick.all().latest(soon()).found()).containsEntry(MINE, newest);

    tick.own().publish(entry(MINE, 10), soon());
    tick.all().latest(soon());
    Observation later = entry(MINE, 11);
    fleet.publish(later, soon());
    assertThat(tick.all().latest(soon()).found()).as("a second look").containsEntry(MINE, later);
  }

  @Test
  void an_own_account_that_is_dark_is_told_beside_the_others_entries() {
    clients.container(west.account(), west.container()).delete();

    assertThat(tick.own().publish(entry(MINE, 1), soon())).isEqualTo(Published.UNKNOWN);
    Entries seen = tick.all().latest(soon());

    assertThat(seen.found()).containsOnlyKeys(THEIRS);
    assertThat(seen.unreadable()).containsOnlyKeys(MINE);
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(10);
  }

  private static Observation entry(String observer, long slot) {
    return new Observation(
        observer,
        slot,
        "run-1",
        1,
        Instant.parse("2026-01-01T00:00:00Z").plusSeconds(slot),
        "9f3c12",
        17,
        false,
        "",
        new TreeMap<>());
  }
}
