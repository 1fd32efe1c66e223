package io.fairlead.plan;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Safety;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides for each deployment that is Down whether rung 1 still has its chance. */
final class Ladders {
  private final Situation situation;
  private final NodeHealth health;
  private final RungOne rungOne;

  Ladders(Situation situation, NodeHealth health, RungOne rungOne) {
    this.situation = situation;
    this.health = health;
    this.rungOne = rungOne;
  }

  /** Where a deployment that the register holds Down stands on the ladder. */
  Ladder of(Subject.OfDeployment where) {
    AddressId address = situation.addressOf(where);
    if (address == null) {
      return Ladder.RUNG_TWO;
    }
    TargetId target = new TargetId.Address(address);
    if (rungOne.moves().containsKey(address) || situation.busy(target)) {
      return Ladder.MOVING;
    }
    Instant moved = situation.changedAt(target);
    if (!health.speaks(address.region())) {
      return outdated(where, moved) ? Ladder.SETTLING : Ladder.RUNG_TWO;
    }
    Instant now = situation.view().now();
    boolean early = now.isBefore(situation.heldSince(where).plus(patience()));
    if (rungOne.delayed().containsKey(address)) {
      return early ? Ladder.WAITING : Ladder.RUNG_TWO;
    }
    String holder = holder(address);
    if (holder == null) {
      return early && anyUp(where, address) ? Ladder.WAITING : Ladder.RUNG_TWO;
    }
    if (health.of(where.region(), holder, where.service()) == Verdict.DOWN) {
      return early && otherFalters(address, holder) ? Ladder.WAITING : Ladder.RUNG_TWO;
    }
    if (now.isBefore(risen(moved)) || outdated(where, moved)) {
      return Ladder.SETTLING;
    }
    boolean looked =
        health.seenSince(where.region(), holder, where.service(), situation.heldSince(where));
    return early && !looked ? Ladder.WAITING : Ladder.RUNG_TWO;
  }

  /** How long the own observer has for one more look: an interval and a timeout. */
  private java.time.Duration patience() {
    Safety.ProbePace pace = situation.view().fleet().safety().probe();
    return pace.interval().plus(pace.timeout());
  }

  /** When a deployment behind an address that was moved then should have risen. */
  private Instant risen(Instant moved) {
    Safety.ProbePace pace = situation.view().fleet().safety().probe();
    return moved.equals(Instant.MIN)
        ? moved
        : moved.plus(pace.interval().multipliedBy(pace.rise() + 2L)).plus(pace.timeout());
  }

  /**
   * Whether a deployment is Down only by probes of the time before its address was moved: slow
   * observers may tell of those when it should have risen long ago. Entries may be as old as
   * freshness allows, and so may what they tell of; a move is booked as of the start of its tick.
   */
  private boolean outdated(Subject.OfDeployment where, Instant moved) {
    if (moved.equals(Instant.MIN)) {
      return false;
    }
    Safety safety = situation.view().fleet().safety();
    Instant end = risen(moved).plus(safety.freshness().multipliedBy(2));
    return situation.view().now().isBefore(end)
        && !health.failsSince(where, moved.plus(safety.probe().interval()));
  }

  private @Nullable String holder(AddressId address) {
    return situation.view().current().holders().get(address)
            instanceof Reading.Known<HeldBy>(HeldBy held)
        ? held.node()
        : null;
  }

  /**
   * Whether another node answers and is Degraded: most attempts at it were lost of late, and by the
   * next look it may be Up and take the address.
   */
  private boolean otherFalters(AddressId address, String holder) {
    var services = situation.view().fleet().servicesOn(address).toList();
    return nodes(address)
        .filter(node -> !node.equals(holder))
        .anyMatch(node -> health.of(address.region(), node, services) == Verdict.DEGRADED);
  }

  private boolean anyUp(Subject.OfDeployment where, AddressId address) {
    return nodes(address)
        .anyMatch(node -> health.of(where.region(), node, where.service()) == Verdict.UP);
  }

  /** The nodes that may hold an address; none where the topology has it no more. */
  private Stream<String> nodes(AddressId address) {
    var declared =
        situation
            .view()
            .fleet()
            .region(address.region())
            .floatingAddresses()
            .get(address.address());
    return declared == null ? Stream.empty() : declared.nodes().stream();
  }
}
