package io.fairlead.cli.token;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.answer.Document;
import io.fairlead.cli.operate.OperatorOptions;
import io.fairlead.local.state.FileWords;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be done with the tokens of one region. */
public final class TokenVerbs {
  private final DeclaredTokens tokens;
  private final boolean json;

  /** Answers for people, or for programs. */
  public TokenVerbs(DeclaredTokens tokens, boolean json) {
    this.tokens = tokens;
    this.json = json;
  }

  /** Makes a token. */
  public ExitCode issue(TokenWish wish, OperatorOptions options, boolean newEpoch) {
    return new TokenIssue(tokens, new TokenOrder(tokens, options, newEpoch, json)).run(wish);
  }

  /**
   * Ends a token.
   *
   * @param id {@code -} = the token itself is on standard input
   */
  public ExitCode revoke(@Nullable String id, OperatorOptions options, boolean newEpoch) {
    TokenRevoke revoke = new TokenRevoke(tokens, new TokenOrder(tokens, options, newEpoch, json));
    if (id == null) {
      throw new Stop(
          ExitCode.USAGE,
          "name the token by its id, as 'fairlead tokens list' shows it, or - to give it on standard input.");
    }
    return id.equals("-") ? revoke.byToken(typed()) : revoke.byId(id);
  }

  /** Whether the token on standard input is active here. */
  public ExitCode introspect() {
    return new TokenLook(tokens, json).introspect(typed());
  }

  /** Every token that the region has a record of. */
  public ExitCode list() {
    return new TokenLook(tokens, json).list();
  }

  /** One replicate tick. */
  public ExitCode replicate() {
    TokenTick.Done done = new TokenTick(tokens, tokens.place()).run();
    if (json) {
      ObjectNode node = Document.of("tokenCopies", tokens.about()).put("region", tokens.region());
      ArrayNode homes = node.putArray("homes");
      done.lines()
          .forEach((home, text) -> homes.addObject().put("home", home).put("outcome", text));
      node.put("code", done.code().code());
      tokens.surroundings().out().println(Document.text(node));
    } else {
      done.lines().forEach((home, text) -> tokens.surroundings().out().println(home + "  " + text));
    }
    return done.code();
  }

  /** A token is never an argument: those stand in process lists and in shells' histories. */
  private String typed() {
    @Nullable String line;
    try {
      line = tokens.surroundings().in().readLine();
    } catch (IOException e) {
      throw new Stop(ExitCode.FAILED, "standard input: " + FileWords.of(e));
    }
    if (line == null || line.isBlank()) {
      throw new Stop(ExitCode.USAGE, "the token is read from standard input, and there is none.");
    }
    return line.strip();
  }
}
