package io.fairlead.wiring.azure;

import io.fairlead.azure.client.AzureAccess;
import io.fairlead.wiring.region.WrongVariable;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Where Azure Resource Manager answers: tests and private links have it elsewhere. */
final class ArmEndpoint {
  /** The environment variable with its URL. */
  static final String VARIABLE = "FAIRLEAD_ARM_ENDPOINT";

  private ArmEndpoint() {}

  /**
   * That of an environment; the public cloud's where it names none.
   *
   * @throws WrongVariable when it is no URL
   */
  static URI of(Map<String, String> environment) {
    String text = environment.getOrDefault(VARIABLE, "").strip();
    return text.isEmpty() ? AzureAccess.PUBLIC : url(text);
  }

  private static URI url(String text) {
    try {
      URI url = URI.create(text.replaceFirst("/$", ""));
      if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
        return url;
      }
    } catch (IllegalArgumentException _) {
      // Told below: what URI says of it is not for people.
    }
    throw new WrongVariable(
        VARIABLE
            + " needs an http or https URL, as in https://management.azure.com; found '"
            + text
            + "'");
  }
}
