package io.fairlead.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.local.http.Json;
import io.fairlead.local.zone.ZoneJson;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WeightedRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notices reach a webhook of somebody's, beside one that hangs, one that is dead, and a secret. */
@NeedsParts({Part.HAPROXY, Part.NGINX, Part.ENVOY, Part.DIG, Part.CURL})
class NoticesTest {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String NOTIFY =
      """
      notify:
        - {webhook: "${HANGING}"}
        - {webhook: "http://127.0.0.1:9/dead"}
        - {webhook: "${HOOK}"}
      """;

  @Test
  void a_webhook_hears_of_moves_silence_conflicts_freezes_and_refusals(@TempDir Path folder)
      throws IOException, InterruptedException {
    WrittenTopology topology = WrittenTopology.in(folder).with("window: 2s", "window: 2m");
    WrittenTopology notifying = new WrittenTopology(topology.network(), topology.text() + NOTIFY);
    try (Receiver receiver = new Receiver();
        ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Fleet fleet =
            new Fleet(
                folder,
                notifying,
                Map.of(
                    "HOOK",
                    receiver.url(),
                    "HANGING",
                    "http://127.0.0.1:" + hanging.getLocalPort() + "/x"))) {
      fleet.startGateways();
      fleet.startEdges();
      fleet.startRuns();
      fleet.awaitHome();

      // Addresses that were attached at the start moved as well: what counts is later.
      Instant killed = Instant.now();
      fleet.actor(fleet.outlook().holder("eu-west")).kill();
      await(receiver, "moved", "address/eu-west/front", killed);

      Instant silenced = Instant.now();
      fleet.actor("run-us-east").kill();
      await(receiver, "silent", "region/us-east", silenced);
      fleet.actor("run-us-east").restart();

      Instant changed = Instant.now();
      changeByHand(topology);
      await(receiver, "conflict", "zone/orders.demo.test", changed);

      Instant dark = Instant.now();
      darken(fleet, "eu-west");
      await(receiver, "moved", "flag/eu-west/", dark);
      darken(fleet, "eu-north");
      await(receiver, "frozen", "fleet", dark);
      await(receiver, "refused", "", dark);

      for (String region : WrittenTopology.REGIONS) {
        String told = fleet.actor("run-" + region).said() + Status.of(fleet, region);
        assertThat(told).doesNotContain(Receiver.SECRET).doesNotContain("\tat ");
      }
      assertThat(fleet.actor("run-eu-west").said()).contains("the webhook was not reached");
    }
  }

  private static void await(Receiver receiver, String kind, String subject, Instant since) {
    Await.until(
        SOON,
        () ->
            receiver.heard(kind, subject, since)
                ? ""
                : "no " + kind + " of " + subject + " in " + receiver.all());
  }

  private static void darken(Fleet fleet, String region) {
    fleet.all().stream().filter(actor -> actor.name().startsWith(region)).forEach(Actor::kill);
  }

  /** Somebody writes a zone past Fairlead, on every edge. */
  private static void changeByHand(WrittenTopology topology)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      byte[] changed = null;
      for (String region : WrittenTopology.REGIONS) {
        URI zone =
            URI.create("http://" + topology.address(region, 53) + ":5380/zones/orders.demo.test");
        if (changed == null) {
          HttpRequest get = HttpRequest.newBuilder(zone).build();
          String found = http.send(get, HttpResponse.BodyHandlers.ofString()).body();
          changed = Json.bytes(ZoneJson.zone(changed(found)));
        }
        HttpRequest put =
            HttpRequest.newBuilder(zone)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(changed))
                .build();
        assertThat(http.send(put, HttpResponse.BodyHandlers.discarding()).statusCode())
            .isEqualTo(200);
      }
    }
  }

  private static RecordSets changed(String found) {
    RecordSets sets = ZoneJson.zone(Json.parse(found.getBytes(StandardCharsets.UTF_8)));
    SortedMap<RecordKey, WeightedRecord> records = new TreeMap<>(sets.records());
    records.replaceAll(
        (key, record) ->
            new WeightedRecord(key, record.ttl(), 7, record.values(), record.healthCheck()));
    return new RecordSets(sets.zone(), sets.epoch() + 1, records);
  }
}
