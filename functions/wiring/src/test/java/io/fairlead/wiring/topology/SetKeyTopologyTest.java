package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.ArtifactKind;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Keys that sets are signed with, and those that certificates are sealed with. */
final class SetKeyTopologyTest {
  private static final String BOX = "MCowBQYDK2VuAyEAhSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=";

  private static final String P256 =
      "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEhgIU5pU3A6CAUwovKCdY7gBg+dysxyioWpKc/Cctp4J8"
          + "a+RLTNoiDwLPw5MKJOeGbkUKj9SZEsF1wKP7acRCzg==";

  @Test
  void a_key_may_be_in_a_key_service_and_is_of_the_kind_that_it_signs_with() {
    String arn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    String url = "https://shop.vault.azure.net/keys/fleet/0123456789abcdef0123456789abcdef";
    Edited kms =
        ReplicationTopologyTest.fleet()
            .with("file: master.pem", "kms: \"" + arn + "\"")
            .with(ReplicationTopologyTest.KEY, P256);
    Edited vault =
        ReplicationTopologyTest.fleet()
            .with("file: master.pem", "keyVault: \"" + url + "\"")
            .with(ReplicationTopologyTest.KEY, P256);

    assertThat(kms.valid().replication().sets().get("gateway").sign())
        .containsExactly(new SigningKey("master-2026", new KeyPlace.Kms(arn)));
    assertThat(new KeyPlace.Kms(arn).location()).isEqualTo("eu-west-1");
    assertThat(vault.valid().replication().sets().get("gateway").sign())
        .containsExactly(new SigningKey("master-2026", new KeyPlace.Vault(URI.create(url))));
    assertThat(vault.warnings()).as("a version is no secret").noneMatch(w -> w.contains("secret"));
    assertThat(kms.with(P256, ReplicationTopologyTest.KEY).errors())
        .containsExactly(
            "replication.sets.gateway.sign[0].key: a key service signs with ECDSA P-256 SHA-256,"
                + " and the public key 'master-2026' is of Ed25519");
    assertThat(ReplicationTopologyTest.fleet().with(ReplicationTopologyTest.KEY, P256).errors())
        .containsExactly(
            "replication.sets.gateway.sign[0].key: a file signs with Ed25519, and the public key"
                + " 'master-2026' is of ECDSA P-256 SHA-256");
    assertThat(kms.with("key/1234", "alias/1234").errors()).hasSize(1);
    assertThat(vault.with("shop.vault.azure.net", "vault.example.com").errors()).hasSize(1);
    assertThat(vault.with("/0123456789abcdef0123456789abcdef", "").errors()).hasSize(1);
    assertThat(kms.with("kms: \"", "file: a, kms: \"").errors())
        .contains(
            "replication.sets.gateway.sign[0]: exactly one of file, kms, keyVault; found file and"
                + " kms");
  }

  @Test
  void certificates_are_sealed_with_the_first_key_of_a_region_and_opened_with_all() {
    Edited fleet =
        ReplicationTopologyTest.fleet()
            .with(
                "  sets:\n    gateway:",
                ("  boxes:\n    us-east:\n      - {key: east-2027, public: \"%1$s\", file: east.pem}\n"
                        + "      - {key: east-2026, public: \"%1$s\"}\n  sets:\n    gateway:")
                    .formatted(BOX))
            .with("kind: policies", "kind: certificates");
    Replication replication = fleet.valid().replication();

    assertThat(replication.boxes().get("us-east"))
        .containsExactly(
            new Tokens.BoxKey(
                "east-2027", BOX, Examples.root().resolve("examples/east.pem").toAbsolutePath()),
            new Tokens.BoxKey("east-2026", BOX, null));
    assertThat(replication.sets().get("gateway").objects().getFirst().kind())
        .isEqualTo(ArtifactKind.CERTIFICATES);
    assertThat(fleet.with("east-2026", "east-2025").valid().fleet().digest())
        .isNotEqualTo(fleet.valid().fleet().digest());
    assertThat(fleet.with("east.pem", "moved.pem").valid().fleet().digest())
        .isEqualTo(fleet.valid().fleet().digest());
    assertThat(fleet.with("    us-east:\n      - {key", "    us-eats:\n      - {key").errors())
        .singleElement()
        .asString()
        .contains("there is no region 'us-eats'; did you mean 'us-east'?");
    assertThat(fleet.with(BOX, ReplicationTopologyTest.KEY).errors())
        .isNotEmpty()
        .allMatch(error -> error.contains("public: "));
  }
}
