package io.fairlead.emulators.twin.route53;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * What a server answers to one question: a set of the zone, or what its alias leads to.
 *
 * @param healthy whether a set's health check lets it in
 */
record Lookup(LoadBalancers balancers, Predicate<RecordSet> healthy, RandomGenerator dice) {
  private static final int MOST_ALIASES = 8;

  /** Of an alias of a load balancer; no record of the user's says otherwise. */
  private static final long BALANCER_TTL = 60;

  /** Values under a TTL in seconds. */
  record Answer(long ttl, List<String> values) {
    Answer {
      values = List.copyOf(values);
    }
  }

  /** The answer; empty where the zone has no set of that name and type. */
  Optional<Answer> of(Zone zone, String name, String type) {
    return of(zone, name, type, MOST_ALIASES);
  }

  private Optional<Answer> of(Zone zone, String name, String type, int left) {
    List<RecordSet> sets = sets(zone, name, type);
    if (sets.isEmpty() || left == 0) {
      return Optional.empty();
    }
    RecordSet set;
    synchronized (dice) {
      set = Answers.choose(sets, at -> isIn(zone, at, left), dice);
    }
    RecordSet.Alias alias = set.alias();
    if (alias == null) {
      return Optional.of(new Answer(Objects.requireNonNullElse(set.ttl(), 60L), set.values()));
    }
    return alias.zoneId().equals(zone.id())
        ? of(zone, alias.name(), type, left - 1)
        : balancers
            .find(alias.name())
            .map(balancer -> new Answer(BALANCER_TTL, balancer.addresses(type)));
  }

  /** An alias that evaluates its target's health is in while the target is, too. */
  private boolean isIn(Zone zone, RecordSet set, int left) {
    RecordSet.Alias alias = set.alias();
    if (!healthy.test(set) || alias == null || !alias.evaluates() || left == 0) {
      return healthy.test(set);
    }
    return alias.zoneId().equals(zone.id())
        ? sets(zone, alias.name(), set.type()).stream().anyMatch(at -> isIn(zone, at, left - 1))
        : balancers.find(alias.name()).map(LoadBalancers.Balancer::healthy).orElse(false);
  }

  private static List<RecordSet> sets(Zone zone, String name, String type) {
    return zone.sets().values().stream()
        .filter(set -> set.name().equals(name) && set.type().equals(type))
        .sorted(RecordSet.ORDER)
        .toList();
  }
}
