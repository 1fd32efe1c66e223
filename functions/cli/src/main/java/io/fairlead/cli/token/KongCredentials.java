package io.fairlead.cli.token;

import io.fairlead.cycle.TokenShelf;
import io.fairlead.gateway.kong.KongDatabase;
import io.fairlead.gateway.kong.KongSource;
import io.fairlead.gateway.kong.KongTokens;
import io.fairlead.port.Reading;
import io.fairlead.token.Situation;
import io.fairlead.token.Takeovers;
import io.fairlead.token.TokenId;
import io.fairlead.wiring.topology.Secret;
import io.fairlead.wiring.topology.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** The Kong of a region, and the credentials of its tokens in it. */
record KongCredentials(DeclaredTokens tokens, Tokens.KongAdmin kong) {
  /** That of a region; empty where the topology declares none. */
  static Optional<KongCredentials> of(DeclaredTokens tokens) {
    Tokens.KongAdmin kong = tokens.declared().kong();
    return kong == null ? Optional.empty() : Optional.of(new KongCredentials(tokens, kong));
  }

  /**
   * Brings it what is active by what the region has.
   *
   * @param takeovers unreadable = nobody knows them: standby credentials stay as they are, and what
   *     has ended is taken away all the same
   * @param readAt when they were
   */
  KongTokens.Done run(TokenShelf.Found found, Reading<Takeovers> takeovers, Instant readAt) {
    return switch (takeovers) {
      case Reading.Known<Takeovers>(Takeovers known) ->
          run(found, new Situation(now(), known, readAt), found.book().known(), homes(found));
      case Reading.Unreadable<Takeovers>(String why) -> {
        Set<TokenId> ended = new HashSet<>(found.book().known());
        found
            .book()
            .active(new Situation(now(), everyOtherOut()))
            .forEach(each -> ended.remove(each.grant().id()));
        KongTokens.Done done = run(found, new Situation(now(), Takeovers.NONE), ended, Set.of());
        List<String> trouble = new ArrayList<>(done.trouble());
        trouble.add("failovers are not known, standby credentials stay as they are: " + why);
        yield new KongTokens.Done(done.removed(), done.put(), trouble);
      }
    };
  }

  private KongTokens.Done run(
      TokenShelf.Found found, Situation situation, Set<TokenId> known, Set<String> homes) {
    return new KongTokens(gateway(), kong.tag())
        .run(
            new KongTokens.Wanted(found.book().active(situation), known, homes),
            situation.now(),
            tokens.deadline());
  }

  /** Regions whose tokens are all known. */
  private static Set<String> homes(TokenShelf.Found found) {
    return found.problems().isEmpty()
        ? found.homes().stream().map(each -> each.id().home()).collect(Collectors.toSet())
        : Set.of();
  }

  /** The most that could be active here. */
  private Takeovers everyOtherOut() {
    SortedMap<String, Instant> out = new TreeMap<>();
    tokens.topology().tokens().regions().keySet().stream()
        .filter(each -> !each.equals(tokens.region()))
        .forEach(each -> out.put(each, Instant.EPOCH));
    return new Takeovers(out);
  }

  private Instant now() {
    return tokens.surroundings().clock().instant();
  }

  /** What it has that is on no record. */
  KongSource source() {
    return new KongSource(gateway(), kong.tag());
  }

  /** For people. */
  static String text(KongTokens.Done done) {
    String sum =
        done.removed() + done.put() == 0
            ? "as it should be"
            : "%s put, %d taken away".formatted(counted(done.put()), done.removed());
    return done.trouble().isEmpty()
        ? sum
        : (done.removed() + done.put() == 0 ? "" : sum + "; ") + String.join("; ", done.trouble());
  }

  /** For people. */
  static String counted(int credentials) {
    return credentials == 1 ? "1 credential" : credentials + " credentials";
  }

  private KongDatabase gateway() {
    Secret secret = kong.token();
    return new KongDatabase(
        kong.admin(),
        secret == null ? null : secret.value(),
        tokens.surroundings().clock(),
        time -> LockSupport.parkNanos(time.toNanos()));
  }
}
