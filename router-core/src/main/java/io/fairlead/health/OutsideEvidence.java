package io.fairlead.health;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Service;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The second witness that rung 1 needs where the holder timed out instead of refusing: a probe of
 * the floating address from outside, begun after the holder's first failure.
 *
 * <p>Where the topology has no observer in another region that can reach the address, the region's
 * own probes of the address stand in: they take another path than those of the node.
 */
public final class OutsideEvidence {
  private final Coverage coverage;
  private final Ballot ballot;
  private final AddressId address;

  private OutsideEvidence(Coverage coverage, Ballot ballot, AddressId address) {
    this.coverage = coverage;
    this.ballot = ballot;
    this.address = address;
  }

  /**
   * Whether the address may leave its holder: the holder is Down for a service on the address by a
   * refusal, or outside probes of such a service's endpoint, begun since its failure, do not pass
   * and the passing ones are no majority.
   */
  public static Finding of(
      Fleet fleet,
      AddressId address,
      String holder,
      SortedMap<String, Observation> observations,
      Instant now) {
    Ballot ballot = new Ballot(fleet, observations, now);
    OutsideEvidence evidence = new OutsideEvidence(new Coverage(fleet), ballot, address);
    List<Finding> findings =
        fleet.servicesOn(address).map(service -> evidence.of(service, holder)).toList();
    if (findings.isEmpty()) {
      return new Finding(false, "no service uses the address");
    }
    return findings.stream()
        .filter(Finding::allows)
        .findFirst()
        .orElseGet(
            () ->
                new Finding(
                    false,
                    findings.stream()
                        .map(Finding::detail)
                        .distinct()
                        .collect(Collectors.joining("; "))));
  }

  private Finding of(Service service, String holder) {
    Observation own = ballot.counting(address.region());
    if (own == null) {
      return new Finding(false, "no fresh opinion of " + holder);
    }
    List<TargetRecord> failing =
        coverage.nodeTargets(address.region(), holder, service.name()).stream()
            .map(target -> own.targets().get(target))
            .filter(known -> known != null && known.opinion() == Verdict.DOWN)
            .filter(known -> known.firstFailure() != null)
            .toList();
    if (failing.isEmpty()) {
      return new Finding(false, holder + " answers for " + service.name());
    }
    for (TargetRecord known : failing) {
      if (known.last().refused()) {
        return new Finding(true, holder + " " + Words.failure(known));
      }
    }
    return outside(service, holder, earliest(failing));
  }

  private static Instant earliest(List<TargetRecord> failing) {
    Instant earliest = Instant.MAX;
    for (TargetRecord known : failing) {
      Instant first = known.firstFailure();
      if (first != null && first.isBefore(earliest)) {
        earliest = first;
      }
    }
    return earliest;
  }

  private Finding outside(Service service, String holder, Instant since) {
    int passed = 0;
    int failed = 0;
    for (String observer : witnesses(service)) {
      Observation found = ballot.counting(observer);
      for (ProbeTarget target : coverage.endpointTargets(service.name(), address.region())) {
        @Nullable TargetRecord known = found == null ? null : found.targets().get(target);
        if (known != null && !known.lastBegan().isBefore(since)) {
          boolean passes = known.last().outcome() == Outcome.PASSED;
          passed += passes ? 1 : 0;
          // A failure that loss may explain is no evidence yet.
          failed += !passes && known.opinion() == Verdict.DOWN ? 1 : 0;
        }
      }
    }
    String detail =
        "%s timed out for %s; probes of %s begun since: %d fail, %d pass"
            .formatted(holder, service.name(), address, failed, passed);
    return new Finding(failed > 0 && passed <= failed, detail);
  }

  private SortedSet<String> witnesses(Service service) {
    SortedSet<String> all =
        coverage.observersOf(new Subject.OfDeployment(service.name(), address.region()));
    TreeSet<String> others = new TreeSet<>(all);
    others.remove(address.region());
    return others.isEmpty() ? all : others;
  }

  /** The finding and the numbers behind it. */
  public record Finding(boolean allows, String detail) {}
}
