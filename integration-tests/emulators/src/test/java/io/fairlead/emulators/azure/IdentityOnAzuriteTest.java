package io.fairlead.emulators.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenRequestContext;
import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.cell.BlobCell;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.StorageAccount;
import io.fairlead.azure.identity.AzureIdentity;
import io.fairlead.azure.identity.NoToken;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.parts.SelfSigned;
import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Identities that open a store which takes tokens, over TLS, and checks their life and audience.
 */
@NeedsParts(Part.AZURITE)
class IdentityOnAzuriteTest {
  private static final String CLIENT = "00000000-0000-4000-8000-00000000000a";
  private static final String SECRET = "a-secret-that-nobody-prints";
  private static final TokenRequestContext STORAGE =
      new TokenRequestContext().addScopes("https://storage.azure.com/.default");

  @TempDir private static Path folder;
  private static Azurite azurite;
  private static Supplier<HttpClient.Builder> trusting;

  private Authority authority;

  @BeforeAll
  static void startStore() throws Exception {
    KeyStore store = SelfSigned.store(folder, "localhost");
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("store", store.getCertificate("localhost"));
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    trusting = () -> HttpClient.newBuilder().sslContext(context);
    azurite = Azurite.overTls(List.of(Azurite.ACCOUNT), folder.resolve("localhost.p12"));
  }

  @AfterAll
  static void stopStore() {
    if (azurite != null) {
      azurite.close();
    }
  }

  @BeforeEach
  void startAuthority() throws Exception {
    authority = new Authority();
  }

  @AfterEach
  void stopAuthority() {
    authority.close();
  }

  @Test
  void a_functions_managed_identity_opens_a_store() {
    Map<String, String> function = function();

    opens(function, CLIENT);

    assertThat(authority.asked())
        .containsExactly(
            new Authority.Asked(
                "GET",
                "/msi/token",
                "api-version=2019-08-01&client_id="
                    + CLIENT
                    + "&resource=https://storage.azure.com",
                "",
                SECRET));
  }

  @Test
  void a_machines_managed_identity_opens_a_store() {
    opens(machine(), null);

    assertThat(authority.asked())
        .containsExactly(
            new Authority.Asked(
                "GET",
                "/metadata/identity/oauth2/token",
                "api-version=2018-02-01&resource=https://storage.azure.com",
                "",
                "true"));
  }

  @Test
  void a_service_principal_opens_a_store() {
    opens(principal(), null);

    assertThat(authority.asked())
        .containsExactly(
            new Authority.Asked(
                "POST",
                "/tenant-1/oauth2/v2.0/token",
                "null",
                "client_id="
                    + CLIENT
                    + "&client_secret="
                    + SECRET
                    + "&grant_type=client_credentials"
                    + "&scope=https%3A%2F%2Fstorage.azure.com%2F.default",
                "null"));
  }

  @Test
  void a_workload_identity_opens_a_store_by_the_token_in_its_file() throws Exception {
    Path file = folder.resolve("federated");
    Files.writeString(file, "a.federated.token\n");

    opens(workload(file), null);

    assertThat(authority.asked().getFirst().form())
        .contains("client_assertion=a.federated.token&client_assertion_type=urn%3Aietf")
        .doesNotContain("client_secret");
  }

  @Test
  void a_token_that_is_over_is_told_as_what_it_is() {
    authority.lives(Duration.ofMinutes(-10));

    assertThat(cell(function(), null).read(soon()).toString())
        .contains("Get Blob on devstoreaccount1/", "/cell/fleet answered 40")
        .contains("the identity's token is not accepted: it has expired");
  }

  @Test
  void a_secret_that_is_over_is_told_by_the_authoritys_first_line_and_not_shown() {
    authority.refuse(
        """
        {"error":"invalid_client","error_description":"AADSTS7000222: The provided client secret \
        keys for app are expired.\\r\\nTrace ID: 1","correlation_id":"1"}""");

    assertThat(cell(principal(), null).read(soon()))
        .isInstanceOfSatisfying(
            CellRead.Unknown.class,
            unknown ->
                assertThat(unknown.why())
                    .contains("was not sent: the secret of application " + CLIENT)
                    .endsWith(
                        " gives no token: 401 invalid_client (AADSTS7000222: The provided client"
                            + " secret keys for app are expired.)")
                    .doesNotContain(SECRET));
  }

  @Test
  void a_token_is_kept_for_each_audience() {
    AzureIdentity identity = AzureIdentity.of(function(), null, InstantSource.system());
    TokenRequestContext manager =
        new TokenRequestContext().addScopes("https://management.azure.com/.default");

    for (int i = 0; i < 2; i++) {
      identity.getTokenSync(STORAGE);
      identity.getTokenSync(manager);
    }

    assertThat(authority.asked())
        .extracting(Authority.Asked::query)
        .containsExactly(
            "api-version=2019-08-01&resource=https://storage.azure.com",
            "api-version=2019-08-01&resource=https://management.azure.com");
  }

  @Test
  void where_there_is_no_identity_it_is_said_what_to_set() {
    authority.close();

    assertThat(cell(machine(), null).read(soon()).toString())
        .contains("was not sent: the machine's managed identity is not to be had")
        .contains("Set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET or AZURE_FED");
    assertThat(cell(workload(folder.resolve("gone")), null).read(soon()).toString())
        .contains("AZURE_FEDERATED_TOKEN_FILE cannot be read: " + folder.resolve("gone"));
  }

  @Test
  void a_token_is_kept_renewed_from_half_of_its_life_and_used_to_its_end() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    AzureIdentity identity = AzureIdentity.of(principal(), null, now::get);
    authority.lives(Duration.ofHours(1));
    String first = identity.getTokenSync(STORAGE).getToken();

    now.set(now.get().plus(Duration.ofMinutes(29)));
    assertThat(identity.getTokenSync(STORAGE).getToken()).isEqualTo(first);
    assertThat(authority.asked()).hasSize(1);

    now.set(now.get().plus(Duration.ofMinutes(2)));
    authority.refuse("{}");
    assertThat(identity.getTokenSync(STORAGE).getToken()).as("it lives on").isEqualTo(first);
    assertThat(authority.asked()).hasSize(2);

    now.set(now.get().plus(Duration.ofMinutes(30)));
    authority.refuse("{}");
    assertThatThrownBy(() -> identity.getTokenSync(STORAGE))
        .isInstanceOf(NoToken.class)
        .hasMessageEndingWith("gives no token: 401 without an error");
    identity.getTokenSync(STORAGE);
    assertThat(authority.asked()).hasSize(4);
  }

  @Test
  void another_clouds_token_is_exchanged_and_who_gives_none_is_asked_once_a_tick() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    AtomicReference<String> given = new AtomicReference<>();
    AtomicInteger asked = new AtomicInteger();
    AzureIdentity identity =
        AzureIdentity.federated(
            workload(folder.resolve("none")),
            () -> {
              asked.incrementAndGet();
              if (given.get() == null) {
                throw new IllegalStateException("sts:GetWebIdentityToken got no answer");
              }
              return given.get();
            },
            now::get,
            HttpClient::newBuilder);

    for (int call = 0; call < 3; call++) {
      assertThatThrownBy(() -> identity.getTokenSync(STORAGE))
          .isInstanceOf(NoToken.class)
          .hasMessage("the other cloud vouches for nobody: sts:GetWebIdentityToken got no answer");
    }
    assertThat(asked).hasValue(1);

    given.set("a.token.of-aws");
    now.set(now.get().plusSeconds(10));
    String first = identity.getTokenSync(STORAGE).getToken();
    assertThat(authority.asked().getFirst().form())
        .contains("client_assertion=a.token.of-aws&client_assertion_type=urn%3Aietf");

    given.set(null);
    now.set(now.get().plus(Duration.ofMinutes(31)));
    for (int call = 0; call < 3; call++) {
      assertThat(identity.getTokenSync(STORAGE).getToken()).as("it lives on").isEqualTo(first);
    }
    assertThat(asked).hasValue(3);
  }

  private Map<String, String> function() {
    return Map.of(
        "IDENTITY_ENDPOINT", authority.uri("/msi/token").toString(), "IDENTITY_HEADER", SECRET);
  }

  private Map<String, String> machine() {
    return Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", authority.uri("/").toString());
  }

  private Map<String, String> principal() {
    return Map.of(
        "AZURE_TENANT_ID",
        "tenant-1",
        "AZURE_CLIENT_ID",
        CLIENT,
        "AZURE_CLIENT_SECRET",
        SECRET,
        "AZURE_AUTHORITY_HOST",
        authority.uri("/").toString());
  }

  private Map<String, String> workload(Path file) {
    return Map.of(
        "AZURE_TENANT_ID",
        "tenant-1",
        "AZURE_CLIENT_ID",
        CLIENT,
        "AZURE_FEDERATED_TOKEN_FILE",
        file.toString(),
        "AZURE_AUTHORITY_HOST",
        authority.uri("/").toString());
  }

  private static void opens(Map<String, String> environment, String client) {
    CasCell cell = cell(environment, client);

    assertThat(cell.cas(0, new byte[] {7}, soon())).isEqualTo(new CellCas.Ok(1));
    assertThat(cell.read(soon())).isInstanceOf(CellRead.Value.class);
  }

  /** A cell in a container of its own, which the account's key makes. */
  private static CasCell cell(Map<String, String> environment, String client) {
    URI endpoint = URI.create("https://localhost:" + azurite.port() + "/" + Azurite.ACCOUNT);
    String container = Azurite.name("cells");
    AzureIdentity identity =
        AzureIdentity.of(environment, client, InstantSource.system(), trusting);
    AzureClients clients =
        new AzureClients(new AzureAccess(identity, InstantSource.system(), trusting));
    clients
        .container(
            new StorageAccount(Azurite.ACCOUNT, endpoint, azurite.account().key()), container)
        .create();
    StorageAccount account = new StorageAccount(Azurite.ACCOUNT, endpoint, null);
    return new BlobCell(
        new BlobObjects(clients, new BlobStore("paris", account, container)),
        "francecentral",
        "cell/fleet");
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(30);
  }
}
