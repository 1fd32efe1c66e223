package io.fairlead.emulators.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.azure.blob.BlobStore;
import io.fairlead.emulators.azure.Azurite;
import org.junit.jupiter.api.Test;

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
}
