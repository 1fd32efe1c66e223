package io.fairlead.cli.token;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.Document;
import io.fairlead.local.artifact.KeyFiles;
import io.fairlead.local.state.FileWords;
import io.fairlead.port.Lanes;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.local.TokenPlace;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.shape.Nearest;
import io.fairlead.wiring.topology.Tokens;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One region's tokens, by the name that an operator typed. */
public record DeclaredTokens(Topology topology, Surroundings surroundings, String region) {
  /** How long one verb may take. */
  private static final Duration TIME = Duration.ofMinutes(5);

  /**
   * The region of a name, or the only one that issues on this machine.
   *
   * @param named null = not named
   * @throws Stop where there is none, or several
   */
  public static DeclaredTokens of(
      Topology topology, Surroundings surroundings, @Nullable String named) {
    Collection<String> regions = topology.tokens().regions().keySet();
    if (regions.isEmpty()) {
      throw new Stop(
          ExitCode.USAGE, "the topology declares no tokens: add 'tokens', as docs/tokens.md shows");
    }
    if (named != null && !regions.contains(named)) {
      String near = Nearest.to(named, regions);
      throw new Stop(
          ExitCode.USAGE,
          "there are no tokens of region '%s'%s; there are those of %s"
              .formatted(
                  named,
                  near == null ? "" : ", did you mean '" + near + "'?",
                  String.join(", ", regions)));
    }
    return new DeclaredTokens(topology, surroundings, named == null ? only(topology) : named);
  }

  private static String only(Topology topology) {
    List<String> issuing =
        topology.tokens().regions().entrySet().stream()
            .filter(each -> !each.getValue().sign().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    if (issuing.size() != 1) {
      throw new Stop(
          ExitCode.USAGE,
          "name the region with --region: "
              + String.join(", ", topology.tokens().regions().keySet()));
    }
    return issuing.getFirst();
  }

  /** Its section of the topology. */
  public Tokens.TokenRegion declared() {
    return Objects.requireNonNull(topology.tokens().regions().get(region), region);
  }

  /** Its stores and keys. */
  public TokenPlace place() {
    Stores stores = new Stores(new Opening("fairlead", surroundings.clock()), Lanes.ONE);
    TokenPlace.objection(topology, region, stores)
        .ifPresent(
            why -> {
              throw new Stop(ExitCode.UNREACHABLE, why);
            });
    try {
      return TokenPlace.open(topology, region, new TokenPlace.Reached(stores, KeyFiles.DISK));
    } catch (IOException e) {
      throw new Stop(ExitCode.UNREACHABLE, FileWords.of(e));
    }
  }

  /** The same, where this machine may issue and revoke. */
  public TokenPlace issuing() {
    TokenPlace place = place();
    if (!place.issues()) {
      throw new Stop(
          ExitCode.USAGE,
          "region '%s' has no key to sign with: add 'sign' where its tokens are issued"
              .formatted(region));
    }
    return place;
  }

  /** When calls begun now are given up. */
  public Instant deadline() {
    return surroundings.clock().instant().plus(TIME);
  }

  /** What a document is about. */
  public Document.About about() {
    return new Document.About(
        topology.fleet().name(), surroundings.clock().instant(), 0, topology.fleet().digest());
  }
}
