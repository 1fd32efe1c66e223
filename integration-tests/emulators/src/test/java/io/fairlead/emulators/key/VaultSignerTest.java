package io.fairlead.emulators.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.identity.AzureIdentity;
import io.fairlead.azure.key.VaultSigner;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.emulators.azure.Authority;
import io.fairlead.parts.SelfSigned;
import io.fairlead.port.Signer;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests signed by keys of a vault, over TLS, with tokens that are made for vaults. */
class VaultSignerTest {
  private static final String GONE = "0".repeat(32);

  @TempDir private static Path folder;
  private static SSLContext tls;

  @TempDir private Path work;
  private Authority authority;
  private Vault vault;
  private AzureClients clients;

  @BeforeAll
  static void makeCertificate() throws Exception {
    tls = SelfSigned.localhost(folder);
  }

  @BeforeEach
  void start() throws Exception {
    authority = new Authority();
    vault = new Vault(tls);
    InstantSource clock = InstantSource.system();
    clients =
        new AzureClients(
            new AzureAccess(
                AzureIdentity.of(
                    Map.of(
                        "IDENTITY_ENDPOINT",
                        authority.uri("/msi/token").toString(),
                        "IDENTITY_HEADER",
                        "h"),
                    null,
                    clock),
                clock,
                () -> HttpClient.newBuilder().sslContext(tls)));
  }

  @AfterEach
  void stop() {
    assertThat(vault.misformed()).isEmpty();
    vault.close();
    authority.close();
  }

  @Test
  void a_set_signed_in_a_vault_is_taken_where_nobody_reaches_the_vault() throws Exception {
    SignedSet set = new SignedSet(work, 100);
    URI key = vault.make("fleet", "secp256r1");
    set.trust("in-vault", vault.publicKey(key));

    // Numbers of a signature begin with zeros or high bits now and then; each must be read.
    for (int version = 0; version < 24; version++) {
      set.change();
      assertThat(set.publish(signer("in-vault", key)).outcome())
          .isInstanceOf(PublishReport.Outcome.Done.class);
    }
    authority.close();
    assertThat(set.replicate().outcome()).isInstanceOf(ReplicateReport.Outcome.Applied.class);
    assertThat(authority.asked())
        .singleElement()
        .satisfies(asked -> assertThat(asked.query()).contains("resource=https://vault.azure.net"));
  }

  @Test
  void a_key_in_a_vault_and_one_in_a_file_replace_each_other() throws Exception {
    SignedSet set = new SignedSet(work, 3);
    URI key = vault.make("fleet", "secp256r1");
    set.trust("old", vault.publicKey(key));
    set.publish(signer("old", key));
    set.replicate();
    Signer file = set.local("new");

    set.change();
    set.publish(signer("old", key), file);
    assertThat(set.replicate().outcome()).isInstanceOf(ReplicateReport.Outcome.Applied.class);
    set.drop("old");
    set.change();
    assertThat(set.publish(file).outcome()).isInstanceOf(PublishReport.Outcome.Done.class);
    assertThat(set.replicate().outcome()).isInstanceOf(ReplicateReport.Outcome.Applied.class);
  }

  @Test
  void why_a_vault_does_not_sign_is_a_sentence_without_what_it_says_of_the_caller()
      throws Exception {
    URI key = vault.make("fleet", "secp256r1");
    URI disabled = vault.make("fleet", "secp256r1");
    vault.disable(disabled);

    assertThat(why(disabled))
        .isEqualTo(
            "Sign on "
                + disabled
                + " answered 403 KeyDisabled: enable the key, or sign with another one");
    assertThat(why(vault.make("other", "secp384r1")))
        .endsWith(" answered 400 BadParameter: a key of curve P-256 is needed");
    assertThat(why(key.resolve(GONE))).endsWith("KeyNotFound: correct the key's name or version");
    vault.refuse(new Vault.Refusal(403, "Forbidden", "ForbiddenByRbac"));
    assertThat(why(key))
        .contains("403 ForbiddenByRbac: grant the identity Microsoft.KeyVault/vaults/keys/sign")
        .doesNotContain("secret-of-the-caller");
    vault.refuse(new Vault.Refusal(403, "Forbidden", "ForbiddenByFirewall"));
    assertThat(why(key)).endsWith(": let this network reach the vault");
    vault.refuse(new Vault.Refusal(429, "Throttled", ""));
    assertThat(why(key)).endsWith(": the vault is throttled: publish again in a moment");
    assertThat(signer("k", key).sign(new byte[1], Instant.EPOCH))
        .isEqualTo(new Signer.Signed.Failed("no time was left to ask localhost"));
  }

  @Test
  void where_there_is_no_vault_or_no_token_it_is_said() throws Exception {
    URI key = vault.make("fleet", "secp256r1");

    authority.refuse("{\"error\":\"invalid_client\"}");
    assertThat(why(key))
        .startsWith("Sign on " + key + " was not sent: ")
        .endsWith("gives no token: 401 invalid_client");
    vault.close();
    assertThat(why(key)).startsWith("Sign on " + key + " was not sent: ");
  }

  private Signer signer(String id, URI key) {
    return new VaultSigner(clients, id, key);
  }

  private String why(URI key) {
    return signer("k", key).sign(new byte[5000], SignedSet.deadline())
            instanceof Signer.Signed.Failed(String why)
        ? why
        : "it signed";
  }
}
