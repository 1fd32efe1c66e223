package io.fairlead.emulators.azure.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobObjects.Put;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.client.AccountKey;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.StorageAccount;
import io.fairlead.azure.identity.AzureIdentity;
import io.fairlead.emulators.azure.Authority;
import io.fairlead.emulators.azure.Azurite;
import io.fairlead.emulators.azure.EventGridTopic;
import io.fairlead.emulators.lambda.VirtualTime;
import io.fairlead.health.Observation;
import io.fairlead.journal.RegisterState;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.parts.SelfSigned;
import io.fairlead.parts.Workspace;
import io.fairlead.port.Observations;
import io.fairlead.port.Register;
import io.fairlead.wiring.azure.AzurePorts;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The packaged function app as the template deploys it: no key of an account or of a topic, a
 * managed identity at the platform's endpoint, and stores and a topic over TLS that take its
 * tokens.
 */
@NeedsParts({Part.AZURITE, Part.FAKETIME})
class PackagedIdentityTest {
  private static final List<String> ACCOUNTS =
      List.of("fairleadwesteurope", "fairleadgermany", "fairleadfrance");
  private static final String CLIENT = "00000000-0000-4000-8000-00000000000a";
  private static final String PROOF = "a-proof-that-nobody-prints";

  @TempDir private Path folder;

  private VirtualTime time;
  private SSLContext tls;
  private Authority authority;
  private Azurite azurite;
  private EventGridTopic topic;
  private AppGateways gateways;
  private AzureClients people;
  private AzurePorts ports;
  private HostedApp app;

  @BeforeEach
  void start() throws Exception {
    time = new VirtualTime();
    tls = SelfSigned.localhost(folder);
    authority = new Authority();
    azurite = Azurite.overTls(ACCOUNTS, folder.resolve("localhost.p12"));
    topic = EventGridTopic.forTokens(tls);
    gateways = new AppGateways(() -> "");
    people =
        new AzureClients(
            new AzureAccess(
                AzureIdentity.of(Map.of(), null, time),
                time,
                () -> HttpClient.newBuilder().sslContext(tls)));
    for (String account : ACCOUNTS) {
      for (String container : List.of("state", "flags", "config")) {
        people.container(storage(account), container).create();
      }
    }
    ports = new AzurePorts(topology(text(", key: \"${STORAGE_KEY}\"")), people, "test");
    app = app(text(""));
  }

  @AfterEach
  void stop() throws IOException {
    app.close();
    ports.close();
    gateways.close();
    topic.close();
    azurite.close();
    authority.close();
  }

  @Test
  void a_tick_reads_and_writes_every_store_and_tells_people_by_its_managed_identity_alone() {
    assertThat(ports.register().cas(0, first(), soon())).isInstanceOf(Register.Cas.Ok.class);
    assertThat(ports.observations().publish(silent("amsterdam"), soon()))
        .isEqualTo(Observations.Published.WRITTEN);

    assertThat(app.begin("tick", Timers.timer(false)).join().status()).isEqualTo(200);

    JsonNode line = app.ticks().getLast();
    assertThat(line.path("outcome").asString()).as(app.output()).isIn("Idle", "Journaled");
    assertThat(line.path("published").asString()).isEqualTo("WRITTEN");
    assertThat(line.path("epoch").asLong()).isPositive();
    assertThat(line.has("noticeTrouble")).as("%s", line).isFalse();
    assertThat(ports.observations().latest(soon()).found()).containsKeys("amsterdam", "paris");
    assertThat(topic.refused()).isEmpty();
    assertThat(topic.events())
        .anySatisfy(
            event -> {
              assertThat(event.path("type").asString()).isEqualTo("io.fairlead.notice.silent");
              assertThat(event.path("subject").asString()).isEqualTo("region/amsterdam");
            });
    assertThat(authority.asked())
        .as("tokens of two audiences, as App Service gives them")
        .extracting(asked -> asked.path() + "?" + asked.query() + " " + asked.header())
        .containsOnly(asked("https://storage.azure.com"), asked("https://eventgrid.azure.net"));
    assertThat(app.output()).doesNotContain(PROOF, Azurite.KEY, "\tat ");
  }

  private static String asked(String resource) {
    return "/msi/token?api-version=2019-08-01&client_id=%s&resource=%s %s"
        .formatted(CLIENT, resource, PROOF);
  }

  private RegisterState first() {
    Topology topology = topology(text(""));
    return RegisterState.initial(
        topology.fleet().name(), topology.fleet().digest(), "op-1", time.instant());
  }

  /** What an observer wrote that has fallen silent just now. */
  private Observation silent(String region) {
    Topology topology = topology(text(""));
    Instant at = time.instant().minus(topology.fleet().safety().freshness()).minusSeconds(2);
    return new Observation(
        region, 1, "r", 1, at, topology.fleet().digest(), 1, false, "", new TreeMap<>(), null);
  }

  /** The app of paris, whose virtual machine trusts the certificate as others trust Azure's. */
  private HostedApp app(String text) throws Exception {
    BlobStore config = new BlobStore("paris", storage("fairleadfrance"), "config");
    assertThat(
            new BlobObjects(people, config)
                .put("fairlead.yaml", text.getBytes(StandardCharsets.UTF_8), null, soon()))
        .isInstanceOf(Put.Done.class);
    return new HostedApp(
        new HostedApp.Spec(
            AppZip.unpacked(),
            Map.of(
                "FAIRLEAD_REGION",
                "paris",
                "FAIRLEAD_TOPOLOGY",
                endpoint("fairleadfrance") + "/config/fairlead.yaml",
                "AZURE_CLIENT_ID",
                CLIENT,
                "IDENTITY_ENDPOINT",
                authority.uri("/msi/token").toString(),
                "IDENTITY_HEADER",
                PROOF,
                "JAVA_TOOL_OPTIONS",
                "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
                    .formatted(trusted(), SelfSigned.PASSWORD)),
            time));
  }

  private Path trusted() throws Exception {
    char[] password = SelfSigned.PASSWORD.toCharArray();
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "store",
        KeyStore.getInstance(folder.resolve("localhost.p12").toFile(), password)
            .getCertificate("localhost"));
    Path file = folder.resolve("trusted.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      trusted.store(out, password);
    }
    return file;
  }

  private String endpoint(String account) {
    return "https://localhost:" + azurite.port() + "/" + account;
  }

  private StorageAccount storage(String account) {
    return new StorageAccount(account, URI.create(endpoint(account)), new AccountKey(Azurite.KEY));
  }

  /**
   * The example with stores over TLS and gateways that nobody started.
   *
   * @param key what is said of a key, for people
   */
  private String text(String key) {
    try {
      String text =
          Files.readString(Workspace.top().resolve("examples/azure-three-regions.yaml"))
              .replace("mode: observe", "mode: act")
              .replaceAll("anchors: .*\n", "\n")
              .replaceAll("    observer: .*\n", "")
              .replaceAll(
                  "notify: .*\n?",
                  "notify: [{eventGrid: {endpoint: \"%s\"}}]\n".formatted(topic.endpoint()));
      for (String account : ACCOUNTS) {
        text =
            text.replace(
                "{account: " + account + ", container: state}",
                "{account: %s, container: state, endpoint: \"%s\"%s}"
                    .formatted(account, endpoint(account), key));
      }
      return gateways.in(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Topology topology(String text) {
    return switch (TopologyReader.read(
        text.getBytes(StandardCharsets.UTF_8),
        Path.of(""),
        name -> name.equals("STORAGE_KEY") ? Azurite.KEY : null)) {
      case ReadTopology.Valid valid -> valid.topology();
      case ReadTopology.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }

  private Instant soon() {
    return time.instant().plusSeconds(5);
  }
}
