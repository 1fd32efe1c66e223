package io.fairlead.cli.token;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cycle.TokenShelf;
import io.fairlead.local.edge.BindSentences;
import io.fairlead.local.token.Callers;
import io.fairlead.local.token.IntrospectionServer;
import io.fairlead.port.Reading;
import io.fairlead.token.Takeovers;
import io.fairlead.wiring.local.TokenPlace;
import io.fairlead.wiring.topology.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The introspection endpoint of a region as a process: every interval a replicate tick, a look at
 * the register's failovers, and from then on answers by what was found. What cannot be read stays
 * as it was.
 */
public final class TokenEndpoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("fairlead.tokens");

  private final DeclaredTokens tokens;
  private final TokenTick tick;
  private final TokenShelf shelf;
  private final Failovers failovers;
  private final IntrospectionServer server;
  private final Optional<KongCredentials> kong;
  private Takeovers takeovers = Takeovers.NONE;

  /** As they were read last. */
  private Reading<Takeovers> known = new Reading.Unreadable<>("nobody was asked yet");

  private Instant knownAt = Instant.MIN;
  private List<String> told = List.of();

  private TokenEndpoint(
      DeclaredTokens tokens, TokenPlace place, Failovers failovers, IntrospectionServer server) {
    this.tokens = tokens;
    this.tick = new TokenTick(tokens, place);
    this.shelf = place.shelf();
    this.failovers = failovers;
    this.server = server;
    this.kong = KongCredentials.of(tokens);
  }

  /**
   * Listens where the topology says.
   *
   * @throws Stop where it says nothing, or the place is taken
   */
  public static TokenEndpoint start(DeclaredTokens tokens) {
    HostPort at = tokens.declared().http();
    if (at == null) {
      throw new Stop(
          ExitCode.USAGE,
          "tokens.regions.%s.introspection is missing, or its 'http': where the endpoint listens, and for whom"
              .formatted(tokens.region()));
    }
    TokenPlace place = tokens.place();
    Failovers failovers = Failovers.of(tokens.topology(), tokens.surroundings());
    InetSocketAddress address = new InetSocketAddress(at.host(), at.port());
    Map<String, String> callers =
        tokens.declared().callers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().value()));
    try {
      return new TokenEndpoint(
          tokens,
          place,
          failovers,
          IntrospectionServer.start(address, new Callers(callers), tokens.surroundings().clock()));
    } catch (IOException e) {
      failovers.close();
      throw new Stop(
          ExitCode.FAILED, BindSentences.sentence("introspection", address, e.getMessage()));
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.address();
  }

  /** One tick. */
  public void once() {
    List<String> trouble = new ArrayList<>(tick.run().trouble());
    Instant asked = tokens.surroundings().clock().instant();
    switch (failovers.read()) {
      case Reading.Known<Takeovers> now -> {
        takeovers = now.value();
        known = now;
        knownAt = asked;
      }
      case Reading.Unreadable<Takeovers>(String why) ->
          trouble.add("failovers are as they were read last: " + why);
    }
    TokenShelf.Found found = shelf.read(tokens.deadline());
    trouble.addAll(found.problems());
    if (found.isAnything()) {
      server.know(found.book(), takeovers, knownAt);
    }
    kong.ifPresent(
        each ->
            each.run(found, known, knownAt).trouble().forEach(why -> trouble.add("kong: " + why)));
    tell(trouble);
  }

  /** Ticks until the thread is interrupted. */
  public void loop(Duration interval) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        attempt();
        Thread.sleep(interval);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A tick that ends in a bug is told; without the next one the endpoint would live in the past.
   */
  private void attempt() {
    try {
      once();
    } catch (RuntimeException e) {
      LOG.error("{}: a tick failed, the next one tries again: {}", tokens.region(), e.toString());
    }
  }

  /** What is amiss is told when it begins, and once. */
  private void tell(List<String> trouble) {
    trouble.stream()
        .filter(each -> !told.contains(each))
        .forEach(each -> LOG.warn("{}: {}", tokens.region(), each));
    if (trouble.isEmpty() && !told.isEmpty()) {
      LOG.info("{}: all tokens are read again", tokens.region());
    }
    told = List.copyOf(trouble);
  }

  @Override
  public void close() {
    server.close();
    failovers.close();
  }
}
