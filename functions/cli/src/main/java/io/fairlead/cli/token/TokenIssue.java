package io.fairlead.cli.token;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cycle.TokenOffice;
import io.fairlead.token.GatewayCredential;
import io.fairlead.token.OpenedGrant;
import io.fairlead.token.TokenClaims;
import io.fairlead.token.TokenClass;
import io.fairlead.token.TokenGrant;
import io.fairlead.token.TokenId;
import io.fairlead.token.TokenScope;
import io.fairlead.token.TokenText;
import io.fairlead.wiring.topology.Tokens;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes a token and puts it on record; it is printed once it is there, and once only. */
record TokenIssue(DeclaredTokens tokens, TokenOrder order) {
  private static final SecureRandom RANDOM = new SecureRandom();

  ExitCode run(TokenWish wish) {
    String client = wish.client();
    if (client == null) {
      throw new Stop(ExitCode.USAGE, "name the client that the token is for with --client.");
    }
    TokenOffice office = tokens.issuing().office();
    TokenText text;
    OpenedGrant opened;
    try {
      TokenScope scope = scope(wish);
      text = TokenText.of(scope, random(TokenText.SECRET_BYTES));
      opened = opened(scope, text, client, wish);
    } catch (IllegalArgumentException e) {
      throw new Stop(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
    TokenGrant grant = opened.grant();
    String plan =
        "%s token %s%s for client %s, until %s, active in %s"
            .formatted(
                grant.scope().kind().word(),
                grant.id().hex(),
                known(opened.claims().credential(), grant.id()),
                client,
                grant.expires(),
                where(grant.scope()));
    return order.run(
        new TokenOrder.Words("issue", plan, "Issue it?", "issued"),
        each -> office.issue(opened, each, tokens.deadline()),
        new Once(grant, text));
  }

  /** Tells the token: the one place where it is printed. */
  private record Once(TokenGrant grant, TokenText token) implements TokenOrder.After {
    @Override
    public String text() {
      return token.clear() + "\n";
    }

    @Override
    public void json(ObjectNode node) {
      node.put("id", grant.id().hex()).put("class", grant.scope().kind().word());
      node.put("expires", grant.expires().toString()).put("token", token.clear());
    }
  }

  private TokenScope scope(TokenWish wish) {
    TokenClass kind = TokenClass.parse(wish.kind());
    List<String> all = List.copyOf(tokens.topology().tokens().regions().keySet());
    for (String each : wish.to()) {
      if (!all.contains(each)) {
        throw new IllegalArgumentException(
            "there are no tokens of region '%s'; there are those of %s"
                .formatted(each, String.join(", ", all)));
      }
    }
    List<String> others =
        kind == TokenClass.GLOBAL && wish.to().isEmpty()
            ? all.stream().filter(each -> !each.equals(tokens.region())).toList()
            : wish.to();
    return new TokenScope(kind, tokens.region(), others);
  }

  private OpenedGrant opened(TokenScope scope, TokenText text, String client, TokenWish wish) {
    String subject = wish.subject();
    Instant now = tokens.surroundings().clock().instant().truncatedTo(ChronoUnit.SECONDS);
    Tokens declared = tokens.topology().tokens();
    List<String> audience =
        scope.regions().stream()
            .map(each -> Objects.requireNonNull(declared.regions().get(each)).audience())
            .toList();
    TokenId id = TokenId.of(random(TokenId.BYTES));
    TokenClaims claims =
        new TokenClaims(
            text.digest(),
            declared.issuer(),
            subject == null ? client : subject,
            client,
            audience,
            wish.permissions());
    return new OpenedGrant(
        new TokenGrant(id, scope, now, now.plus(wish.validFor())),
        switch (wish.as()) {
          case "bearer" -> claims;
          case "key-auth" -> claims.with(GatewayCredential.keyAuth(text.clear()));
          case "jwt" ->
              claims.with(
                  new GatewayCredential(
                      GatewayCredential.Kind.JWT, id.hex(), text.clear(), "HS256"));
          default ->
              throw new IllegalArgumentException(
                  "a token is issued as bearer, key-auth or jwt, not as '" + wish.as() + "'");
        });
  }

  /** What a gateway that knows it by itself has of it. */
  private static String known(@Nullable GatewayCredential credential, TokenId id) {
    return credential == null
        ? ""
        : switch (credential.kind()) {
          case KEY_AUTH -> " as a key of key-auth";
          case JWT -> " as the HS256 secret of JWTs whose iss is " + id.hex();
        };
  }

  private static String where(TokenScope scope) {
    String others = String.join(", ", scope.others());
    return switch (scope.kind()) {
      case REGION_LOCAL -> scope.home();
      case STANDBY -> "%s, and in %s while that has taken over".formatted(scope.home(), others);
      case GLOBAL -> scope.home() + ", " + others;
    };
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }
}
