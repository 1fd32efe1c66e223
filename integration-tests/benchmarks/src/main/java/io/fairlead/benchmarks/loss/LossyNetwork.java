package io.fairlead.benchmarks.loss;

import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.health.Confirmation;
import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Where attempts get lost and gateways fail; runs one probe attempt by attempt. */
final class LossyNetwork {
  /** When an attempt that passes is answered. */
  private static final Duration ANSWER = Duration.ofMillis(5);

  private final Fleet fleet;
  private final LossScenario scenario;
  private final RandomGenerator random;
  private final Instant lossBegins;
  private final Instant outageBegins;
  private final Map<String, String> holders = new TreeMap<>();

  LossyNetwork(
      Fleet fleet, LossScenario scenario, RandomGenerator random, Instant start, Instant outage) {
    this.fleet = fleet;
    this.scenario = scenario;
    this.random = random;
    this.lossBegins = start.plus(scenario.warmUp());
    this.outageBegins = outage;
    fleet.addresses().forEach(address -> holders.put(address.region(), "gw-1"));
  }

  /** The node that a region's floating address sits on. */
  String holder(String region) {
    String holder = holders.get(region);
    if (holder == null) {
      throw new IllegalArgumentException("no address in " + region);
    }
    return holder;
  }

  void move(String region, String node) {
    holders.put(region, node);
  }

  boolean observerRuns(String observer, Instant at) {
    return scenario.outage() != Outage.REGION_DARK || !observer.equals("us-east") || !broken(at);
  }

  /**
   * One probe with its confirmation: after a refusal so many more, one after the other; once the
   * first attempt without an answer is in doubt, the rest spaced and overlapping.
   */
  ProbeResult probe(ProbeTarget target, Confirmation confirmation, Instant began) {
    Duration timeout = fleet.safety().probe().timeout();
    int attempts = 0;
    int silent = 0;
    Instant next = began;
    Instant end = began;
    while (attempts < limit(confirmation, silent)) {
      Answer answer = attempt(target, next);
      attempts++;
      if (answer == Answer.PASS) {
        return result(target, Outcome.PASSED, false, attempts, began, next.plus(ANSWER));
      }
      end = answer == Answer.REFUSED ? next : next.plus(timeout);
      boolean firstSilent = answer == Answer.SILENT && silent++ == 0;
      next = next.plus(firstSilent ? confirmation.patience() : confirmation.spacing());
    }
    Outcome outcome = silent == attempts ? Outcome.TIMED_OUT : Outcome.FAILED;
    return result(target, outcome, silent == 0, attempts, began, end);
  }

  private static int limit(Confirmation confirmation, int silent) {
    return silent == 0 ? 1 + confirmation.refusedRepeats() : confirmation.attempts();
  }

  private static ProbeResult result(
      ProbeTarget target,
      Outcome outcome,
      boolean refused,
      int attempts,
      Instant began,
      Instant end) {
    int failures = outcome == Outcome.PASSED ? attempts - 1 : attempts;
    Duration took = Duration.between(began, end);
    return new ProbeResult(target, outcome, refused, attempts, failures, began, took, "");
  }

  private enum Answer {
    PASS,
    REFUSED,
    SILENT
  }

  private Answer attempt(ProbeTarget target, Instant at) {
    boolean lost = !at.isBefore(lossBegins) && random.nextDouble() < scenario.loss();
    if (lost) {
      return Answer.SILENT;
    }
    return switch (target.subject()) {
      case Subject.OfNode(String region, String node) -> answer(region, node, at);
      case Subject.OfDeployment(String service, String region) -> {
        Deployment there = fleet.service(service).deployments().get(region);
        if (there == null) {
          throw new IllegalArgumentException(service + " is not in " + region);
        }
        yield answer(region, holder(region), at);
      }
      case Subject.OfRegion region -> throw new IllegalArgumentException(region.text());
    };
  }

  private Answer answer(String region, String node, Instant at) {
    if (!broken(at)) {
      return Answer.PASS;
    }
    boolean victim = region.equals("eu-west") && node.equals("gw-1");
    return switch (scenario.outage()) {
      case NONE -> Answer.PASS;
      case REGION_DARK -> region.equals("us-east") ? Answer.SILENT : Answer.PASS;
      case HOLDER_HUNG -> victim ? Answer.SILENT : Answer.PASS;
      case HOLDER_KILLED -> victim ? Answer.REFUSED : Answer.PASS;
    };
  }

  private boolean broken(Instant at) {
    return !at.isBefore(outageBegins);
  }
}
