package io.fairlead.health;

import io.fairlead.fleet.BriefDigest;
import io.fairlead.fleet.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Reads one observer's say on a set of targets out of the newest observations. */
final class Ballot {
  private static final int NAMED_FAILURES = 2;

  private final Fleet fleet;
  private final SortedMap<String, Observation> observations;
  private final Instant now;

  /** What was found against each observer so far: every subject asks it of all. */
  private final Map<String, Optional<String>> objections = new HashMap<>();

  Ballot(Fleet fleet, SortedMap<String, Observation> observations, Instant now) {
    this.fleet = fleet;
    this.observations = observations;
    this.now = now;
  }

  /** An observer's observation, if it counts. */
  @Nullable Observation counting(String observer) {
    Observation found = observations.get(observer);
    return found == null || objection(found) != null ? null : found;
  }

  /** The vote on targets: any Down makes it Down, all Up make it Up. */
  Vote vote(String observer, SortedSet<ProbeTarget> targets) {
    Observation found = observations.get(observer);
    if (found == null) {
      return new Vote(observer, Verdict.UNKNOWN, Duration.ZERO, "silent");
    }
    Duration age = age(found);
    String objection = objection(found);
    if (objection != null) {
      return new Vote(observer, Verdict.UNKNOWN, age, objection);
    }
    if (targets.isEmpty()) {
      return new Vote(observer, Verdict.UNKNOWN, age, "no serving probe touches it");
    }
    List<Seen> seen = seen(found, targets);
    List<TargetRecord> down = down(seen);
    String detail = down.isEmpty() ? standing(seen) : failures(down);
    return new Vote(observer, combined(seen), age, detail);
  }

  /** Whether an observer's Down on targets rests on refusals alone. */
  boolean refused(String observer, SortedSet<ProbeTarget> targets) {
    Observation found = counting(observer);
    if (found == null) {
      return false;
    }
    List<TargetRecord> down = down(seen(found, targets));
    return !down.isEmpty() && down.stream().allMatch(known -> known.last().refused());
  }

  /** Whether an observer holds one of the targets Down, by a failure begun since a time. */
  boolean failsSince(String observer, SortedSet<ProbeTarget> targets, Instant since) {
    Observation found = counting(observer);
    return found != null
        && down(seen(found, targets)).stream()
            .anyMatch(known -> known.failures() > 0 && !known.lastBegan().isBefore(since));
  }

  /** Why an observation does not count, or null. */
  private @Nullable String objection(Observation found) {
    return objections
        .computeIfAbsent(found.observer(), _ -> Optional.ofNullable(against(found)))
        .orElse(null);
  }

  private @Nullable String against(Observation found) {
    Duration age = Duration.between(found.at(), now);
    Duration freshness = fleet.safety().freshness();
    if (age.compareTo(freshness) > 0) {
      return "silent " + Words.duration(age);
    }
    if (age.negated().compareTo(freshness) > 0) {
      return "clock " + Words.duration(age.negated()) + " ahead";
    }
    if (found.blind()) {
      return "blind: " + found.blindReason();
    }
    if (!found.topologyDigest().equals(fleet.digest())) {
      return "reports topology " + BriefDigest.of(found.topologyDigest());
    }
    return null;
  }

  private Duration age(Observation found) {
    Duration age = Duration.between(found.at(), now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** A target, and what the observer knows of it. */
  private record Seen(ProbeTarget target, @Nullable TargetRecord known) {}

  private static List<Seen> seen(Observation found, SortedSet<ProbeTarget> targets) {
    List<Seen> seen = new ArrayList<>(targets.size());
    for (ProbeTarget target : targets) {
      seen.add(new Seen(target, found.targets().get(target)));
    }
    return seen;
  }

  private static Verdict combined(List<Seen> seen) {
    Set<Verdict> opinions = EnumSet.noneOf(Verdict.class);
    for (Seen one : seen) {
      opinions.add(opinion(one.known()));
    }
    return Opinion.ofAll(opinions);
  }

  private static Verdict opinion(@Nullable TargetRecord known) {
    return known == null ? Verdict.UNKNOWN : known.opinion();
  }

  private static List<TargetRecord> down(List<Seen> seen) {
    List<TargetRecord> down = new ArrayList<>();
    for (Seen one : seen) {
      TargetRecord known = one.known();
      if (known != null && known.opinion() == Verdict.DOWN) {
        down.add(known);
      }
    }
    return down;
  }

  private static String failures(List<TargetRecord> down) {
    if (down.size() == 1) {
      return Words.failure(down.getFirst());
    }
    List<String> named =
        down.stream()
            .limit(NAMED_FAILURES)
            .map(known -> known.last().target().probe() + " " + Words.failure(known))
            .toList();
    int more = down.size() - named.size();
    return String.join(", ", named) + (more == 0 ? "" : " and " + more + " more");
  }

  private static String standing(List<Seen> seen) {
    for (Seen one : seen) {
      TargetRecord known = one.known();
      if (known == null) {
        return one.target().probe() + " not probed yet";
      }
      if (known.opinion() != Verdict.UP || known.failures() > 0) {
        return one.target().probe() + " " + Words.standing(known);
      }
    }
    return "passes";
  }
}
