package io.fairlead.emulators.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenRequestContext;
import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.cell.BlobCell;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.StorageAccount;
import io.fairlead.azure.identity.AzureIdentity;
import io.fairlead.azure.identity.NoToken;
import io.fairlead.port.Register;
import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.FanOut;
import io.fairlead.wiring.register.Registers;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Variables of an application that are half there are told by what is missing. */
class HalfSetApplicationTest {
  private static final String CLIENT = "00000000-0000-4000-8000-00000000000a";
  private static final String SECRET = "a-secret-that-nobody-prints";
  private static final TokenRequestContext STORAGE =
      new TokenRequestContext().addScopes("https://storage.azure.com/.default");

  private Authority authority;

  @BeforeEach
  void startAuthority() throws Exception {
    authority = new Authority();
  }

  @AfterEach
  void stopAuthority() {
    authority.close();
  }

  @Test
  void an_application_that_is_half_set_is_told_by_what_is_missing_and_nobody_is_asked() {
    Map<String, String> secret = Map.of("AZURE_CLIENT_SECRET", SECRET);
    Map<String, String> file = Map.of("AZURE_FEDERATED_TOKEN_FILE", "/token");
    Map<String, String> client = Map.of("AZURE_CLIENT_ID", CLIENT);
    Map<String, String> tenant = Map.of("AZURE_TENANT_ID", "tenant-1");

    assertThat(refusal(with(function(), with(secret, client))))
        .isEqualTo(
            "the application is half set: AZURE_TENANT_ID is missing beside AZURE_CLIENT_ID and"
                + " AZURE_CLIENT_SECRET: set it, or unset the rest");
    assertThat(refusal(with(machine(), with(file, tenant))))
        .contains("AZURE_CLIENT_ID is missing beside AZURE_TENANT_ID and AZURE_FEDERATED_TOKEN");
    assertThat(refusal(with(machine(), secret)))
        .contains("AZURE_TENANT_ID and AZURE_CLIENT_ID are missing beside AZURE_CLIENT_SECRET")
        .doesNotContain(SECRET);
    assertThat(authority.asked()).isEmpty();
  }

  @Test
  void a_tenant_without_a_secret_is_asked_for_as_a_managed_identity_and_told_when_that_fails() {
    Map<String, String> tenant = Map.of("AZURE_TENANT_ID", "tenant-1", "AZURE_CLIENT_ID", CLIENT);
    String missing =
        "For an application AZURE_CLIENT_SECRET or AZURE_FEDERATED_TOKEN_FILE is missing beside"
            + " AZURE_TENANT_ID and AZURE_CLIENT_ID: set it";

    assertThat(refusal(with(machine(), tenant))).isEqualTo("none");
    authority.refuse("{\"error\":\"invalid_request\"}");
    assertThat(refusal(with(machine(), tenant)))
        .endsWith("gives no token: 401 invalid_request. " + missing);
    authority.close();
    assertThat(refusal(with(machine(), tenant)))
        .endsWith("does not answer. " + missing + ", or run where there is a managed identity");
    assertThat(refusal(with(machine(), Map.of("AZURE_CLIENT_ID", CLIENT))))
        .contains("AZURE_TENANT_ID and AZURE_CLIENT_SECRET or AZURE_FEDERATED_TOKEN_FILE are");
    assertThat(refusal(with(authority(), with(tenant, Map.of("AZURE_CLIENT_SECRET", SECRET)))))
        .endsWith("does not answer. See that this machine reaches it");
  }

  @Test
  void a_register_says_once_that_there_is_no_identity_and_which_cells_were_not_asked() {
    AzureClients clients =
        new AzureClients(
            new AzureAccess(
                AzureIdentity.of(
                    Map.of("AZURE_CLIENT_SECRET", SECRET), null, InstantSource.system()),
                InstantSource.system()));
    List<CasCell> cells = new ArrayList<>();
    for (String name : List.of("amsterdam", "frankfurt", "paris")) {
      StorageAccount account =
          new StorageAccount("shop" + name, URI.create("https://localhost:1"), null);
      cells.add(
          new BlobCell(
              new BlobObjects(clients, new BlobStore(name, account, "state")), name, "cell/f"));
    }

    assertThat(Registers.over(cells, FanOut.inTurn(), "f").read(soon()))
        .isEqualTo(
            new Register.Read.Unreachable(
                "no majority of 3 cells answers: azure/amsterdam, azure/frankfurt, azure/paris:"
                    + " the application is half set: AZURE_TENANT_ID and AZURE_CLIENT_ID are missing beside"
                    + " AZURE_CLIENT_SECRET: set them, or unset the rest"));
  }

  private static String refusal(Map<String, String> environment) {
    AzureIdentity identity =
        AzureIdentity.of(environment, null, InstantSource.system(), HttpClient::newBuilder);
    try {
      identity.getTokenSync(STORAGE);
      return "none";
    } catch (NoToken none) {
      return none.getMessage();
    }
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(some);
    all.putAll(more);
    return all;
  }

  private Map<String, String> function() {
    return Map.of(
        "IDENTITY_ENDPOINT", authority.uri("/msi/token").toString(), "IDENTITY_HEADER", SECRET);
  }

  private Map<String, String> machine() {
    return Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", authority.uri("/").toString());
  }

  private Map<String, String> authority() {
    return Map.of("AZURE_AUTHORITY_HOST", authority.uri("/").toString());
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(30);
  }
}
