package io.fairlead.gateway.kong;

import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Reading;
import io.fairlead.token.GatewayCredential;
import io.fairlead.token.OpenedGrant;
import io.fairlead.token.TokenId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps in one Kong the credentials of exactly the tokens that are active in its region: what is
 * too much is deleted first, then what is missing is put, then all is read back. Only credentials
 * with its tag are touched, and each says by another tag of which token it is. No list of what was
 * done is kept: a run that was killed is completed by comparing again.
 */
public final class KongTokens {
  private final KongEntities gateway;
  private final TokenEntities entities;

  /**
   * A gateway.
   *
   * @param tag of the consumers and credentials that are Fairlead's
   */
  public KongTokens(KongEntities gateway, String tag) {
    this.gateway = gateway;
    this.entities = new TokenEntities(tag);
  }

  /**
   * What the region knows.
   *
   * @param active tokens that are active in it now; those without a credential are no concern of a
   *     gateway
   * @param known every token that there is a record of, active or not
   * @param homes regions whose records were read: a token of theirs that is not known has ended; of
   *     others only what is known to have ended is deleted
   */
  public record Wanted(List<OpenedGrant> active, Set<TokenId> known, Set<String> homes) {
    public Wanted {
      active = active.stream().filter(each -> each.claims().credential() != null).toList();
      known = Set.copyOf(known);
      homes = Set.copyOf(homes);
    }
  }

  /** What came of a run; no secret is in it. */
  public record Done(int removed, int put, List<String> trouble) {
    public Done {
      trouble = List.copyOf(trouble);
    }
  }

  /** Brings the gateway there. */
  public Done run(Wanted wanted, Instant now, Instant deadline) {
    return new Run(wanted, now, deadline).done();
  }

  /** Credentials of tokens that are not active here. */
  private static List<LiveTokens.Credential> tooMuch(LiveTokens live, Wanted wanted) {
    Set<TokenId> active =
        wanted.active().stream().map(each -> each.grant().id()).collect(Collectors.toSet());
    return live.credentials().stream()
        .filter(each -> each.token().filter(active::contains).isEmpty())
        .filter(
            each ->
                wanted.homes().contains(TokenEntities.home(each.entity()))
                    || each.token().filter(wanted.known()::contains).isPresent())
        .toList();
  }

  /** One run, and what was amiss in it. */
  private final class Run {
    private final Wanted wanted;
    private final Instant now;
    private final Instant deadline;
    private final List<String> trouble = new ArrayList<>();

    Run(Wanted wanted, Instant now, Instant deadline) {
      this.wanted = wanted;
      this.now = now;
      this.deadline = deadline;
    }

    Done done() {
      Optional<KongEntities.About> about = about();
      Optional<LiveTokens> live = about.flatMap(_ -> live());
      if (about.isEmpty() || live.isEmpty()) {
        return new Done(0, 0, trouble);
      }
      int removed = 0;
      for (LiveTokens.Credential each : tooMuch(live.get(), wanted)) {
        removed += removed(each) ? 1 : 0;
      }
      // Data planes count no time.
      boolean expiring = about.get().role().equals("traditional");
      int put = 0;
      for (OpenedGrant each : wanted.active()) {
        put += put(each, live.get(), expiring) ? 1 : 0;
      }
      if (removed + put > 0) {
        proved();
      }
      return new Done(removed, put, trouble);
    }

    private Optional<KongEntities.About> about() {
      switch (gateway.about(deadline)) {
        case Reading.Unreadable<KongEntities.About>(String why) -> trouble.add(why);
        case Reading.Known<KongEntities.About>(KongEntities.About about) -> {
          if (!about.database().equals("off")) {
            return Optional.of(about);
          }
          trouble.add(
              about.name()
                  + " is Kong without a database, whose file is loaded whole: credentials of"
                  + " tokens need a database or a control plane");
        }
      }
      return Optional.empty();
    }

    private Optional<LiveTokens> live() {
      return switch (LiveTokens.read(gateway, entities, deadline)) {
        case Reading.Unreadable<LiveTokens>(String why) -> {
          trouble.add(why);
          yield Optional.empty();
        }
        case Reading.Known<LiveTokens>(LiveTokens live) -> Optional.of(live);
      };
    }

    private boolean removed(LiveTokens.Credential each) {
      ApplyOutcome outcome = gateway.delete(each.kind(), each.entity(), deadline);
      if (outcome instanceof ApplyOutcome.Accepted) {
        return true;
      }
      trouble.add(each.name() + " was not deleted: " + outcome.text());
      return false;
    }

    private boolean put(OpenedGrant token, LiveTokens live, boolean expiring) {
      GatewayCredential credential = TokenEntities.credential(token);
      Optional<LiveTokens.Credential> there = live.of(token.grant().id());
      Optional<String> consumer =
          there
              .map(LiveTokens.Credential::consumer)
              .or(() -> consumer(token.claims().client(), live));
      if (consumer.isEmpty()) {
        return false;
      }
      String id = there.map(LiveTokens.Credential::id).orElseGet(() -> entities.id(token));
      ObjectNode entity = entities.entity(token, id, consumer.get());
      if (isServed(token, there)) {
        return false;
      }
      KongKind kind = TokenEntities.kind(credential);
      if (expiring && kind == KongKind.KEY_AUTH) {
        entity.put("ttl", Math.max(1, Duration.between(now, token.grant().expires()).toSeconds()));
      }
      ApplyOutcome outcome = gateway.put(kind, entity, deadline);
      if (outcome instanceof ApplyOutcome.Accepted) {
        return true;
      }
      trouble.add(TokenEntities.name(token) + ": " + credential.without(outcome.text()));
      return false;
    }

    private boolean isServed(OpenedGrant token, Optional<LiveTokens.Credential> there) {
      KongKind kind = TokenEntities.kind(TokenEntities.credential(token));
      return there.isPresent()
          && there.get().kind() == kind
          && EntityMatch.isServed(
              kind,
              entities.entity(token, there.get().id(), there.get().consumer()),
              there.get().entity());
    }

    /** Id of the consumer of a client, which is made where there is none. */
    private Optional<String> consumer(String client, LiveTokens live) {
      Optional<String> known = live.consumer(client);
      if (known.isPresent() || isSomebodys(client)) {
        return known;
      }
      ObjectNode wanted = entities.consumer(client);
      ApplyOutcome outcome = gateway.put(KongKind.CONSUMER, wanted, deadline);
      if (!(outcome instanceof ApplyOutcome.Accepted)) {
        trouble.add("consumer " + client + ": " + outcome.text());
        return Optional.empty();
      }
      String id = wanted.path("id").asString("");
      live.add(client, id);
      return Optional.of(id);
    }

    /** Whether the gateway has a consumer of that name which has not the tag, or does not say. */
    private boolean isSomebodys(String client) {
      return switch (gateway.find(KongKind.CONSUMER, TokenEntities.named(client), deadline)) {
        case Reading.Unreadable<Optional<ObjectNode>>(String why) -> trouble.add(why);
        case Reading.Known<Optional<ObjectNode>>(Optional<ObjectNode> found) ->
            found.isPresent()
                && trouble.add(
                    "consumer %s is at the gateway already, without the tag %s: give it the tag, or name another client"
                        .formatted(client, entities.tag()));
      };
    }

    /** A 2xx is no proof. */
    private void proved() {
      Optional<LiveTokens> read = live();
      if (read.isPresent()) {
        tooMuch(read.get(), wanted)
            .forEach(each -> trouble.add("read back, " + each.name() + " is still there"));
        wanted.active().stream()
            .filter(each -> !isServed(each, read.get().of(each.grant().id())))
            .forEach(
                each -> trouble.add("read back, " + TokenEntities.name(each) + " is not there"));
      }
    }
  }
}
