package io.fairlead.wiring.azure;

import io.fairlead.azure.client.AzureAccess;
import java.net.URI;
import java.util.Map;

/** Where Azure Resource Manager answers: tests and private links have it elsewhere. */
final class ArmEndpoint {
  /** The environment variable with its URL. */
  static final String VARIABLE = "FAIRLEAD_ARM_ENDPOINT";

  private ArmEndpoint() {}

  /**
   * That of an environment; the public cloud's where it names none.
   *
   * @throws IllegalArgumentException when it is no URL
   */
  static URI of(Map<String, String> environment) {
    String text = environment.getOrDefault(VARIABLE, "").strip();
    return text.isEmpty() ? AzureAccess.PUBLIC : URI.create(text.replaceFirst("/$", ""));
  }
}
