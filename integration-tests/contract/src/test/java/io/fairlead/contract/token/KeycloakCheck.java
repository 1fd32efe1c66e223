package io.fairlead.contract.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.local.http.Json;
import io.fairlead.local.token.Callers;
import io.fairlead.local.token.IntrospectionServer;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.token.TokenClass;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The same questions of RFC 7662 put to Fairlead and to Keycloak. It takes about a minute of
 * processor time, so that {@code integration-tests/full keycloak} runs it, and no build does.
 */
@NeedsParts(Part.KEYCLOAK)
final class KeycloakCheck {
  private static final String GATEWAY = "gateway:" + Keycloak.SECRET;
  private static Keycloak keycloak;

  @TempDir private Path work;

  private final HttpClient client = HttpClient.newHttpClient();
  private Regions regions;
  private Regions.Issued issued;
  private IntrospectionServer ours;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    keycloak = Keycloak.start();
  }

  @AfterAll
  static void end() {
    if (keycloak != null) {
      keycloak.close();
    }
  }

  @BeforeEach
  void issue() throws IOException {
    regions = new Regions(work, 3);
    ours =
        IntrospectionServer.start(
            new InetSocketAddress("127.0.0.1", 0),
            new Callers(Map.of("gateway", Keycloak.SECRET)),
            regions::now);
    issued = regions.make(TokenClass.REGION_LOCAL, "eu-west");
    regions.at("eu-west").issue(issued.opened());
    read();
  }

  @AfterEach
  void stop() {
    ours.close();
    client.close();
  }

  private void read() {
    regions.settle();
    ours.know(regions.at("eu-west").read().book(), regions.takeovers(), regions.now());
  }

  @Test
  void an_active_token_is_told_by_members_of_the_same_types() throws Exception {
    JsonNode theirs = json(post(theirs(), "token=" + theirToken("orders"), GATEWAY));
    JsonNode here = json(post(here(), "token=" + issued.text().clear(), GATEWAY));

    assertThat(theirs.path("active").asBoolean()).isTrue();
    assertThat(here.path("active").asBoolean()).isTrue();
    for (String member :
        List.of("active", "iss", "sub", "client_id", "exp", "iat", "jti", "scope", "token_type")) {
      assertThat(here.path(member).getNodeType())
          .as(member)
          .isEqualTo(theirs.path(member).getNodeType());
    }
    assertThat(here.path("token_type")).isEqualTo(theirs.path("token_type"));
    assertThat(theirs.path("client_id").asString()).isEqualTo("orders");
  }

  @Test
  void every_other_question_gets_the_same_status_and_the_same_word() throws Exception {
    String theirToken = theirToken("orders");
    String ourToken = issued.text().clear();
    List<String[]> questions =
        List.of(
            new String[] {"token=garbage", GATEWAY},
            new String[] {"token=eyJhbGciOiJub25lIn0.e30.", GATEWAY},
            new String[] {"other=1", GATEWAY},
            new String[] {"token=a&token=b", GATEWAY},
            new String[] {"token=TOKEN", "gateway:a-secret-of-nobody-here"},
            new String[] {"token=TOKEN", "nobody:" + Keycloak.SECRET},
            new String[] {"token=TOKEN", ""});
    for (String[] question : questions) {
      HttpResponse<String> theirs =
          post(theirs(), question[0].replace("TOKEN", theirToken), question[1]);
      HttpResponse<String> here = post(here(), question[0].replace("TOKEN", ourToken), question[1]);

      assertThat(here.statusCode()).as(question[0]).isEqualTo(theirs.statusCode());
      assertThat(json(here).path("active")).isEqualTo(json(theirs).path("active"));
      assertThat(json(here).path("error")).isEqualTo(json(theirs).path("error"));
    }
  }

  @Test
  void what_is_no_form_or_no_post_is_refused_by_both() throws Exception {
    String secret = "gateway:" + Keycloak.SECRET;
    String escaped = "gateway:" + Keycloak.SECRET.replace("-", "%2D");
    for (String type : List.of("application/json", "text/plain")) {
      // Keycloak calls it a bad request; RFC 9110 has a status for it.
      assertThat(status(here(), "POST", type, secret)).as(type).isEqualTo(415);
      assertThat(status(theirs(), "POST", type, secret)).as(type).isIn(400, 415);
    }
    String form = "application/x-www-form-urlencoded";
    for (String method : List.of("GET", "HEAD", "PUT", "DELETE")) {
      assertThat(status(here(), method, form, secret))
          .as(method)
          .isEqualTo(status(theirs(), method, form, secret));
    }
    assertThat(escaped).contains("%2D");
    assertThat(status(here(), "POST", form, escaped))
        .isEqualTo(status(theirs(), "POST", form, escaped))
        .isEqualTo(200);
  }

  private int status(URI to, String method, String type, String credential) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .header("Content-Type", type)
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credential.getBytes(StandardCharsets.UTF_8)))
            .method(
                method,
                method.equals("POST")
                    ? HttpRequest.BodyPublishers.ofString("token=x")
                    : HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  @Test
  void a_revoked_token_is_not_active_at_either() throws Exception {
    String theirToken = theirToken("orders");
    HttpResponse<String> revoked =
        post(keycloak.at("revoke"), "token=" + theirToken, "orders:" + Keycloak.SECRET);
    regions.at("eu-west").revoke(issued.revocation());
    read();

    assertThat(revoked.statusCode()).isEqualTo(200);
    assertThat(post(theirs(), "token=" + theirToken, GATEWAY).body())
        .isEqualTo(post(here(), "token=" + issued.text().clear(), GATEWAY).body())
        .isEqualTo("{\"active\":false}");
  }

  @Test
  void a_token_of_another_issuer_is_not_active_and_nobody_is_named_who_would_accept_it()
      throws Exception {
    assertThat(post(here(), "token=" + theirToken("orders"), GATEWAY).body())
        .isEqualTo("{\"active\":false}");
    assertThat(post(theirs(), "token=" + issued.text().clear(), GATEWAY).body())
        .isEqualTo("{\"active\":false}");
  }

  @Test
  void a_token_whose_audience_is_not_who_asks_is_not_active_at_either() throws Exception {
    Regions.Issued elsewhere = regions.make(TokenClass.REGION_LOCAL, "us-east");
    regions.at("us-east").issue(elsewhere.opened());
    read();

    assertThat(
            json(post(theirs(), "token=" + theirToken("stranger"), GATEWAY))
                .path("active")
                .asBoolean(true))
        .isFalse();
    assertThat(
            json(post(here(), "token=" + elsewhere.text().clear(), GATEWAY))
                .path("active")
                .asBoolean(true))
        .isFalse();
  }

  private URI here() {
    return URI.create("http://127.0.0.1:%d/introspect".formatted(ours.address().getPort()));
  }

  private static URI theirs() {
    return keycloak.at("token/introspect");
  }

  /** A token by client credentials. */
  private String theirToken(String of) throws Exception {
    return json(post(
            keycloak.at("token"), "grant_type=client_credentials", of + ":" + Keycloak.SECRET))
        .path("access_token")
        .asString();
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> post(URI to, String form, String credential) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    if (!credential.isEmpty()) {
      request.header(
          "Authorization",
          "Basic "
              + Base64.getEncoder().encodeToString(credential.getBytes(StandardCharsets.UTF_8)));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
