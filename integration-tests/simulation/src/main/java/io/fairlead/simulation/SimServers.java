package io.fairlead.simulation;

import io.fairlead.fleet.Partition;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordSets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The DNS servers of all zones. They hold what was written last, but for one that may lag: it
 * stands still for a while and takes nothing, or started anew with what it had long ago. It answers
 * all the same, and is levelled once it takes anything.
 */
final class SimServers {
  static final List<String> NAMES = List.of("ns-1", "ns-2", "ns-3");

  /** Of three, as many decide what a zone holds. */
  private static final int NEEDED = 2;

  /** Ticks that act and end without levelling: a tick or so of the whole fleet, calls lost. */
  private static final int TICKS_BEHIND = 8;

  private static final int COPIES = 30;

  private final World world;

  /** What each zone held before, oldest first. */
  private final SortedMap<String, Deque<RecordSets>> before = new TreeMap<>();

  private @Nullable Lagging lagging;

  /** A server behind the others. */
  private static final class Lagging {
    final String name;
    final SortedMap<String, RecordSets> held;
    boolean stands;
    int ticks;

    Lagging(String name, SortedMap<String, RecordSets> held, boolean stands) {
      this.name = name;
      this.held = held;
      this.stands = stands;
    }
  }

  SimServers(World world) {
    this.world = world;
  }

  /** A zone is about to be written, by anybody. */
  void writes(RecordSets old) {
    Deque<RecordSets> copies = before.computeIfAbsent(old.zone(), _ -> new ArrayDeque<>());
    copies.addLast(old);
    if (copies.size() > COPIES) {
      copies.removeFirst();
    }
  }

  /** A server stands still for a while: it goes on answering what it holds now. */
  void standsStill(String name, Duration time) {
    if (lagging != null) {
      return;
    }
    SortedMap<String, RecordSets> held = new TreeMap<>();
    world.zones().all().forEach(sets -> held.put(sets.zone(), sets));
    Lagging one = new Lagging(name, held, true);
    lagging = one;
    world.timeline().in(time, () -> one.stands = false);
    world.note("server " + name + " stands still");
  }

  /** A server starts anew with what each zone held some writes ago. */
  void startsWithOld(String name, int writes) {
    SortedMap<String, RecordSets> held = new TreeMap<>();
    for (RecordSets sets : world.zones().all()) {
      List<RecordSets> copies =
          before.getOrDefault(sets.zone(), new ArrayDeque<>()).stream()
              .filter(copy -> copy.epoch() > 0)
              .toList();
      held.put(
          sets.zone(), copies.isEmpty() ? sets : copies.get(Math.max(0, copies.size() - writes)));
    }
    if (lagging == null) {
      lagging = new Lagging(name, held, false);
      world.note("server " + name + " starts with what it had " + writes + " writes ago");
    }
  }

  /** What stood still goes on. */
  void goOn() {
    if (lagging != null) {
      lagging.stands = false;
    }
  }

  /** What each server holds of a zone. */
  List<RecordSets> copies(String zone) {
    RecordSets newest = world.zones().zone(zone);
    List<RecordSets> copies = new ArrayList<>(Collections.nCopies(NAMES.size(), newest));
    if (lagging != null) {
      copies.set(NAMES.indexOf(lagging.name), lagging.held.getOrDefault(zone, newest));
    }
    return copies;
  }

  /** What a majority of the servers holds. */
  Reading<RecordSets> agreed(String zone) {
    List<RecordSets> copies = copies(zone);
    for (RecordSets one : copies) {
      if (Collections.frequency(copies, one) >= NEEDED) {
        return new Reading.Known<>(one);
      }
    }
    return new Reading.Unreadable<>("no majority of the servers agrees on " + zone);
  }

  /** What the answers to a batch amount to, of which the servers that do not lag gave this one. */
  ApplyOutcome joined(ApplyOutcome others, RecordBatch batch) {
    List<ApplyOutcome> answers = new ArrayList<>(Collections.nCopies(NAMES.size(), others));
    if (lagging != null) {
      answers.set(NAMES.indexOf(lagging.name), ofLagging(lagging, others, batch));
    }
    long accepted = answers.stream().filter(ApplyOutcome.Accepted.class::isInstance).count();
    if (accepted >= NEEDED) {
      return new ApplyOutcome.Accepted();
    }
    return answers.stream()
        .filter(ApplyOutcome.Conflict.class::isInstance)
        .findFirst()
        .orElse(others);
  }

  private static ApplyOutcome ofLagging(Lagging one, ApplyOutcome others, RecordBatch batch) {
    if (one.stands) {
      return new ApplyOutcome.Unknown(one.name + " does not answer");
    }
    RecordSets held = one.held.get(batch.zone());
    return held == null || held.epoch() == batch.fromEpoch()
        ? others
        : new ApplyOutcome.Conflict(one.name + " has epoch " + held.epoch());
  }

  /** Brings the server that lags to what a majority holds, unless it stands still. */
  void level() {
    if (lagging == null || lagging.stands) {
      return;
    }
    for (RecordSets held : lagging.held.values()) {
      boolean known = agreed(held.zone()) instanceof Reading.Known<RecordSets>;
      if (known && world.zones().zone(held.zone()).epoch() < held.epoch()) {
        throw new Violation(6, lagging.name + " was levelled to an older epoch");
      }
    }
    world.note("server " + lagging.name + " is levelled");
    lagging = null;
  }

  /** A tick that acts, and so levels, came to its end. */
  void tickActed() {
    if (lagging == null || lagging.stands || world.ground().dnsDark) {
      return;
    }
    lagging.ticks++;
    if (lagging.ticks > TICKS_BEHIND) {
      throw new Violation(14, lagging.name + " lags after " + lagging.ticks + " ticks");
    }
  }

  /** Every server answers for every name with something. */
  void checkAnswers() {
    if (lagging == null) {
      return;
    }
    for (Partition partition : world.setting().fleet().partitions().toList()) {
      RecordSets held = lagging.held.get(partition.zone());
      if (held != null && Answers.weighted(held, partition).isEmpty()) {
        throw new Violation(1, "a server has no answer for " + partition.dnsName());
      }
    }
  }

  /** Who lags, and whether it stands still; empty = nobody. */
  String behind() {
    return lagging == null ? "" : lagging.name + (lagging.stands ? " stands still" : " lags");
  }
}
