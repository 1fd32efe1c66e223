package io.fairlead.emulators.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.dns.AzureDnsDirector;
import io.fairlead.azure.dns.AzureZone;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.arm.Resource;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.wiring.stack.AzureRole;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A zone of Azure DNS on the twin that was never written, and directors of it. */
final class DnsOnArm implements AutoCloseable {
  static final String ZONE = "orders.test";
  static final String EU = "eu.orders." + ZONE;
  static final String US = "us.orders." + ZONE;

  /** That of the public IP which aliases lead to. */
  static final String FRONT = "203.0.113.10";

  final OnArm on = new OnArm();
  final ResourceId id = OnArm.id("dnsZones/" + ZONE);
  final ResourceId front = on.publicIp("front-ip", "Standard", Map.of());

  DnsOnArm() throws IOException {
    on.twin.put(id, id.body().put("location", "global"));
  }

  /** A director with nothing in its memory. */
  AzureDnsDirector director() {
    return director(on.clients, OnArm.FLEET);
  }

  AzureDnsDirector director(AzureClients clients, String fleet) {
    AzureZone zone =
        new AzureZone(
            ZONE,
            new ArmId(id.text()),
            new TreeSet<>(List.of(EU, US)),
            new TreeMap<>(Map.of(FRONT, new ArmId(front.text()))));
    return new AzureDnsDirector(clients, fleet, new TreeMap<>(Map.of(ZONE, zone)));
  }

  Instant deadline() {
    return on.clock.instant().plusSeconds(10);
  }

  Reading<RecordSets> read(AzureDnsDirector director) {
    return Objects.requireNonNull(
        director.zones(new TreeSet<>(List.of(ZONE)), deadline()).get(ZONE));
  }

  RecordSets known(AzureDnsDirector director) {
    return switch (read(director)) {
      case Reading.Known<RecordSets> known -> known.value();
      case Reading.Unreadable<RecordSets> dark -> throw new AssertionError(dark.why());
    };
  }

  String dark(AzureDnsDirector director) {
    Reading<RecordSets> reading = read(director);
    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    return ((Reading.Unreadable<RecordSets>) reading).why();
  }

  /** A weighted A record. */
  static WeightedRecord record(String name, String region, int weight, String... values) {
    return new WeightedRecord(
        new RecordKey(name, RecordType.A, region),
        Duration.ofSeconds(60),
        weight,
        List.of(values),
        region + "/default");
  }

  /** The id of a record set, as in {@code A/eu.orders}. */
  ResourceId set(String path) {
    return ResourceId.of(id.text() + "/" + path);
  }

  Optional<ObjectNode> body(String path) {
    return on.twin.state().find(set(path)).map(Resource::body);
  }

  /** What a set answers: addresses, names, or what an alias leads to. */
  List<String> answers(String path) {
    List<String> answers = new ArrayList<>();
    JsonNode properties = body(path).map(it -> it.path("properties")).orElse(null);
    if (properties != null) {
      String target = properties.path("targetResource").path("id").asString("");
      if (!target.isEmpty()) {
        answers.add(target.substring(target.lastIndexOf('/') + 1));
      }
      properties
          .path("ARecords")
          .forEach(each -> answers.add(each.path("ipv4Address").asString("")));
      properties
          .path("AAAARecords")
          .forEach(each -> answers.add(each.path("ipv6Address").asString("")));
      String name = properties.path("CNAMERecord").path("cname").asString("");
      if (!name.isEmpty()) {
        answers.add(name);
      }
    }
    return answers;
  }

  /** Changes the properties of a set, as a person does. */
  void edit(String path, java.util.function.Consumer<ObjectNode> change) {
    on.edit(set(path), body -> change.accept(body.withObjectProperty("properties")));
  }

  /** What was called, in order, without reads of the epoch record. */
  List<String> operations() {
    return on.twin.calls().stream().map(Call::operation).toList();
  }

  static boolean isWrite(Call call) {
    return !call.method().equals("GET");
  }

  @Override
  public void close() {
    List<String> outside = on.twin.outside();
    SortedSet<String> role = new TreeSet<>(AzureRole.ZONES.actions());
    role.add("Microsoft.Network/publicIPAddresses/join/action");
    on.close();
    assertThat(role).as("what roles allow").containsAll(on.twin.roles().asked());
    assertThat(outside).as("what no published example has").isEmpty();
  }
}
