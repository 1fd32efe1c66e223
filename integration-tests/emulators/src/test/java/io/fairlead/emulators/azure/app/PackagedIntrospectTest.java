package io.fairlead.emulators.azure.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.client.AccountKey;
import io.fairlead.azure.client.StorageAccount;
import io.fairlead.emulators.azure.Azurite;
import io.fairlead.emulators.lambda.VirtualTime;
import io.fairlead.emulators.token.AzureTables;
import io.fairlead.emulators.token.TokenFleet;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.parts.Workspace;
import io.fairlead.port.Lanes;
import io.fairlead.token.TokenClass;
import io.fairlead.token.TokenScope;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.azure.AzureStores;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged function app of Paris brings it the tokens of Frankfurt out of tables, and answers a
 * gateway by an HTTP trigger whether one is active there.
 */
@NeedsParts({Part.AZURITE, Part.FAKETIME})
class PackagedIntrospectTest {
  private static final List<String> ACCOUNTS =
      List.of("fairleadwesteurope", "fairleadgermany", "fairleadfrance");
  private static final String CALLER =
      "Basic "
          + Base64.getEncoder()
              .encodeToString("gateway:correct-horse-battery".getBytes(StandardCharsets.UTF_8));

  @TempDir private Path work;

  private Azurite azurite;
  private VirtualTime time;
  private TokenFleet fleet;
  private HostedApp app;
  private Front front;

  @BeforeEach
  void start() throws IOException {
    azurite = Azurite.with(ACCOUNTS);
    time = new VirtualTime();
    for (String account : ACCOUNTS) {
      for (String container : List.of("state", "flags", "config")) {
        Azurite.clients().container(account(account), container).create();
      }
    }
    String text = text();
    for (String name : List.of("paris.box", "paris.pem")) {
      publish(name, Files.readString(work.resolve(name)));
    }
    publish("fairlead.yaml", text);
    fleet = fleet(text);
    app =
        new HostedApp(
            new HostedApp.Spec(
                AppZip.unpacked(),
                Map.of(
                    "FAIRLEAD_REGION",
                    "paris",
                    "FAIRLEAD_TOPOLOGY",
                    account("fairleadfrance").endpoint() + "/config/fairlead.yaml",
                    "FAIRLEAD_TOPOLOGY_KEY",
                    Azurite.KEY,
                    "STORAGE_KEY",
                    Azurite.KEY),
                time));
    front = new Front(app);
  }

  @AfterEach
  void stop() {
    front.close();
    app.close();
    azurite.close();
  }

  private StorageAccount account(String name) {
    return new StorageAccount(
        name,
        URI.create("http://127.0.0.1:" + azurite.port() + "/" + name),
        new AccountKey(Azurite.KEY));
  }

  private void publish(String blob, String content) {
    BlobStore config = new BlobStore("paris", account("fairleadfrance"), "config");
    new BlobObjects(Azurite.clients(), config)
        .put(
            blob,
            content.getBytes(StandardCharsets.UTF_8),
            null,
            Instant.now().plus(Duration.ofSeconds(10)));
  }

  private String text() throws IOException {
    String text =
        Files.readString(Workspace.top().resolve("examples/azure-three-regions.yaml"))
            .replace("mode: observe", "mode: act")
            .replaceAll("notify: .*\n?", "\n");
    for (String account : ACCOUNTS) {
      text =
          text.replace(
              "{account: " + account + ", container: state}",
              "{account: %s, container: state, endpoint: \"%s\", key: \"${STORAGE_KEY}\"}"
                  .formatted(account, account(account).endpoint()));
    }
    TreeMap<String, String> own = new TreeMap<>();
    AppFleet.REGIONS.forEach(region -> own.put(region, table()));
    return text + TokenFleet.section(work, table(), own);
  }

  private static String table() {
    StorageAccount tables = Azurite.tables().account();
    return "table: {account: %s, table: %s, endpoint: \"%s\", key: \"${STORAGE_KEY}\"}"
        .formatted(tables.name(), AzureTables.make(tables), tables.endpoint());
  }

  private TokenFleet fleet(String text) {
    Stores stores =
        new Stores(
            new Opening("test", InstantSource.system()),
            Lanes.ONE,
            List.of(new AzureStores(Map.of(), null)));
    Map<String, String> names = Map.of("STORAGE_KEY", Azurite.KEY);
    return switch (TopologyReader.read(text.getBytes(StandardCharsets.UTF_8), work, names::get)) {
      case ReadTopology.Valid valid -> new TokenFleet(work, valid.topology(), stores);
      case ReadTopology.Invalid invalid -> throw new IllegalStateException(invalid.toString());
    };
  }

  private HttpResponse<String> ask(TokenFleet.Issued token) throws IOException {
    return front.post("introspect", "Authorization", CALLER, "token=" + token.text().clear());
  }

  private void replicate() {
    app.begin("replicate", Timers.timer(false)).join();
  }

  @Test
  void a_token_is_active_until_its_revocation_was_brought_and_strangers_are_refused()
      throws IOException {
    TokenFleet.Issued token =
        fleet.make(new TokenScope(TokenClass.GLOBAL, "frankfurt", List.of("paris")));
    TokenFleet.Issued local =
        fleet.make(new TokenScope(TokenClass.REGION_LOCAL, "frankfurt", List.of()));
    fleet.issue(token);
    fleet.issue(local);

    replicate();
    HttpResponse<String> active = ask(token);
    assertThat(active.statusCode()).as(active.body() + app.output()).isEqualTo(200);
    assertThat(active.body()).contains("\"active\":true", "\"region\":\"frankfurt\"");
    assertThat(ask(local).body()).isEqualTo("{\"active\":false,\"accepted_by\":[\"frankfurt\"]}");
    assertThat(front.post("introspect", "Authorization", "Basic eDp5", "token=x").statusCode())
        .isEqualTo(401);
    assertThat(front.post("introspect", "Authorization", CALLER, "").statusCode()).isEqualTo(400);

    fleet.revoke("frankfurt", token);
    replicate();
    time.pass(Duration.ofSeconds(11));
    assertThat(ask(token).body()).contains("\"active\":false");
    assertThat(app.output()).doesNotContain(token.text().clear(), "correct-horse");
  }
}
