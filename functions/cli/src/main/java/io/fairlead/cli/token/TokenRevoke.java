package io.fairlead.cli.token;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cycle.TokenOffice;
import io.fairlead.cycle.TokenShelf;
import io.fairlead.token.OpenedGrant;
import io.fairlead.token.Revocation;
import io.fairlead.token.TokenId;
import io.fairlead.token.TokenText;
import io.fairlead.wiring.local.TokenPlace;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Ends a token that the region has a record of. */
record TokenRevoke(DeclaredTokens tokens, TokenOrder order) {
  ExitCode byId(String id) {
    TokenPlace place = tokens.issuing();
    TokenId wanted;
    try {
      wanted = new TokenId(id);
    } catch (IllegalArgumentException e) {
      throw new Stop(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
    TokenShelf.Found found = place.shelf().read(tokens.deadline());
    if (found.homes().stream().anyMatch(home -> home.revocations().containsKey(wanted))) {
      throw new Stop(ExitCode.REFUSED, "token " + id + " is revoked already");
    }
    Optional<OpenedGrant> grant =
        grants(found).filter(each -> each.grant().id().equals(wanted)).findFirst();
    return revoke(place, grant.orElseThrow(() -> unknown("token " + id, found)));
  }

  /** The same for whoever has the token itself, such as one that leaked. */
  ExitCode byToken(String presented) {
    TokenPlace place = tokens.issuing();
    TokenShelf.Found found = place.shelf().read(tokens.deadline());
    Optional<OpenedGrant> grant =
        TokenText.parse(presented)
            .flatMap(
                text ->
                    grants(found)
                        .filter(each -> each.claims().token().equals(text.digest()))
                        .findFirst());
    return revoke(place, grant.orElseThrow(() -> unknown("this token", found)));
  }

  private ExitCode revoke(TokenPlace place, OpenedGrant opened) {
    TokenOffice office = place.office();
    TokenId id = opened.grant().id();
    Revocation revocation = new Revocation(id, opened.grant().expires());
    String plan =
        "%s token %s of %s, which expires at %s, ends in every region"
            .formatted(
                opened.grant().scope().kind().word(),
                id.hex(),
                opened.grant().scope().home(),
                opened.grant().expires());
    return order.run(
        new TokenOrder.Words("revoke", plan, "Revoke it?", "revoked"),
        each -> office.revoke(revocation, each, tokens.deadline()),
        new Named(id));
  }

  private record Named(TokenId id) implements TokenOrder.After {
    @Override
    public String text() {
      return "";
    }

    @Override
    public void json(ObjectNode node) {
      node.put("id", id.hex());
    }
  }

  private static Stream<OpenedGrant> grants(TokenShelf.Found found) {
    return found.homes().stream().flatMap(home -> home.grants().values().stream());
  }

  private Stop unknown(String what, TokenShelf.Found found) {
    String more = found.problems().isEmpty() ? "" : " (" + found.problems().getFirst() + ")";
    return new Stop(
        ExitCode.USAGE,
        "%s has no record of %s%s: revoke it in its home, see 'fairlead tokens list'"
            .formatted(tokens.region(), what, more));
  }
}
