package io.fairlead.azure.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The variables by which a process is an application. Half of them are an oversight, and whoever
 * made it looks for it in vain where a managed identity is said to fail.
 *
 * @param secret {@code AZURE_CLIENT_SECRET}, never printed
 * @param file {@code AZURE_FEDERATED_TOKEN_FILE}
 */
record ApplicationVariables(String tenant, String client, String secret, String file) {
  private static final String TENANT = "AZURE_TENANT_ID";
  private static final String CLIENT = "AZURE_CLIENT_ID";
  private static final String SECRET = "AZURE_CLIENT_SECRET";
  private static final String FILE = "AZURE_FEDERATED_TOKEN_FILE";

  static ApplicationVariables of(Map<String, String> environment) {
    return new ApplicationVariables(
        environment.getOrDefault(TENANT, ""),
        environment.getOrDefault(CLIENT, ""),
        environment.getOrDefault(SECRET, ""),
        environment.getOrDefault(FILE, ""));
  }

  /** Whether it is one. */
  boolean areComplete() {
    return proves() && !tenant.isEmpty() && !client.isEmpty();
  }

  /**
   * Whether nobody but an application can be meant, though something is missing: a client alone may
   * name a managed identity, and a tenant beside it is no harm.
   */
  boolean areHalf() {
    return proves() && !areComplete();
  }

  private boolean proves() {
    return !(secret.isEmpty() && file.isEmpty());
  }

  /** What is missing beside what is there, and to set it. */
  String gap() {
    List<String> given = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    (tenant.isEmpty() ? missing : given).add(TENANT);
    (client.isEmpty() ? missing : given).add(CLIENT);
    (proves() ? given : missing)
        .add(!proves() ? SECRET + " or " + FILE : secret.isEmpty() ? FILE : SECRET);
    boolean one = missing.size() == 1;
    return "%s %s missing beside %s: set %s"
        .formatted(joined(missing), one ? "is" : "are", joined(given), one ? "it" : "them");
  }

  /** What to do where no managed identity answers. */
  String unanswered() {
    String set =
        tenant.isEmpty() && client.isEmpty()
            ? "Set " + TENANT + ", " + CLIENT + " and " + SECRET + " or " + FILE
            : "For an application " + gap();
    return set + ", or run where there is a managed identity";
  }

  /** Added to a managed identity's refusal: a tenant says that something else was meant. */
  String oversight() {
    return tenant.isEmpty() ? "" : ". For an application " + gap();
  }

  private static String joined(List<String> names) {
    return String.join(" and ", names);
  }

  @Override
  public String toString() {
    return "(not shown)";
  }
}
