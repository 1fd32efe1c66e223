package io.fairlead.simulation;

import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.Intent;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.RegisterState.Evacuation;
import io.fairlead.journal.TargetState;
import io.fairlead.port.Register;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every register state that was ever acknowledged or read: one chain, and no intent twice. */
final class Ledger {
  private final World world;
  private final TreeMap<Long, RegisterState> chain = new TreeMap<>();
  private final Map<String, Commit> commits = new HashMap<>();

  /** Targets that a person changed at some time. */
  private final Set<String> touched = new HashSet<>();

  /** The highest epoch that each observer's entries must tell of. */
  private final SortedMap<String, Long> told = new TreeMap<>();

  /** Operations whose state was read or acknowledged: an answer may come long after others. */
  private final Set<String> stood = new HashSet<>();

  /** Lines of confirmation that were held against what happened: once, when it was known. */
  private final Set<HistoryEntry> proven = new HashSet<>();

  private boolean takesOlder;

  /** Once epochs are lost, our own changes of that time look like a person's. */
  private boolean lost;

  /**
   * An intent and the state that it first stood in.
   *
   * @param skewed some clock was off then
   */
  record Commit(Intent intent, long epoch, RegisterState state, boolean skewed) {}

  Ledger(World world) {
    this.world = world;
  }

  @Nullable Commit commit(String intentId) {
    return commits.get(intentId);
  }

  /** Whether an intent journaled before this one aimed at a state of its target. */
  boolean aimedBefore(Commit later, TargetState state) {
    return before(later).anyMatch(one -> one.intent().states().contains(state));
  }

  /** Whether this is the first intent ever on its target. */
  boolean isFirst(Commit commit) {
    return before(commit).findAny().isEmpty();
  }

  private Stream<Commit> before(Commit later) {
    return commits.values().stream()
        .filter(one -> one.intent().target().equals(later.intent().target()))
        .filter(one -> one.epoch() < later.epoch());
  }

  /** Intents so far. */
  int journaled() {
    return commits.size();
  }

  void touched(String target) {
    touched.add(target);
  }

  long epoch() {
    return chain.isEmpty() ? 0 : chain.lastKey();
  }

  @Nullable RegisterState newest() {
    return chain.isEmpty() ? null : chain.lastEntry().getValue();
  }

  /** The register, watched: versions rise, and what was acknowledged stays. */
  Register watched(Register real, @Nullable Runner runner) {
    return new Register() {
      @Override
      public Read read(Instant deadline) {
        long floor = epoch();
        Read read = real.read(deadline);
        if (read instanceof Read.State(long epoch, RegisterState state)) {
          if (epoch >= floor) {
            stands(epoch, state);
          } else if (!world.cellsWentBack()) {
            throw new Violation(2, "epoch " + epoch + " read after " + floor);
          }
        }
        if (runner != null && !(read instanceof Read.Unreachable)) {
          runner.registerAnswered();
        }
        return read;
      }

      @Override
      public Cas cas(long expected, RegisterState next, Instant deadline) {
        Cas cas = real.cas(expected, next, deadline);
        if (cas instanceof Cas.Ok(long epoch)) {
          if (epoch != expected + 1) {
            throw new Violation(2, "epoch " + expected + " was followed by " + epoch);
          }
          if (!stood.contains(next.operation())) {
            overOlder(expected, runner);
          }
          stands(epoch, next);
        }
        return cas;
      }
    };
  }

  /** An observer's entry was written: it tells of what its run had seen by then. */
  void published(Runner runner) {
    told.merge(runner.region(), runner.seen(), Math::max);
  }

  /** A person takes the register as it is: what that writes may stand over an older one. */
  void takesOlder(boolean now) {
    takesOlder = now;
  }

  /**
   * A register that went back is written. Nobody may do so who could read of a later epoch; what
   * nobody had told of yet is lost, and the chain goes on from what is left.
   */
  private void overOlder(long expected, @Nullable Runner runner) {
    if (expected >= epoch() || !world.cellsWentBack()) {
      return;
    }
    told.forEach(
        (observer, seen) -> {
          boolean read = runner == null || world.ground().reaches(runner.region(), observer);
          if (seen > expected && read && !takesOlder) {
            throw new Violation(
                2, "written over epoch " + expected + " though " + observer + " told of " + seen);
          }
        });
    world.note("the register goes on from epoch " + expected + ", " + epoch() + " is lost");
    chain.tailMap(expected, false).clear();
    lost = true;
    told.replaceAll((_, seen) -> Math.min(seen, expected));
    world.audit().forgetsWhatIsLost();
  }

  private void stands(long epoch, RegisterState state) {
    stood.add(state.operation());
    RegisterState known = chain.putIfAbsent(epoch, state);
    if (known != null) {
      if (!known.operation().equals(state.operation())) {
        throw new Violation(
            2, "epoch " + epoch + " is " + state.operation() + " and was " + known.operation());
      }
      return;
    }
    RegisterState before = chain.get(epoch - 1);
    if (before != null) {
      checkHistory(before, state);
    }
    checkIntents(epoch, state);
    checkEvacuations(state);
    checkConflicts(epoch, state);
    checkConfirmed(epoch, state);
    while (chain.size() > 8) {
      chain.pollFirstEntry();
    }
  }

  private void checkIntents(long epoch, RegisterState state) {
    Set<String> targets = new HashSet<>();
    for (Intent intent : state.intents()) {
      if (!targets.add(intent.target().text())) {
        throw new Violation(3, "two open intents on " + intent.target().text());
      }
      Commit known = commits.get(intent.id());
      boolean again = known != null && world.cellsWentBack() && !known.intent().equals(intent);
      if (known == null || again) {
        boolean skewed = !world.ground().skew.isEmpty();
        commits.put(intent.id(), new Commit(intent, epoch, state, skewed));
        world.note("intent " + intent.id() + " " + intent.target().text() + " " + intent.reason());
      }
    }
  }

  /** At most so many evacuations happen by themselves in a window. */
  private void checkEvacuations(RegisterState state) {
    var limit = world.setting().fleet().safety().evacuation();
    for (Evacuation one : state.evacuations()) {
      long within =
          state.evacuations().stream()
              .filter(other -> !other.at().isBefore(one.at()))
              .filter(other -> Duration.between(one.at(), other.at()).compareTo(limit.per()) < 0)
              .count();
      if (within > limit.limit()) {
        throw new Violation(11, within + " evacuations within " + limit.per());
      }
    }
  }

  /** A line that left the register is in the archive, unless there was room for no more. */
  private void checkHistory(RegisterState before, RegisterState after) {
    if (before.history().size() >= RegisterState.HISTORY_LIMIT
        || after.history().size() >= RegisterState.HISTORY_LIMIT) {
      return;
    }
    Set<HistoryEntry> kept = new HashSet<>(after.history());
    for (HistoryEntry line : before.history()) {
      if (!kept.contains(line) && !world.archive().holds(line)) {
        throw new Violation(2, "left the register and is in no archive: " + line);
      }
    }
  }

  /** What is confirmed was really reached. A register that went back shows old lines once more. */
  private void checkConfirmed(long epoch, RegisterState state) {
    for (HistoryEntry line : state.history()) {
      Commit commit =
          line.epoch() == epoch && line.kind().equals("confirmed") && proven.add(line)
              ? commits.get(line.text().substring(0, line.text().indexOf(' ')))
              : null;
      if (commit != null && !world.audit().wasReached(commit)) {
        throw new Violation(4, "confirmed and never reached: " + line);
      }
    }
  }

  /** A conflict is journaled only where a person was: never for our own late write. */
  private void checkConflicts(long epoch, RegisterState state) {
    for (HistoryEntry line : state.history()) {
      if (line.epoch() == epoch
          && line.kind().equals("conflict")
          && !lost
          && !touched.contains(line.subject())) {
        throw new Violation(6, "our own write was taken for a person's: " + line);
      }
    }
  }
}
