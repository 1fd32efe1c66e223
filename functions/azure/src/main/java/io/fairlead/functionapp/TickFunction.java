package io.fairlead.functionapp;

import io.fairlead.wiring.function.Defect;
import io.fairlead.wiring.function.Invocation;
import io.fairlead.wiring.function.RegionCycles;
import io.fairlead.wiring.function.Slots;
import io.fairlead.wiring.function.TickLine;
import io.fairlead.wiring.function.TickNotices;
import io.fairlead.wiring.function.ToldFindings;
import io.fairlead.wiring.function.TopologySource;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.region.RegionAdapters;
import io.fairlead.wiring.region.Technologies;
import io.fairlead.wiring.topology.CloudScope;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The tick of a region, fired by a timer. Whatever the timer says it fires for, the tick is that of
 * the slot of now: one that is past due, or comes beside another, finds its slot done or takes it.
 */
final class TickFunction {
  private final RegionTick.Place place;
  private final TopologySource source;
  private final InstantSource clock;
  private final ToldFindings told = new ToldFindings();
  private final ReentrantLock running = new ReentrantLock();
  private @Nullable RegionTick region;

  TickFunction(RegionTick.Place place, TopologySource source) {
    this.place = place;
    this.source = source;
    this.clock = place.clock();
  }

  /**
   * One firing of the timer.
   *
   * @return the line to log
   */
  String fired(TimerCall timer, Invocation invocation) {
    TickLine line = new TickLine(place.region(), invocation.began(), TickLine.MetricsForm.BY_NAME);
    if (timer.pastDue()) {
      line.pastDue();
    }
    if (!running.tryLock()) {
      return line.left("Running", "the tick before this one still runs in this process");
    }
    try {
      return alone(line, invocation);
    } catch (RuntimeException bug) {
      // The one place where a defect ends: the line tells it, and the next tick is the retry.
      return line.failed(Defect.described(bug), took(invocation));
    } finally {
      running.unlock();
    }
  }

  private String alone(TickLine line, Invocation invocation) {
    TopologySource.Known known = source.current(invocation);
    Topology topology = known.topology();
    if (topology == null) {
      return line.failed("no topology: " + known.trouble(), took(invocation));
    }
    line.topology(topology, known.trouble());
    Slots slots = new Slots(topology.fleet().safety().probe().interval());
    Instant slot = slots.of(invocation.began());
    line.asked("timer", slot);
    if (!(topology.clouds().get(place.region()) instanceof CloudScope.Azure scope)) {
      return line.failed(place.region() + " is no region of Azure", took(invocation));
    }
    if (isNew(topology)) {
      Optional<String> objection = renew(topology, scope);
      if (objection.isPresent()) {
        return line.failed(objection.get(), took(invocation));
      }
    }
    RegionTick ticking = Objects.requireNonNull(region);
    if (ticking.gate().enter(slot, invocation.until()) == SlotGate.Entry.DONE) {
      return line.left("Done", "this slot is done already");
    }
    return ticked(ticking, slot, line, invocation);
  }

  private String ticked(RegionTick ticking, Instant slot, TickLine line, Invocation invocation) {
    try (TickNotices notices =
        new TickNotices(ticking.receivers()::telling, told, invocation, clock)) {
      RegionCycles.Ticked ticked = ticking.run(invocation, notices.notifier());
      line.findings(ticking.findings());
      notices.findings(ticking.topology().fleet().name(), ticking.lastingFindings());
      notices.end(line);
      Duration lag = Duration.between(slot, invocation.began());
      return line.ticked(ticked, lag, took(invocation));
    }
  }

  private boolean isNew(Topology topology) {
    RegionTick made = region;
    return made == null || !made.topology().equals(topology);
  }

  /** Makes what ticks by another topology; one sentence where this package cannot serve it. */
  private Optional<String> renew(Topology topology, CloudScope.Azure scope) {
    Optional<RegionAdapters> technology = Technologies.of(topology);
    Optional<String> objection =
        technology.isEmpty()
            ? Optional.of(Technologies.missing(topology))
            : technology.get().objection(topology);
    if (objection.isPresent()) {
      return objection;
    }
    RegionTick made = region;
    if (made != null) {
      made.close();
    }
    Opening opening = new Opening("fairlead", clock, place.region());
    region =
        new RegionTick(topology, technology.orElseThrow().open(topology, opening), scope, place);
    return Optional.empty();
  }

  private Duration took(Invocation invocation) {
    return invocation.took(clock.instant());
  }
}
