package io.fairlead.emulators.token;

import io.fairlead.artifact.Note;
import io.fairlead.cycle.TokenCopyCycle;
import io.fairlead.cycle.TokenOffice;
import io.fairlead.cycle.TokenReport;
import io.fairlead.local.artifact.KeyFiles;
import io.fairlead.parts.KeyFile;
import io.fairlead.token.OpenedGrant;
import io.fairlead.token.Revocation;
import io.fairlead.token.Situation;
import io.fairlead.token.Takeovers;
import io.fairlead.token.TokenAnswer;
import io.fairlead.token.TokenClaims;
import io.fairlead.token.TokenGrant;
import io.fairlead.token.TokenId;
import io.fairlead.token.TokenScope;
import io.fairlead.token.TokenText;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.local.TokenPlace;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Regions with keys of their own, which issue and copy tokens by the topology that they are in. */
public final class TokenFleet {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration TIME = Duration.ofMinutes(1);

  private final Path folder;
  private final Stores stores;
  private final Topology topology;

  /** A token and its record. */
  public record Issued(TokenText text, OpenedGrant opened) {
    Revocation revocation() {
      return new Revocation(opened.grant().id(), opened.grant().expires());
    }
  }

  /** Regions of a topology, whose keys are in a folder. */
  public TokenFleet(Path folder, Topology topology, Stores stores) {
    this.folder = folder;
    this.topology = topology;
    this.stores = stores;
  }

  /**
   * The section of a topology, with keys that are made in a folder.
   *
   * @param store where feeds are, as written
   * @param own of each region, as written
   */
  public static String section(Path folder, String store, SortedMap<String, String> own)
      throws IOException {
    StringBuilder text =
        new StringBuilder("\ntokens:\n  issuer: https://tokens.test\n  store: {" + store + "}\n");
    text.append("  regions:\n");
    for (var each : own.entrySet()) {
      String region = each.getKey();
      String sign = KeyFile.make("Ed25519", folder.resolve(region + ".pem"));
      String box = KeyFile.make("X25519", folder.resolve(region + ".box"));
      text.append(
          """
              %1$s:
                audience: https://%1$s.api.test
                %2$s
                keys: {%1$s: "%3$s"}
                boxes: [{key: %1$s-box, public: "%4$s", file: %1$s.box}]
                sign: [{key: %1$s, file: %1$s.pem}]
                introspection: {callers: {gateway: "correct-horse-battery"}}
          """
              .formatted(region, each.getValue(), sign, box));
    }
    return text.toString();
  }

  /** The topology with new keys of a region beside the old ones, which it uses from then on. */
  static String withNewKeys(Path folder, String text, String region) throws IOException {
    String sign = KeyFile.make("Ed25519", folder.resolve(region + "-2.pem"));
    String box = KeyFile.make("X25519", folder.resolve(region + "-2.box"));
    return text.replace(
            "keys: {" + region + ":", "keys: {%1$s-2: \"%2$s\", %1$s:".formatted(region, sign))
        .replace(
            "boxes: [{key: " + region + "-box,",
            "boxes: [{key: %1$s-box-2, public: \"%2$s\", file: %1$s-2.box}, {key: %1$s-box,"
                .formatted(region, box))
        .replace(
            "sign: [{key: %1$s, file: %1$s.pem}]".formatted(region),
            "sign: [{key: %1$s-2, file: %1$s-2.pem}]".formatted(region));
  }

  /** The same without the old ones. */
  static String withoutOldKeys(String text, String region) {
    return text.replaceAll(", " + region + ": \"[^\"]*\"}", "}")
        .replaceAll(", \\{key: " + region + "-box, [^}]*}]", "]");
  }

  /** A region, opened anew. */
  TokenPlace at(String region) throws IOException {
    KeyFiles keys = file -> KeyFiles.DISK.read(folder.resolve(String.valueOf(file.getFileName())));
    return TokenPlace.open(topology, region, new TokenPlace.Reached(stores, keys));
  }

  /** A token that nobody has on record yet. */
  public Issued make(TokenScope scope) {
    byte[] id = new byte[TokenId.BYTES];
    byte[] secret = new byte[TokenText.SECRET_BYTES];
    RANDOM.nextBytes(id);
    RANDOM.nextBytes(secret);
    TokenText text = TokenText.of(scope, secret);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    List<String> audience =
        scope.regions().stream()
            .map(each -> Objects.requireNonNull(topology.tokens().regions().get(each)).audience())
            .toList();
    TokenClaims claims =
        new TokenClaims(
            text.digest(), "https://tokens.test", "anna", "orders", audience, List.of("read"));
    return new Issued(
        text,
        new OpenedGrant(
            new TokenGrant(TokenId.of(id), scope, now, now.plus(Duration.ofHours(1))), claims));
  }

  /** Issues it in its home. */
  public TokenReport issue(Issued token) throws IOException {
    return at(token.opened().grant().scope().home())
        .office()
        .issue(token.opened(), order(), deadline());
  }

  /** Revokes it in a region. */
  public TokenReport revoke(String region, Issued token) throws IOException {
    return at(region).office().revoke(token.revocation(), order(), deadline());
  }

  /** One tick of a region: its own feed goes out, the others' come in. */
  public SortedMap<String, TokenCopyCycle.Outcome> replicate(String region) throws IOException {
    TokenPlace place = at(region);
    place.office().publish(order(), deadline());
    SortedMap<String, TokenCopyCycle.Outcome> outcomes = new TreeMap<>();
    place.copies().forEach((home, copy) -> outcomes.put(home, copy.run(Instant.now(), deadline())));
    return outcomes;
  }

  /** Whether a region takes it by what it has, while nothing has failed over. */
  public boolean isActive(String region, Issued token) throws IOException {
    return at(region)
            .shelf()
            .read(deadline())
            .book()
            .answer(token.text(), new Situation(Instant.now(), Takeovers.NONE))
        instanceof TokenAnswer.Active;
  }

  private static TokenOffice.Order order() {
    return new TokenOffice.Order(new Note("anna@desk", ""), Instant.now(), false, false);
  }

  static Instant deadline() {
    return Instant.now().plus(TIME);
  }
}
