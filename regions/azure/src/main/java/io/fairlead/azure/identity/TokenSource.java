package io.fairlead.azure.identity;

import io.fairlead.port.FaultWords;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who gives tokens, and how it is asked. */
sealed interface TokenSource {
  /**
   * The request for a token.
   *
   * @param audience as in {@code https://storage.azure.com}
   * @throws NoToken where what it needs is not to be had
   */
  HttpRequest request(String audience);

  /** For people: who is asked, as whom. */
  String name();

  /** What to do where nobody answers. */
  default String unanswered() {
    return "See that this machine reaches it";
  }

  /** What to add to a refusal; empty = nothing. */
  default String oversight() {
    return "";
  }

  /** Nobody, because the variables of an application are half there. */
  record Nobody(ApplicationVariables application) implements TokenSource {
    @Override
    public HttpRequest request(String audience) {
      throw new NoToken(
          "the application is half set: " + application.gap() + ", or unset the rest");
    }

    @Override
    public String name() {
      return "an application that is half set";
    }
  }

  /**
   * The managed identity of a function or an App Service.
   *
   * @param client id of a user-assigned identity; null = the system's
   * @param application what is there of an application's variables
   * @see <a href="https://learn.microsoft.com/azure/app-service/overview-managed-identity">REST
   *     endpoint reference</a>
   */
  record OfFunction(
      URI endpoint, String header, @Nullable String client, ApplicationVariables application)
      implements TokenSource {
    @Override
    public HttpRequest request(String audience) {
      return HttpRequest.newBuilder(query(endpoint, "2019-08-01", audience, client))
          .header("X-IDENTITY-HEADER", header)
          .build();
    }

    @Override
    public String name() {
      return "the function's managed identity" + as(client);
    }

    @Override
    public String unanswered() {
      return application.unanswered();
    }

    @Override
    public String oversight() {
      return application.oversight();
    }
  }

  /**
   * The managed identity of a virtual machine.
   *
   * @param client id of a user-assigned identity; null = the only one
   * @param application what is there of an application's variables
   * @see <a
   *     href="https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token">How
   *     to use managed identities on a VM</a>
   */
  record OfMachine(URI base, @Nullable String client, ApplicationVariables application)
      implements TokenSource {
    @Override
    public HttpRequest request(String audience) {
      URI endpoint = base.resolve("/metadata/identity/oauth2/token");
      return HttpRequest.newBuilder(query(endpoint, "2018-02-01", audience, client))
          .header("Metadata", "true")
          .build();
    }

    @Override
    public String name() {
      return "the machine's managed identity" + as(client);
    }

    @Override
    public String unanswered() {
      return application.unanswered();
    }

    @Override
    public String oversight() {
      return application.oversight();
    }
  }

  /** An application of a tenant, as it proves itself. */
  record Application(URI authority, String tenant, String client, Proof proof)
      implements TokenSource {
    @Override
    public HttpRequest request(String audience) {
      Map<String, String> form = new TreeMap<>(proof.form());
      form.put("client_id", client);
      form.put("grant_type", "client_credentials");
      form.put("scope", audience + "/.default");
      return HttpRequest.newBuilder(authority.resolve("/" + tenant + "/oauth2/v2.0/token"))
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString(encoded(form)))
          .build();
    }

    @Override
    public String name() {
      return proof.name() + " of application " + client;
    }
  }

  /** How an application proves itself. */
  sealed interface Proof {
    /** Its part of the request. */
    Map<String, String> form();

    /** For people. */
    String name();
  }

  /** By a secret, which is never printed. */
  record BySecret(String secret) implements Proof {
    @Override
    public Map<String, String> form() {
      return Map.of("client_secret", secret);
    }

    @Override
    public String name() {
      return "the secret";
    }

    @Override
    public String toString() {
      return "(not shown)";
    }
  }

  /** By a token of somebody else whom the tenant trusts; the file is written anew now and then. */
  record ByFile(Path file) implements Proof {
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    @Override
    public Map<String, String> form() {
      try {
        return Map.of(
            "client_assertion_type",
            TYPE,
            "client_assertion",
            Files.readString(file, StandardCharsets.US_ASCII).strip());
      } catch (IOException e) {
        throw new NoToken(
            "AZURE_FEDERATED_TOKEN_FILE cannot be read: " + file + " (" + FaultWords.kind(e) + ")");
      }
    }

    @Override
    public String name() {
      return "the workload identity";
    }
  }

  /** By a token that another cloud signed for this process, asked for each time. */
  record ByPassport(Supplier<String> token) implements Proof {
    @Override
    public Map<String, String> form() {
      try {
        return Map.of("client_assertion_type", ByFile.TYPE, "client_assertion", token.get());
      } catch (IllegalStateException none) {
        throw new NoToken("the other cloud vouches for nobody: " + none.getMessage());
      }
    }

    @Override
    public String name() {
      return "the other cloud's token";
    }
  }

  private static URI query(URI endpoint, String version, String audience, @Nullable String client) {
    Map<String, String> query = new TreeMap<>();
    query.put("api-version", version);
    query.put("resource", audience);
    if (client != null) {
      query.put("client_id", client);
    }
    return URI.create(endpoint + "?" + encoded(query));
  }

  private static String as(@Nullable String client) {
    return client == null ? "" : " " + client;
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
