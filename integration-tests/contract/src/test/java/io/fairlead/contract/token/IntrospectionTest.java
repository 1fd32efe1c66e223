package io.fairlead.contract.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.local.http.Json;
import io.fairlead.local.token.Callers;
import io.fairlead.local.token.IntrospectionServer;
import io.fairlead.token.TokenClass;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The endpoint of RFC 7662: whom it answers, and what. */
final class IntrospectionTest {
  private static final String SECRET = "a-secret-of-the-gateway";

  @TempDir private Path work;

  private final HttpClient client = HttpClient.newHttpClient();
  private Regions regions;
  private IntrospectionServer west;
  private IntrospectionServer east;

  @BeforeEach
  void start() throws IOException {
    regions = new Regions(work, 3);
    west = server();
    east = server();
  }

  private IntrospectionServer server() throws IOException {
    return IntrospectionServer.start(
        new InetSocketAddress("127.0.0.1", 0),
        new Callers(Map.of("gateway", SECRET)),
        regions::now);
  }

  @AfterEach
  void stop() {
    west.close();
    east.close();
    client.close();
  }

  private void tick() {
    regions.settle();
    west.know(regions.at("eu-west").read().book(), regions.takeovers(), regions.now());
    east.know(regions.at("us-east").read().book(), regions.takeovers(), regions.now());
  }

  private HttpResponse<String> ask(IntrospectionServer server, String body, String credential)
      throws Exception {
    return ask(server, body, credential, "application/x-www-form-urlencoded");
  }

  private HttpResponse<String> ask(
      IntrospectionServer server, String body, String credential, String type) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/introspect".formatted(server.address().getPort())))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!credential.isEmpty()) {
      request.header(
          "Authorization",
          "Basic "
              + Base64.getEncoder().encodeToString(credential.getBytes(StandardCharsets.UTF_8)));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode answer(IntrospectionServer server, Regions.Issued token) throws Exception {
    HttpResponse<String> response =
        ask(
            server,
            "token_type_hint=access_token&token=" + token.text().clear(),
            "gateway:" + SECRET);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    return Json.parse(response.body().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void the_same_token_is_active_at_home_and_elsewhere_told_where() throws Exception {
    Regions.Issued token = regions.make(TokenClass.REGION_LOCAL, "eu-west");
    regions.at("eu-west").issue(token.opened());
    tick();

    JsonNode home = answer(west, token);
    assertThat(home.path("active").asBoolean()).isTrue();
    assertThat(home.path("iss").asString()).isEqualTo("https://tokens.test");
    assertThat(home.path("sub").asString()).isEqualTo("anna");
    assertThat(home.path("client_id").asString()).isEqualTo("orders-app");
    assertThat(home.path("aud").toString()).isEqualTo("[\"https://eu-west.api.test\"]");
    assertThat(home.path("exp").asLong()).isEqualTo(token.grant().expires().getEpochSecond());
    assertThat(home.path("iat").asLong()).isEqualTo(token.grant().issued().getEpochSecond());
    assertThat(home.path("jti").asString()).isEqualTo(token.grant().id().hex());
    assertThat(home.path("scope").asString()).isEqualTo("orders:read");
    assertThat(home.path("token_type").asString()).isEqualTo("Bearer");
    assertThat(answer(east, token)).hasToString("{\"active\":false,\"accepted_by\":[\"eu-west\"]}");
  }

  @Test
  void a_token_of_another_region_is_refused_by_its_audience_where_its_state_would_do()
      throws Exception {
    Regions.Issued both = regions.make(TokenClass.GLOBAL, "eu-west", "us-east");
    Regions.Issued token =
        Regions.forAudienceOf("eu-west", regions.make(TokenClass.GLOBAL, "eu-west", "us-east"));
    regions.at("eu-west").issue(both.opened());
    regions.at("eu-west").issue(token.opened());
    tick();

    assertThat(answer(east, both).path("aud").toString())
        .isEqualTo("[\"https://eu-west.api.test\",\"https://us-east.api.test\"]");
    assertThat(answer(west, token).path("active").asBoolean()).isTrue();
    assertThat(answer(east, token)).hasToString("{\"active\":false}");
  }

  @Test
  void a_revocation_is_seen_elsewhere_one_tick_later() throws Exception {
    Regions.Issued token = regions.make(TokenClass.GLOBAL, "eu-west", "us-east");
    regions.at("eu-west").issue(token.opened());
    tick();
    assertThat(answer(east, token).path("active").asBoolean()).isTrue();
    regions.at("eu-west").revoke(token.revocation());
    tick();

    assertThat(answer(east, token)).hasToString("{\"active\":false}");
    assertThat(answer(west, token)).hasToString("{\"active\":false}");
  }

  @Test
  void whoever_does_not_authenticate_learns_nothing() throws Exception {
    Regions.Issued token = regions.make(TokenClass.REGION_LOCAL, "eu-west");
    regions.at("eu-west").issue(token.opened());
    tick();
    String body = "token=" + token.text().clear();

    for (String credential :
        new String[] {"", "gateway:", "gateway:wrong-secret-here", "other:" + SECRET, "gateway"}) {
      HttpResponse<String> response = ask(west, body, credential);
      assertThat(response.statusCode()).as(credential).isEqualTo(401);
      assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
      assertThat(response.body()).isEqualTo("{\"error\":\"invalid_client\"}");
    }
  }

  @Test
  void what_is_no_question_is_refused_and_what_is_no_token_is_not_active() throws Exception {
    tick();
    String credential = "gateway:" + SECRET;

    for (String body : new String[] {"", "tok=1", "token=a&token=b", "token=" + "x".repeat(9000)}) {
      assertThat(ask(west, body, credential).statusCode()).as(body).isIn(400, 413);
    }
    String nowhere = "flt_nowhere_" + "x".repeat(43);
    for (String token :
        new String[] {"", "x", "%00", "eyJhbGciOiJub25lIn0.e30.", "flt_eu-west_", nowhere}) {
      assertThat(ask(west, "token=" + token, credential).body())
          .as(token)
          .isEqualTo("{\"active\":false}");
    }
    HttpRequest get =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/introspect?token=x".formatted(west.address().getPort())))
            .build();
    assertThat(client.send(get, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  @Test
  void only_a_form_is_read() throws Exception {
    Regions.Issued token = regions.make(TokenClass.REGION_LOCAL, "eu-west");
    regions.at("eu-west").issue(token.opened());
    tick();
    String credential = "gateway:" + SECRET;
    String body = "token=" + token.text().clear();

    assertThat(ask(west, body, credential, "application/json").statusCode()).isEqualTo(415);
    assertThat(ask(west, body, credential, "text/plain").statusCode()).isEqualTo(415);
    assertThat(
            ask(west, body, credential, "Application/X-WWW-Form-Urlencoded; charset=UTF-8").body())
        .contains("\"active\":true");
  }

  /** As RFC 6749, section 2.3.1 has it, and as most clients send it. */
  @Test
  void a_secret_is_taken_as_it_is_and_as_forms_write_it() throws Exception {
    String secret = "a+secret/with%20all=";
    try (IntrospectionServer server =
        IntrospectionServer.start(
            new InetSocketAddress("127.0.0.1", 0),
            new Callers(Map.of("gateway", secret)),
            regions::now)) {
      server.know(regions.at("eu-west").read().book(), regions.takeovers(), regions.now());
      String written = URLEncoder.encode(secret, StandardCharsets.UTF_8);

      assertThat(written).isNotEqualTo(secret);
      assertThat(ask(server, "token=x", "gateway:" + secret).statusCode()).isEqualTo(200);
      assertThat(ask(server, "token=x", "gateway:" + written).statusCode()).isEqualTo(200);
      assertThat(ask(server, "token=x", "gateway:" + written + "%").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void a_region_that_is_cut_off_ends_what_it_took_over_once_its_feeds_would_be_too_old()
      throws Exception {
    Regions.Issued token = regions.make(TokenClass.STANDBY, "eu-west", "us-east");
    regions.at("eu-west").issue(token.opened());
    tick();
    regions.failOver("eu-west");
    regions.pass(Duration.ofHours(1).dividedBy(3));
    tick();

    assertThat(answer(east, token).path("active").asBoolean()).isTrue();
    // From now on it is told of no failback, and of no revocation.
    regions.pass(Place.VALID_FOR.minusSeconds(1));
    assertThat(answer(east, token).path("active").asBoolean()).isTrue();
    regions.pass(Duration.ofSeconds(1));
    assertThat(answer(east, token)).hasToString("{\"active\":false,\"accepted_by\":[\"eu-west\"]}");
  }

  @Test
  void before_anything_was_read_it_asks_for_patience() throws Exception {
    assertThat(ask(west, "token=x", "gateway:" + SECRET).statusCode()).isEqualTo(503);
  }
}
