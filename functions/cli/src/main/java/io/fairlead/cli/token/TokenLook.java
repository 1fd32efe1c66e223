package io.fairlead.cli.token;

import io.fairlead.cli.Complaints;
import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.answer.Document;
import io.fairlead.cli.answer.Table;
import io.fairlead.cycle.TokenShelf;
import io.fairlead.local.token.AnswerJson;
import io.fairlead.port.Reading;
import io.fairlead.token.HomeTokens;
import io.fairlead.token.OpenedGrant;
import io.fairlead.token.Situation;
import io.fairlead.token.Takeovers;
import io.fairlead.token.TokenAnswer;
import io.fairlead.token.TokenAnswer.Reason;
import io.fairlead.token.TokenClaims;
import io.fairlead.token.TokenGrant;
import io.fairlead.token.TokenText;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Looks at what a region knows of tokens, and touches nothing. */
record TokenLook(DeclaredTokens tokens, boolean json) {
  /** Whether a token is active here, as its endpoint would answer. */
  ExitCode introspect(String presented) {
    Takeovers takeovers = takeovers();
    TokenShelf.Found found = read();
    Situation now = new Situation(tokens.surroundings().clock().instant(), takeovers);
    TokenAnswer answer =
        TokenText.parse(presented)
            .map(token -> found.book().answer(token, now))
            .orElseGet(() -> new TokenAnswer.Inactive(Reason.UNKNOWN, List.of()));
    if (json) {
      ObjectNode node = Document.of("introspection", tokens.about()).put("region", tokens.region());
      node.set("answer", AnswerJson.of(answer));
      tokens.surroundings().out().println(Document.text(node));
    } else {
      tokens.surroundings().out().println(sentence(answer));
    }
    return ExitCode.DONE;
  }

  private String sentence(TokenAnswer answer) {
    return switch (answer) {
      case TokenAnswer.Active(TokenGrant grant, TokenClaims claims) ->
          "active in %s: %s token %s of %s, client %s, until %s"
              .formatted(
                  tokens.region(),
                  grant.scope().kind().word(),
                  grant.id().hex(),
                  grant.scope().home(),
                  claims.client(),
                  grant.expires());
      case TokenAnswer.Inactive(Reason reason, List<String> acceptedBy) ->
          "not active in %s: %s%s"
              .formatted(
                  tokens.region(),
                  reason.sentence(),
                  acceptedBy.isEmpty() ? "" : "; accepted by " + String.join(", ", acceptedBy));
    };
  }

  /** Every token that the region has a record of. */
  ExitCode list() {
    TokenShelf.Found found = read();
    ObjectNode node = Document.of("tokens", tokens.about()).put("region", tokens.region());
    ArrayNode array = node.putArray("tokens");
    Table table = new Table(List.of()).row("TOKEN", "CLASS", "HOME", "REGIONS", "EXPIRES", "STATE");
    for (HomeTokens home : found.homes()) {
      home.grants()
          .values()
          .forEach(
              each -> {
                String state = state(each, found);
                row(table, each.grant(), state);
                add(array.addObject(), each.grant(), state);
              });
      home.revocations().values().stream()
          .filter(each -> !home.grants().containsKey(each.id()))
          .forEach(
              each -> {
                table.row(each.id().hex(), "", "", "", each.expires().toString(), "revoked");
                array
                    .addObject()
                    .put("id", each.id().hex())
                    .put("expires", each.expires().toString())
                    .put("state", "revoked");
              });
    }
    tokens.surroundings().out().print(json ? Document.text(node) + "\n" : table.text(""));
    tokens.surroundings().out().flush();
    return ExitCode.DONE;
  }

  private String state(OpenedGrant opened, TokenShelf.Found found) {
    boolean revoked =
        found.homes().stream()
            .anyMatch(home -> home.revocations().containsKey(opened.grant().id()));
    boolean over = !opened.grant().expires().isAfter(tokens.surroundings().clock().instant());
    return revoked ? "revoked" : over ? "expired" : "valid";
  }

  private static void row(Table table, TokenGrant grant, String state) {
    table.row(
        grant.id().hex(),
        grant.scope().kind().word(),
        grant.scope().home(),
        String.join(",", grant.scope().regions()),
        grant.expires().toString(),
        state);
  }

  private static void add(ObjectNode node, TokenGrant grant, String state) {
    node.put("id", grant.id().hex()).put("class", grant.scope().kind().word());
    node.put("home", grant.scope().home());
    ArrayNode regions = node.putArray("regions");
    grant.scope().regions().forEach(regions::add);
    node.put("issued", grant.issued().toString()).put("expires", grant.expires().toString());
    node.put("state", state);
  }

  private TokenShelf.Found read() {
    TokenShelf.Found found = tokens.place().shelf().read(tokens.deadline());
    found.problems().forEach(this::remark);
    return found;
  }

  private Takeovers takeovers() {
    try (Failovers failovers = Failovers.of(tokens.topology(), tokens.surroundings())) {
      return switch (failovers.read()) {
        case Reading.Known<Takeovers>(Takeovers now) -> now;
        case Reading.Unreadable<Takeovers>(String why) -> unknown(why);
      };
    } catch (Stop stop) {
      return unknown(stop.sentence());
    }
  }

  private Takeovers unknown(String why) {
    remark("answered as if no failover were journaled, the register cannot be read: " + why);
    return Takeovers.NONE;
  }

  private void remark(String sentence) {
    new Complaints(tokens.surroundings(), json).remark(sentence);
  }
}
