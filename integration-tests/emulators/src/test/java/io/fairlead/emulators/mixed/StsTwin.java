package io.fairlead.emulators.mixed;

import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.FaultRules;
import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.Request;
import io.fairlead.emulators.twin.Service;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.twin.TwinServer;
import io.fairlead.emulators.twin.Xml;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * STS of one location, by the pages of its two operations here: whoever has a token that the role
 * trusts gets keys of a session, and whoever signs gets a token.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">
 *     AssumeRoleWithWebIdentity</a>
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html">
 *     GetWebIdentityToken</a>
 */
final class StsTwin implements Service, AutoCloseable {
  /** The audience that the role trusts. */
  static final String AUDIENCE = "api://fairlead-in-aws";

  static final String ROLE = "arn:aws:iam::111122223333:role/fairlead-mixed-abroad";
  static final String SESSION_TOKEN = "the-token-of-the-session";

  private static final String VERSION = "2011-06-15";
  private static final Set<String> ALGORITHMS = Set.of("RS256", "ES384");

  private final TwinClock clock;
  private final TwinServer server;

  StsTwin(TwinClock clock) throws IOException {
    this.clock = clock;
    this.server =
        new TwinServer(
            clock,
            request ->
                Optional.of(
                    new TwinServer.Arrived(
                        this, new Call("", "", "sts", operation(request), request), true)));
  }

  URI endpoint() {
    return server.endpoint();
  }

  FaultRules faults() {
    return server.faults();
  }

  /** The operations asked for so far. */
  List<String> asked() {
    return server.calls().stream().map(Call::operation).toList();
  }

  @Override
  public String operation(Request request) {
    return request.parameters().getOrDefault("Action", "");
  }

  @Override
  public Reply answer(Call call, Instant asOf) {
    need(call.parameter("Version").equals(VERSION), "InvalidAction", "another version");
    return switch (call.operation()) {
      case "AssumeRoleWithWebIdentity" -> assumed(call);
      case "GetWebIdentityToken" -> signed(call);
      default -> throw new Refusal(400, "InvalidAction", call.operation());
    };
  }

  private Reply assumed(Call call) {
    need(call.request().header("authorization").isEmpty(), "InvalidAction", "it is not signed");
    JsonNode token = payload(call.parameter("WebIdentityToken"));
    need(token.path("aud").asString("").equals(AUDIENCE), "InvalidIdentityToken", "audience");
    need(
        token.path("exp").asLong(0) > clock.instant().getEpochSecond(),
        "ExpiredTokenException",
        "the token is over");
    need(call.parameter("RoleArn").equals(ROLE), "AccessDenied", "not authorized");
    need(
        call.parameter("RoleSessionName").matches("[\\w+=,.@-]{2,64}"),
        "ValidationError",
        "session name");
    Instant until = clock.instant().plus(duration(call, 900, 43_200));
    Xml xml = new Xml();
    xml.in(
        "Credentials",
        () ->
            xml.put("AccessKeyId", Emulator.ACCOUNT)
                .put("SecretAccessKey", "secret")
                .put("SessionToken", SESSION_TOKEN)
                .put("Expiration", until));
    return result("AssumeRoleWithWebIdentity", xml);
  }

  private Reply signed(Call call) {
    need(!call.request().header("authorization").isEmpty(), "MissingAuthenticationToken", "none");
    String audience = call.parameter("Audience.member.1");
    need(!audience.isEmpty(), "ValidationError", "Audience");
    need(ALGORITHMS.contains(call.parameter("SigningAlgorithm")), "ValidationError", "algorithm");
    Instant until = clock.instant().plus(duration(call, 60, 3600));
    String claims =
        "{\"aud\":\"%s\",\"iss\":\"https://00000000.tokens.sts.global.api.aws\",\"exp\":%d}"
            .formatted(audience, until.getEpochSecond());
    Xml xml =
        new Xml()
            .put("WebIdentityToken", part("{\"alg\":\"RS256\"}") + "." + part(claims) + ".x")
            .put("Expiration", until);
    return result("GetWebIdentityToken", xml);
  }

  private static Duration duration(Call call, int least, int most) {
    int seconds = Integer.parseInt(call.parameter("DurationSeconds"));
    need(seconds >= least && seconds <= most, "ValidationError", "DurationSeconds");
    return Duration.ofSeconds(seconds);
  }

  /** The claims of a token. */
  static JsonNode payload(String token) {
    try {
      String[] parts = token.split("\\.", -1);
      need(parts.length == 3, "InvalidIdentityToken", "no token");
      return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(parts[1]));
    } catch (IllegalArgumentException | JacksonException e) {
      throw new Refusal(400, "InvalidIdentityToken", "no token");
    }
  }

  private static void need(boolean so, String code, String message) {
    if (!so) {
      throw new Refusal(code.startsWith("AccessDenied") ? 403 : 400, code, message);
    }
  }

  private static Reply result(String operation, Xml inside) {
    return new Reply(
        200,
        "<%1$sResponse xmlns=\"https://sts.amazonaws.com/doc/%2$s/\"><%1$sResult>%3$s</%1$sResult></%1$sResponse>"
            .formatted(operation, VERSION, inside));
  }

  private static String part(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String error(Refusal refusal, String requestId) {
    return "<ErrorResponse><Error><Type>Sender</Type>"
        + new Xml().put("Code", refusal.code()).put("Message", refusal.getMessage())
        + "</Error></ErrorResponse>";
  }

  @Override
  public Refusal stranger() {
    return new Refusal(403, "InvalidClientTokenId", "The security token is invalid.");
  }

  @Override
  public void close() {
    server.close();
  }
}
