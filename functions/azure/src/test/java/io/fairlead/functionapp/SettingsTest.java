package io.fairlead.functionapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final String URL =
      "https://shopstate.blob.core.windows.net/config/a/fairlead.yaml";

  @Test
  void the_topologys_account_container_and_blob_are_in_its_url() {
    Settings settings = Settings.of(Map.of("FAIRLEAD_REGION", "paris", "FAIRLEAD_TOPOLOGY", URL));

    assertThat(settings.region()).isEqualTo("paris");
    assertThat(settings.store().account().name()).isEqualTo("shopstate");
    assertThat(settings.store().account().endpoint())
        .hasToString("https://shopstate.blob.core.windows.net");
    assertThat(settings.store().account().key()).isNull();
    assertThat(settings.store().container()).isEqualTo("config");
    assertThat(settings.blob()).isEqualTo("a/fairlead.yaml");
  }

  @Test
  void an_emulators_account_is_in_the_path_and_has_a_key() {
    Settings settings =
        Settings.of(
            Map.of(
                "FAIRLEAD_REGION",
                "paris",
                "FAIRLEAD_TOPOLOGY",
                "http://127.0.0.1:10000/devstoreaccount1/config/fairlead.yaml",
                "FAIRLEAD_TOPOLOGY_KEY",
                "c2VjcmV0"));

    assertThat(settings.store().account().name()).isEqualTo("devstoreaccount1");
    assertThat(settings.store().account().endpoint())
        .hasToString("http://127.0.0.1:10000/devstoreaccount1");
    assertThat(settings.toString()).doesNotContain("c2VjcmV0");
  }

  @Test
  void what_is_missing_or_wrong_is_named() {
    assertThatThrownBy(() -> Settings.of(Map.of("FAIRLEAD_TOPOLOGY", URL)))
        .hasMessage("the function app's settings need FAIRLEAD_REGION");
    assertThatThrownBy(() -> Settings.of(Map.of("FAIRLEAD_TOPOLOGY", "s3://bucket/key")))
        .hasMessage(
            "FAIRLEAD_TOPOLOGY needs https://ACCOUNT.blob.core.windows.net/CONTAINER/BLOB; found"
                + " 's3://bucket/key'");
    assertThatThrownBy(
            () -> Settings.of(Map.of("FAIRLEAD_TOPOLOGY", "http://127.0.0.1:1/account/c/b")))
        .hasMessageStartingWith("no identity's token is sent over http");
  }
}
