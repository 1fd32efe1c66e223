package io.fairlead.emulators.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.emulators.azure.Azurite;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is somebody's is not touched by a name that was set by mistake. */
class OnlyDisposableTest {
  private static final String GOOD =
      "https://one.blob.core.windows.net/fairlead-test, https://two.blob.core.windows.net/fairlead-test-2,"
          + Azurite.ACCOUNT;

  @Test
  void containers_are_named_by_their_urls_and_are_three() {
    String three = GOOD.replace(Azurite.ACCOUNT, "http://127.0.0.1:1/dev/fairlead-test-3");

    assertThat(Account.stores(three, null))
        .extracting(BlobStore::container)
        .containsExactly("fairlead-test", "fairlead-test-2", "fairlead-test-3");
    assertThat(Account.stores(three, null))
        .extracting(store -> store.account().name() + " " + store.account().endpoint())
        .containsExactly(
            "one https://one.blob.core.windows.net",
            "two https://two.blob.core.windows.net",
            "dev http://127.0.0.1:1/dev");
    assertThatThrownBy(
            () -> Account.stores("https://one.blob.core.windows.net/fairlead-test", null))
        .hasMessageContaining("expected the URLs of three containers");
  }

  @Test
  void a_container_that_is_not_called_a_tests_is_refused() {
    assertThatThrownBy(() -> Account.stores("https://one.blob.core.windows.net/state", null))
        .hasMessage(
            "FAIRLEAD_REAL_AZURE_CONTAINERS: the container 'state' may be somebody's: name one that"
                + " begins with fairlead-test");
  }

  @Test
  void a_resource_that_its_owner_did_not_tag_is_refused() {
    ArmId zone = ArmId.network("s", "g", "dnsZones/orders.example.com");
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.putObject("tags").put("fairlead-test", "maybe");

    assertThatThrownBy(() -> Account.needDisposable("FAIRLEAD_REAL_AZURE_ZONE", zone, body))
        .hasMessage(
            "FAIRLEAD_REAL_AZURE_ZONE: orders.example.com has no tag 'fairlead-test: disposable',"
                + " and tests would change it: tag what they may have");
    body.withObjectProperty("tags").put("fairlead-test", "disposable");
    Account.needDisposable("FAIRLEAD_REAL_AZURE_ZONE", zone, body);
  }
}
