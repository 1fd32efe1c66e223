package io.fairlead.cycle;

import java.util.List;

/** How a steer cycle ended, in one word and one phrase. */
public sealed interface CycleOutcome {
  /** One phrase for people. */
  String text();

  /** Whether the state that decisions rest on could be read and is current. */
  default boolean steered() {
    return switch (this) {
      case Idle _, Journaled _, Acted _, Refused _, Frozen _, Observed _ -> true;
      case LostRace _, Unsettled _, NoQuorum _, ForeignTopology _, HeldClock _, Waiting _ -> false;
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
      return "another function acts";
    }
  }

  /** The register's answer was lost: the write may still take effect; nothing was applied. */
  record Unsettled(String why) implements CycleOutcome {
    @Override
    public String text() {
      return "register write not known: " + why;
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
      return "topology " + active + " is active, this function has " + mine;
    }
  }

  /** This function's clock cannot be trusted against the register's or the observers'. */
  record HeldClock(String why) implements CycleOutcome {
    @Override
    public String text() {
      return why;
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
