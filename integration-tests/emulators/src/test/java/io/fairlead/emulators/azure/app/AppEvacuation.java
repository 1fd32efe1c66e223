package io.fairlead.emulators.azure.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.journal.HistoryEntry;
import io.fairlead.port.EvacuationFlags.Copy;
import java.io.IOException;
import java.net.http.HttpResponse;

/** Paris falls, and the app that takes it out by its flags is killed. */
final class AppEvacuation {
  private final AppFleet fleet;

  AppEvacuation(AppFleet fleet) {
    this.fleet = fleet;
  }

  /** The fleet ends it whatever the killed app had done. */
  void isEndedAfter(KillPoint at) throws IOException {
    long before = fleet.read().epoch();
    kill(at);

    fleet.until(() -> fleet.isOut("paris") && fleet.isAtRest());
    fleet.slots(1);

    // Two of three decide: the third may have been on its way when the process was killed.
    assertThat(fleet.copies("paris")).hasSizeBetween(2, 3);
    assertThat(fleet.copies("paris").stream().map(Copy::epoch).distinct()).hasSize(1);
    assertThat(fleet.state().history())
        .filteredOn(line -> line.epoch() > before && line.kind().equals("confirmed"))
        .extracting(HistoryEntry::subject)
        .containsOnlyOnce("flag/paris/default");
    assertThat(fleet.entries()).containsOnlyKeys(AppFleet.REGIONS);
  }

  /**
   * Amsterdam sees the region fall; frankfurt's run, the second to see it, decides and is killed.
   */
  private void kill(KillPoint at) throws IOException {
    HostedApp app = fleet.app("frankfurt");
    fleet.gateways.stop(3);
    fleet.time.until(fleet.slot().plus(AppFleet.SLOT));
    fleet.fire("amsterdam");
    StoreTap.Blow blow = fleet.tap.at(at.where(), at.nth(), at.isCarriedOut(), app::kill);

    assertThat(fleet.fire("frankfurt").status()).as(app.output()).isEqualTo(HostedApp.GONE);

    assertThat(blow.hasStruck()).isTrue();
    fleet.tap.calm();
    app.restart();
  }

  /** Brings paris back: its zone is kept by others, so a person takes the flags away. */
  void back(Front front) throws IOException {
    fleet.gateways.start(3);
    fleet.slots(3);
    HttpResponse<String> back =
        front.post("operate", Front.KEY, "{\"verb\":\"failback\",\"subject\":\"region/paris\"}");
    assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
    fleet.restore("paris");
    fleet.slots(2);
    assertThat(fleet.copies("paris")).isEmpty();
    assertThat(fleet.isAtRest()).isTrue();
  }
}
