package io.fairlead.emulators;

import java.util.Map;

/** Which image of LocalStack runs where a container engine answers. */
final class LocalStackImage {
  /** Images from March 2026 on start with this token alone. */
  static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";

  /** The last that starts without a token. */
  private static final String WITHOUT_TOKEN = "localstack/localstack:4.14.0";

  private static final String WITH_TOKEN = "localstack/localstack:latest";

  private LocalStackImage() {}

  /** The image, of an environment with or without a token. */
  static String name(Map<String, String> environment) {
    return environment.getOrDefault(TOKEN, "").isBlank() ? WITHOUT_TOKEN : WITH_TOKEN;
  }

  /** What the container is told. */
  static Map<String, String> settings(Map<String, String> environment) {
    Map<String, String> quiet = Map.of("DISABLE_EVENTS", "1", "SKIP_SSL_CERT_DOWNLOAD", "1");
    if (environment.getOrDefault(TOKEN, "").isBlank()) {
      return quiet;
    }
    Map<String, String> all = new java.util.TreeMap<>(quiet);
    all.put(TOKEN, environment.get(TOKEN));
    return all;
  }
}
