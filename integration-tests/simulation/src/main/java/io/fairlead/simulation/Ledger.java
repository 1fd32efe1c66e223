package io.fairlead.simulation;

import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.Intent;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.RegisterState.Evacuation;
import io.fairlead.port.Register;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every register state that was ever acknowledged or read: one chain, and no intent twice. */
final class Ledger {
  private final World world;
  private final TreeMap<Long, RegisterState> chain = new TreeMap<>();
  private final Map<String, Commit> commits = new HashMap<>();

  /** Targets that a person changed at some time. */
  private final Set<String> touched = new HashSet<>();

  /** An intent and the state that it first stood in. */
  record Commit(Intent intent, long epoch, RegisterState state) {}

  Ledger(World world) {
    this.world = world;
  }

  @Nullable Commit commit(String intentId) {
    return commits.get(intentId);
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
          if (epoch < floor) {
            throw new Violation(2, "epoch " + epoch + " read after " + floor);
          }
          stands(epoch, state);
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
          stands(epoch, next);
        }
        return cas;
      }
    };
  }

  private void stands(long epoch, RegisterState state) {
    RegisterState known = chain.putIfAbsent(epoch, state);
    if (known != null) {
      if (!known.operation().equals(state.operation())) {
        throw new Violation(
            2, "epoch " + epoch + " is " + state.operation() + " and was " + known.operation());
      }
      return;
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
      if (commits.putIfAbsent(intent.id(), new Commit(intent, epoch, state)) == null) {
        world.note("intent " + intent.id() + " " + intent.target().text() + " " + intent.reason());
      }
    }
  }

  /** At most so many regions are evacuated by themselves in a window. */
  private void checkEvacuations(RegisterState state) {
    var limit = world.setting().fleet().safety().evacuation();
    for (Evacuation one : state.evacuations()) {
      long within =
          state.evacuations().stream()
              .filter(other -> !other.at().isBefore(one.at()))
              .filter(other -> Duration.between(one.at(), other.at()).compareTo(limit.per()) < 0)
              .map(Evacuation::region)
              .distinct()
              .count();
      if (within > limit.limit()) {
        throw new Violation(11, within + " regions evacuated within " + limit.per());
      }
    }
  }

  /** What is confirmed was really reached. */
  private void checkConfirmed(long epoch, RegisterState state) {
    for (HistoryEntry line : state.history()) {
      Commit commit =
          line.epoch() == epoch && line.kind().equals("confirmed")
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
          && !touched.contains(line.subject())) {
        throw new Violation(6, "our own write was taken for a person's: " + line);
      }
    }
  }
}
