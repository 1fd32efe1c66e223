package io.fairlead.simulation;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Safety.ProbePace;
import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.Subject;
import io.fairlead.port.ProbeOrder;
import io.fairlead.port.Prober;
import io.fairlead.port.SelfTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an observer sees: the truth, through its paths, its losses, its blindness and its lies. */
final class SimEyes implements Prober, SelfTest {
  private static final double OVERLOAD_LOSS = 0.33;

  /** Percent of the declared capacity that half of it bears well. */
  private static final double OVERLOADED_ABOVE = 45;

  private final World world;
  private final Runner runner;

  /** When this observer truly last failed to reach a subject, with its sight intact. */
  private final Map<Subject, Instant> failed = new HashMap<>();

  SimEyes(World world, Runner runner) {
    this.world = world;
    this.runner = runner;
  }

  /** One attempt's end. */
  enum Attempt {
    PASSED,
    REFUSED,
    TIMED_OUT
  }

  /**
   * How a probe ended.
   *
   * @param refused every attempt was
   * @param silent no attempt was answered
   */
  record Tries(boolean passed, boolean refused, boolean silent, int attempts) {}

  @Nullable Instant lastFailure(Subject subject) {
    return failed.get(subject);
  }

  @Override
  public List<ProbeResult> probe(List<ProbeOrder> orders, Instant deadline) {
    Strand strand = runner.strand();
    if (strand != null) {
      Duration left = Duration.between(runner.clock(), deadline);
      ProbePace pace = world.setting().fleet().safety().probe();
      return new TimedRound(this, world.timeline(), pace, strand).probe(orders, left);
    }
    List<ProbeResult> results = new ArrayList<>();
    for (ProbeOrder order : orders) {
      results.add(probe(order));
    }
    return results;
  }

  private ProbeResult probe(ProbeOrder order) {
    Subject subject = order.target().subject();
    Attempt last = attempt(subject);
    boolean refused = last == Attempt.REFUSED;
    int wanted =
        refused ? 1 + order.confirmation().refusedRepeats() : order.confirmation().attempts();
    int attempts = 1;
    while (last != Attempt.PASSED && attempts < wanted) {
      last = attempt(subject);
      refused &= last == Attempt.REFUSED;
      attempts++;
    }
    boolean passed = last == Attempt.PASSED;
    Tries tries = new Tries(passed, !passed && refused, !refused, attempts);
    return result(order, tries, world.timeline().now(), Duration.ofMillis(2));
  }

  /** What this observer tells of a probe: what it met, unless it lies. */
  ProbeResult result(ProbeOrder order, Tries met, Instant began, Duration took) {
    Subject subject = order.target().subject();
    if (!met.passed() && !world.ground().blind.contains(runner.region())) {
      failed.put(subject, world.timeline().now());
    }
    int lie = 1 + order.confirmation().refusedRepeats();
    Tries told = lies(subject) ? new Tries(false, true, false, lie) : met;
    Outcome failure = told.silent() ? Outcome.TIMED_OUT : Outcome.FAILED;
    return new ProbeResult(
        order.target(),
        told.passed() ? Outcome.PASSED : failure,
        told.refused(),
        told.attempts(),
        told.passed() ? told.attempts() - 1 : told.attempts(),
        began.plus(runner.skew()),
        took,
        told.passed() ? "ok" : told.refused() ? "refused" : "timed out");
  }

  private boolean lies(Subject subject) {
    return world.ground().liars.contains(runner.region())
        && subject instanceof Subject.OfDeployment
        && !subject.region().equals(runner.region());
  }

  /** One attempt, now. */
  Attempt attempt(Subject subject) {
    Ground ground = world.ground();
    double loss = Math.max(ground.loss, isOverloaded(subject.region()) ? OVERLOAD_LOSS : 0);
    boolean lost = loss > 0 && world.random().nextDouble() < loss;
    if (lost
        || isUnseen(subject)
        || ground.blind.contains(runner.region())
        || ground.halfSighted.contains(runner.region()) && subject.text().hashCode() % 2 == 0
        || !ground.reaches(runner.region(), subject.region())) {
      return Attempt.TIMED_OUT;
    }
    return switch (behind(subject)) {
      case null -> Attempt.TIMED_OUT;
      case SERVES, FOOLS_PROBES -> Attempt.PASSED;
      case REFUSES -> Attempt.REFUSED;
      case HANGS -> Attempt.TIMED_OUT;
    };
  }

  /** A gateway that gets more than it truly can answers some, and late. */
  private boolean isOverloaded(String region) {
    return world.ground().halfCapacity.contains(region)
        && world.answers().load(region) > OVERLOADED_ABOVE;
  }

  private boolean isUnseen(Subject subject) {
    return subject instanceof Subject.OfNode(String region, String node)
        && world.ground().unseen.contains(region + "/" + node);
  }

  private Ground.@Nullable NodeState behind(Subject subject) {
    return switch (subject) {
      case Subject.OfNode(String region, String node) -> world.ground().node(region, node);
      case Subject.OfDeployment(String service, String region) -> {
        Deployment at = world.setting().fleet().service(service).deployments().get(region);
        String address = at == null ? null : at.floatingAddress();
        yield address == null ? null : world.ground().behind(new AddressId(region, address));
      }
      case Subject.OfRegion _ -> null;
    };
  }

  @Override
  public Result check(Instant deadline) {
    Optional<Duration> offset = Optional.of(runner.skew().negated());
    return world.ground().blind.contains(runner.region())
        ? new Result(false, "no anchor answers", offset)
        : new Result(true, "anchors answer", offset);
  }
}
