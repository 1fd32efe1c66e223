package io.fairlead.cli.token;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.answer.Document;
import io.fairlead.cli.operate.OperatorOptions;
import io.fairlead.gateway.kong.KongTokens;
import io.fairlead.local.state.FileWords;
import io.fairlead.wiring.local.TokenPlace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
    TokenPlace place = tokens.place();
    TokenTick.Done done = new TokenTick(tokens, place).run();
    Optional<String> told = Optional.empty();
    ExitCode code = done.code();
    Optional<KongCredentials> kong = KongCredentials.of(tokens);
    if (kong.isPresent()) {
      KongTokens.Done brought = brought(kong.get(), place);
      told = Optional.of(KongCredentials.text(brought));
      code = code == ExitCode.DONE && !brought.trouble().isEmpty() ? ExitCode.UNREACHABLE : code;
    }
    if (json) {
      ObjectNode node = Document.of("tokenCopies", tokens.about()).put("region", tokens.region());
      ArrayNode homes = node.putArray("homes");
      done.lines()
          .forEach((home, text) -> homes.addObject().put("home", home).put("outcome", text));
      told.ifPresent(text -> node.put("kong", text));
      node.put("code", code.code());
      tokens.surroundings().out().println(Document.text(node));
    } else {
      done.lines().forEach((home, text) -> tokens.surroundings().out().println(home + "  " + text));
      told.ifPresent(text -> tokens.surroundings().out().println("kong: " + text));
    }
    return code;
  }

  private KongTokens.Done brought(KongCredentials kong, TokenPlace place) {
    try (Failovers failovers = Failovers.of(tokens.topology(), tokens.surroundings())) {
      Instant asked = tokens.surroundings().clock().instant();
      return kong.run(place.shelf().read(tokens.deadline()), failovers.read(), asked);
    }
  }

  /**
   * Puts credentials of the region's Kong on record.
   *
   * @param tag of the consumers whose credentials are taken; null = not said
   * @param validFor null = as long as Kong keeps each
   */
  public ExitCode takeOver(
      @Nullable String tag, @Nullable Duration validFor, OperatorOptions options) {
    return new TokenImport(tokens, new TokenOrder(tokens, options, false, json)).run(tag, validFor);
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
