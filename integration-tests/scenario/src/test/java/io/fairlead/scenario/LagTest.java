package io.fairlead.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cli.ExitCode;
import io.fairlead.parts.KeyFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies decide where traffic goes: real runs, real folders, a region that stops replicating. */
class LagTest {
  private static final Duration LONG = Duration.ofSeconds(90);

  /**
   * By the last entry that was read a copy may look further behind than by the next: never less.
   */
  private static final long SURELY_BEYOND = 25_000;

  @Test
  void what_is_behind_is_not_promoted_when_the_master_falls_unless_an_operator_accepts_the_loss(
      @TempDir Path folder) throws Exception {
    try (LiveFleet fleet = new LiveFleet(folder, "127.47")) {
      upToACopyThatIsBehind(fleet, folder);

      fall(fleet);
      Await.until(LONG, () -> heldByItsLag(fleet));
      Said held = fleet.fairlead("status", "-o", "json");
      Said plain = fleet.fairlead("failover", "portal", "--to", "eu-north", "--yes");
      String metrics = metrics(fleet);
      Said accepted =
          fleet.fairlead(
              "failover",
              "portal",
              "--to",
              "eu-north",
              "--accept-loss",
              "--yes",
              "--reason",
              "eu-west burns",
              "--wait",
              "60s");

      assertThat(held.set("portal/all", "eu-north")).as(held.out()).isZero();
      assertThat(plain.code()).as(plain.toString()).isEqualTo(ExitCode.REFUSED);
      assertThat(plain.err())
          .contains("its copy of gateway is", "behind, at version 1 of 2: 1 object, 10 B");
      assertThat(metrics)
          .containsPattern(
              "fairlead_copy_lag_seconds\\{region=\"eu-north\",set=\"gateway\"} [1-9][0-9]")
          .contains("fairlead_copy_behind_objects{region=\"eu-north\",set=\"gateway\"} 1.0")
          .contains("fairlead_copy_behind_bytes{region=\"eu-north\",set=\"gateway\"} 10.0");
      assertThat(accepted.code()).as(accepted.toString()).isEqualTo(ExitCode.DONE);
      assertThat(fleet.fairlead("status", "-o", "json").set("portal/all", "eu-north"))
          .isEqualTo(100);
      assertThat(fleet.fairlead("history").out())
          .contains("(accepting loss; deployment/portal/eu-north: its copy of gateway is ")
          .contains("behind, at version 1 of 2: 1 object, 10 B")
          .contains("for: eu-west burns");
    }
  }

  /** Traffic is at home, and eu-north has stopped replicating for longer than its bound. */
  private static void upToACopyThatIsBehind(LiveFleet fleet, Path folder) throws Exception {
    declare(fleet, folder);
    publish(fleet, folder, "limit 100");
    done(fleet.fairlead("replicate", "--region", "eu-north"));
    fleet.start();
    Await.until("a copy in step", LONG, () -> isKnown(fleet));
    publish(fleet, folder, "limit 1000");
    Await.until(LONG, () -> beyondAndHome(fleet));
  }

  private static void declare(LiveFleet fleet, Path folder) throws IOException {
    String key = KeyFile.make("Ed25519", folder.resolve("master.pem"));
    Files.createDirectories(folder.resolve("store"));
    Files.writeString(
        fleet.topology(),
        fleet.example().replace("  portal:\n", "  portal:\n    replication: [gateway]\n")
            + """
            replication:
              keys: {master: "%s"}
              sets:
                gateway:
                  master: eu-west
                  source: {folder: artifacts}
                  store: {folder: store}
                  sign: [{key: master, file: master.pem}]
                  maxLag: 10s
                  regions: {eu-north: {into: {folder: north}}}
            """
                .formatted(key));
  }

  private static void publish(LiveFleet fleet, Path folder, String limit) throws IOException {
    Files.createDirectories(folder.resolve("artifacts"));
    Files.writeString(folder.resolve("artifacts/limits.yaml"), limit);
    done(fleet.fairlead("publish", "gateway", "--yes"));
  }

  private static void done(Said said) {
    assertThat(said.code()).as(said.toString()).isEqualTo(ExitCode.DONE);
  }

  /** Whether status knows how far eu-north's copy is. */
  private static boolean isKnown(LiveFleet fleet) {
    Said status = fleet.fairlead("status", "-o", "json");
    return !status.out().isBlank()
        && status.json().path("lag").path(0).path("lagMillis").isNumber();
  }

  private static String beyondAndHome(LiveFleet fleet) {
    Said status = fleet.fairlead("status", "-o", "json");
    boolean is =
        status.code() == ExitCode.DONE
            && status.set("portal/all", "eu-west") == 100
            && !status.out().contains("\"Unknown\"")
            && !status.out().contains("\"Down\"")
            && status.json().path("lag").path(0).path("lagMillis").asLong(0) > SURELY_BEYOND;
    return is ? "" : status.toString();
  }

  private static String heldByItsLag(LiveFleet fleet) {
    Said history = fleet.fairlead("history");
    return history.out().contains("replication-lag")
        ? ""
        : history + "\n" + fleet.fairlead("status");
  }

  private static void fall(LiveFleet fleet) {
    for (String part : new String[] {"gateway-eu-west-gw-1", "gateway-eu-west-gw-2"}) {
      fleet.kill(part);
    }
    fleet.kill("run-eu-west");
    fleet.kill("edge-eu-west");
  }

  private static String metrics(LiveFleet fleet) throws IOException, InterruptedException {
    URI at = URI.create("http://" + fleet.address("eu-north", 1) + ":5390/metrics");
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString()).body();
    }
  }
}
