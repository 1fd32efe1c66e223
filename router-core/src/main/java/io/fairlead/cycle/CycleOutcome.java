package io.fairlead.cycle;

import io.fairlead.fleet.BriefDigest;
import io.fairlead.health.Observation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** How a steer cycle ended, in one word and one phrase. */
public sealed interface CycleOutcome {
  /** One phrase for people. */
  String text();

  /** Whether the state that decisions rest on could be read and is current. */
  default boolean steered() {
    return switch (this) {
      case Idle _, Journaled _, Acted _, Refused _, Frozen _, Observed _ -> true;
      case LostRace _,
          Unsettled _,
          NoQuorum _,
          ForeignTopology _,
          HeldClock _,
          WentBack _,
          Waiting _ ->
          false;
    };
  }

  /** Nothing differs from what is wanted. */
  record Idle() implements CycleOutcome {
    @Override
    public String text() {
      return "nothing to change";
    }
  }

  /** Verdicts, latches or ends of intents were written; no target was touched. */
  record Journaled() implements CycleOutcome {
    @Override
    public String text() {
      return "journaled";
    }
  }

  /**
   * Targets were changed.
   *
   * @param applied calls made on targets
   * @param confirmed intents read back in their state after
   */
  record Acted(int applied, int confirmed) implements CycleOutcome {
    @Override
    public String text() {
      return applied + " applied, " + confirmed + " confirmed";
    }
  }

  /** The guard approved nothing of what was planned. */
  record Refused(List<String> rules) implements CycleOutcome {
    public Refused {
      rules = List.copyOf(rules);
    }

    @Override
    public String text() {
      return "refused by " + String.join(", ", rules);
    }
  }

  /** All changes are stopped. */
  record Frozen(String why) implements CycleOutcome {
    @Override
    public String text() {
      return "frozen: " + why;
    }
  }

  /** Mode observe: planned and journaled only. */
  record Observed(int planned) implements CycleOutcome {
    @Override
    public String text() {
      return planned + " changes planned, none made (mode observe)";
    }
  }

  /** Another function wrote the register first and acts. */
  record LostRace() implements CycleOutcome {
    @Override
    public String text() {
      return "another function wrote the register first, and acts on it: the next tick reads it"
          + " anew";
    }
  }

  /**
   * The register's answer was lost and the write may still take effect, or it was refused before it
   * was sent; nothing was applied.
   */
  record Unsettled(String why) implements CycleOutcome {
    @Override
    public String text() {
      return "the register's write is not confirmed ("
          + why
          + "): nothing was touched, the next tick reads it anew";
    }
  }

  /** The register cannot be read: nothing is changed. */
  record NoQuorum(String why) implements CycleOutcome {
    @Override
    public String text() {
      return "register unreachable: " + why;
    }
  }

  /** Another topology is active: this function probes only. */
  record ForeignTopology(String active, String mine) implements CycleOutcome {
    @Override
    public String text() {
      return "topology "
          + BriefDigest.of(active)
          + " is active, this function has "
          + BriefDigest.of(mine);
    }
  }

  /** This function's clock cannot be trusted against the register's or the observers'. */
  record HeldClock(String why) implements CycleOutcome {
    @Override
    public String text() {
      return why;
    }
  }

  /**
   * The register is older than what an observer has seen of it: a cell was emptied, or restored
   * from an older copy. What it held in between is lost, so nothing is decided on it.
   *
   * @param found the epoch read, 0 = empty
   * @param seen the highest epoch that an entry tells of
   * @param by the observer whose entry it is
   */
  record WentBack(long found, long seen, String by) implements CycleOutcome {
    /**
     * Whether some entry tells of a later epoch than the one found. Every entry counts, stale and
     * blind ones too: an epoch once seen was there.
     */
    public static Optional<WentBack> of(SortedMap<String, Observation> entries, long found) {
      return entries.values().stream()
          .filter(entry -> entry.registerEpoch() > found)
          .max(Comparator.comparingLong(Observation::registerEpoch))
          .map(entry -> new WentBack(found, entry.registerEpoch(), entry.observer()));
    }

    @Override
    public String text() {
      return "the register went back from epoch "
          + seen
          + ", which "
          + by
          + " has seen, to "
          + (found == 0 ? "nothing" : "epoch " + found)
          + ": a cell was emptied or restored from an older copy; "
          + "'fairlead activate --older-register' goes on from it";
    }
  }

  /** The register is empty and no topology is reported by a majority yet. */
  record Waiting(String why) implements CycleOutcome {
    @Override
    public String text() {
      return why;
    }
  }
}
