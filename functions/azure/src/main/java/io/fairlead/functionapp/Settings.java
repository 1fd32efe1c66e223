package io.fairlead.functionapp;

import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.client.AccountKey;
import io.fairlead.azure.client.StorageAccount;
import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a function app's environment says.
 *
 * @param region the name of its region in the topology
 * @param store the container that holds the topology
 * @param blob of the topology in the container
 */
record Settings(String region, BlobStore store, String blob) {
  /** {@code https://ACCOUNT.blob.core.windows.net/CONTAINER/BLOB}. */
  private static final Pattern BY_HOST =
      Pattern.compile("(https://([a-z0-9]{3,24})\\.blob\\.[a-z0-9.-]+)/([^/]+)/(.+)");

  /** {@code http://127.0.0.1:10000/ACCOUNT/CONTAINER/BLOB}, as emulators have it. */
  private static final Pattern BY_PATH =
      Pattern.compile("(https?://(?:[0-9.]+|localhost):[0-9]+/([a-z0-9]{3,24}))/([^/]+)/(.+)");

  private static final String FORM =
      "FAIRLEAD_TOPOLOGY needs https://ACCOUNT.blob.core.windows.net/CONTAINER/BLOB; found '";

  /**
   * Reads {@code FAIRLEAD_REGION}, {@code FAIRLEAD_TOPOLOGY} and, for emulators, {@code
   * FAIRLEAD_TOPOLOGY_KEY}.
   *
   * @throws IllegalArgumentException naming the variable that is missing or of another form
   */
  static Settings of(Map<String, String> environment) {
    String topology = needed(environment, "FAIRLEAD_TOPOLOGY");
    String key = environment.getOrDefault("FAIRLEAD_TOPOLOGY_KEY", "");
    Matcher at = BY_HOST.matcher(topology);
    if (!at.matches()) {
      at = BY_PATH.matcher(topology);
      if (!at.matches()) {
        throw new IllegalArgumentException(FORM + topology + "'");
      }
    }
    if (topology.startsWith("http:") && key.isBlank()) {
      throw new IllegalArgumentException(
          "no identity's token is sent over http: FAIRLEAD_TOPOLOGY needs https, or an emulator's"
              + " FAIRLEAD_TOPOLOGY_KEY");
    }
    @Nullable AccountKey account = key.isBlank() ? null : new AccountKey(key);
    return new Settings(
        needed(environment, "FAIRLEAD_REGION"),
        new BlobStore(
            "the topology's container",
            new StorageAccount(at.group(2), URI.create(at.group(1)), account),
            at.group(3)),
        at.group(4));
  }

  private static String needed(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException("the function app's settings need " + name);
    }
    return value;
  }
}
