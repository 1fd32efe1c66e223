package io.fairlead.cli.token;

import io.fairlead.artifact.ContentDigest;
import io.fairlead.cli.Complaints;
import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cycle.TokenShelf;
import io.fairlead.gateway.kong.KongSource;
import io.fairlead.port.Reading;
import io.fairlead.token.OpenedGrant;
import io.fairlead.token.TokenClaims;
import io.fairlead.token.TokenClass;
import io.fairlead.token.TokenGrant;
import io.fairlead.token.TokenId;
import io.fairlead.token.TokenScope;
import io.fairlead.wiring.local.TokenPlace;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts credentials on record that the region's Kong has and no ledger: as region-local tokens,
 * which keep the keys that their bearers have. Then they get Fairlead's tag. A run that was killed
 * between the two is completed by the next: what is on record is not put there again.
 */
record TokenImport(DeclaredTokens tokens, TokenOrder order) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The most credentials of one run: they are one page. */
  private static final int MOST = 1000;

  ExitCode run(@Nullable String tag, @Nullable Duration validFor) {
    KongSource source =
        KongCredentials.of(tokens)
            .orElseThrow(
                () ->
                    new Stop(
                        ExitCode.USAGE,
                        "region '%s' has no Kong to take credentials from: add 'tokens.regions.%1$s.kong'"
                            .formatted(tokens.region())))
            .source();
    if (tag == null) {
      throw new Stop(
          ExitCode.USAGE, "name with --tag which consumers' credentials are put on record.");
    }
    TokenPlace place = tokens.issuing();
    List<KongSource.Found> found = found(source, tag);
    TokenShelf.Found read = place.shelf().read(tokens.deadline());
    Map<ContentDigest, OpenedGrant> known = known(read);
    SequencedMap<KongSource.Found, OpenedGrant> records = new LinkedHashMap<>();
    SequencedMap<KongSource.Found, OpenedGrant> fresh = new LinkedHashMap<>();
    for (KongSource.Found each : found) {
      OpenedGrant there = known.get(each.credential().digest());
      if (there != null && isRevoked(read, there)) {
        remark(
            "token %s, which a credential of consumer %s was on record as, is revoked: delete it in Kong"
                .formatted(there.grant().id().hex(), each.client()));
        continue;
      }
      OpenedGrant record = there == null ? record(each, validFor) : there;
      records.put(each, record);
      if (there == null) {
        fresh.put(each, record);
      }
    }
    if (fresh.isEmpty()) {
      return adopted(source, records);
    }
    String plan =
        "on record as region-local tokens of %s: %s of consumers with the tag %s"
            .formatted(tokens.region(), KongCredentials.counted(fresh.size()), tag);
    ExitCode code =
        order.run(
            new TokenOrder.Words("import", plan, "Put them on record?", "put on record"),
            each -> place.office().register(List.copyOf(fresh.values()), each, tokens.deadline()),
            new Listed(fresh));
    return order.isDry() ? code : worse(code, adopted(source, records));
  }

  private static ExitCode worse(ExitCode one, ExitCode other) {
    return one == ExitCode.DONE ? other : one;
  }

  private List<KongSource.Found> found(KongSource source, String tag) {
    return switch (source.found(tag, tokens.deadline())) {
      case Reading.Unreadable<List<KongSource.Found>>(String why) ->
          throw new Stop(ExitCode.UNREACHABLE, why);
      case Reading.Known<List<KongSource.Found>>(List<KongSource.Found> all) -> {
        if (all.size() > MOST) {
          throw new Stop(
              ExitCode.REFUSED,
              "%d credentials are more than %d at a time: tag fewer consumers"
                  .formatted(all.size(), MOST));
        }
        yield all;
      }
    };
  }

  /** What the region's own ledger has, by what finds it. */
  private Map<ContentDigest, OpenedGrant> known(TokenShelf.Found read) {
    Map<ContentDigest, OpenedGrant> known = new HashMap<>();
    read.homes().stream()
        .filter(home -> home.id().home().equals(tokens.region()))
        .forEach(
            home -> home.grants().values().forEach(each -> known.put(each.claims().token(), each)));
    return known;
  }

  private static boolean isRevoked(TokenShelf.Found read, OpenedGrant record) {
    return read.homes().stream()
        .anyMatch(home -> home.revocations().containsKey(record.grant().id()));
  }

  private void remark(String sentence) {
    new Complaints(tokens.surroundings(), order.isJson()).remark(sentence);
  }

  private OpenedGrant record(KongSource.Found found, @Nullable Duration validFor) {
    Duration left =
        Optional.ofNullable(validFor)
            .map(most -> found.left().filter(ttl -> ttl.compareTo(most) < 0).orElse(most))
            .or(found::left)
            .orElseThrow(
                () ->
                    new Stop(
                        ExitCode.USAGE,
                        "a credential of consumer %s never ends in Kong: say with --for how long it is valid from now on."
                            .formatted(found.client())));
    byte[] id = new byte[TokenId.BYTES];
    RANDOM.nextBytes(id);
    Instant now = tokens.surroundings().clock().instant().truncatedTo(ChronoUnit.SECONDS);
    return new OpenedGrant(
        new TokenGrant(
            TokenId.of(id),
            new TokenScope(TokenClass.REGION_LOCAL, tokens.region(), List.of()),
            now,
            now.plus(left).plusSeconds(left.isZero() ? 1 : 0)),
        new TokenClaims(
                found.credential().digest(),
                tokens.topology().tokens().issuer(),
                found.client(),
                found.client(),
                List.of(tokens.declared().audience()),
                List.of())
            .with(found.credential()));
  }

  /** They are on record: now the gateway is told that they are Fairlead's. */
  private ExitCode adopted(KongSource source, SequencedMap<KongSource.Found, OpenedGrant> records) {
    ExitCode code = ExitCode.DONE;
    for (Map.Entry<KongSource.Found, OpenedGrant> each : records.entrySet()) {
      Optional<String> trouble =
          source.adopt(each.getKey(), each.getValue().grant(), tokens.deadline());
      if (trouble.isPresent()) {
        remark(trouble.get() + "; the next import goes on");
        code = ExitCode.UNREACHABLE;
      }
    }
    if (!order.isJson()) {
      tokens
          .surroundings()
          .out()
          .println("given its tag: " + KongCredentials.counted(records.size()));
      tokens.surroundings().out().flush();
    }
    return code;
  }

  /** The new records, without what is secret in them. */
  private record Listed(SequencedMap<KongSource.Found, OpenedGrant> fresh)
      implements TokenOrder.After {
    @Override
    public String text() {
      StringBuilder text = new StringBuilder();
      fresh.forEach(
          (found, record) ->
              text.append(record.grant().id().hex())
                  .append("  ")
                  .append(found.credential().kind().word())
                  .append(" of ")
                  .append(found.client())
                  .append(", until ")
                  .append(record.grant().expires())
                  .append('\n'));
      return text.toString();
    }

    @Override
    public void json(ObjectNode node) {
      var list = node.putArray("tokens");
      fresh.forEach(
          (found, record) ->
              list.addObject()
                  .put("id", record.grant().id().hex())
                  .put("kind", found.credential().kind().word())
                  .put("client", found.client())
                  .put("expires", record.grant().expires().toString()));
    }
  }
}
