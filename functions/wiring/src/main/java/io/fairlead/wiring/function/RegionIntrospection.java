package io.fairlead.wiring.function;

import io.fairlead.local.http.QuickRequest;
import io.fairlead.local.http.Reply;
import io.fairlead.local.token.Callers;
import io.fairlead.local.token.Introspection;
import io.fairlead.wiring.local.TokenPlace;
import io.fairlead.wiring.region.FleetPorts;
import io.fairlead.wiring.topology.TokenStore;
import io.fairlead.wiring.topology.Tokens;
import io.fairlead.wiring.topology.Topology;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The introspection endpoint of a region as a function. A process of it holds what it read last,
 * and reads what is new where that is ten seconds old: between, it asks nobody. What cannot be read
 * stays as it was.
 */
public final class RegionIntrospection {
  private final String region;
  private final TokenPlace.Reached reached;
  private final InstantSource clock;
  private final Function<Topology, Optional<FleetPorts>> opened;
  private @Nullable OpenTokens tokens;

  /**
   * That of a region.
   *
   * @param opened the fleet's ports, whose register tells of failovers; empty = this package has no
   *     adapters for them
   */
  public RegionIntrospection(
      String region,
      TokenPlace.Reached reached,
      InstantSource clock,
      Function<Topology, Optional<FleetPorts>> opened) {
    this.region = region;
    this.reached = reached;
    this.clock = clock;
    this.opened = opened;
  }

  /**
   * An answer, and what was amiss with it.
   *
   * @param trouble sentences that were not told before; none of them shows a token or a caller
   */
  public record Answered(Reply reply, List<String> trouble) {
    public Answered {
      trouble = List.copyOf(trouble);
    }
  }

  /** Answers a request. */
  public Answered answer(QuickRequest request, TopologySource.Known known, Invocation invocation) {
    Topology topology = known.topology();
    if (topology == null) {
      return unavailable("no topology: " + known.trouble());
    }
    Tokens.TokenRegion declared = topology.tokens().regions().get(region);
    Optional<String> objection = objection(topology, declared);
    if (declared == null || objection.isPresent()) {
      return unavailable(objection.orElse("no tokens"));
    }
    OpenTokens open = open(topology, declared);
    List<String> trouble = open.refresh(invocation);
    return new Answered(open.introspection().reply(request), trouble);
  }

  private static Answered unavailable(String why) {
    return new Answered(Introspection.unavailable(), List.of(why));
  }

  private Optional<String> objection(Topology topology, Tokens.@Nullable TokenRegion declared) {
    if (declared == null || declared.callers().isEmpty()) {
      return Optional.of(
          "tokens.regions.%s.introspection is missing: for whom the endpoint answers"
              .formatted(region));
    }
    return declared.own() instanceof TokenStore.Folder
            || topology.tokens().store() instanceof TokenStore.Folder
        ? Optional.of("tokens are in a folder, which no function reaches")
        : TokenPlace.objection(topology, region, reached.stores());
  }

  private synchronized OpenTokens open(Topology topology, Tokens.TokenRegion declared) {
    OpenTokens made = tokens;
    if (made != null && made.topology().equals(topology)) {
      return made;
    }
    if (made != null) {
      made.close();
    }
    Map<String, String> callers =
        declared.callers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().value()));
    OpenTokens next =
        new OpenTokens(
            topology,
            region,
            reached,
            new OpenTokens.Answering(
                new Introspection(new Callers(callers), clock), opened.apply(topology)));
    tokens = next;
    return next;
  }
}
