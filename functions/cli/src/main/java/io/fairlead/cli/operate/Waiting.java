package io.fairlead.cli.operate;

import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.cli.snapshot.DryTick;
import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.AddressId;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.plan.Decision;
import io.fairlead.port.Reading;
import io.fairlead.port.Register.Read;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Waits until the ticks have nothing left to do for a verb. */
final class Waiting {
  private static final Duration POLL = Duration.ofMillis(250);

  /** The verbs that take addresses off a node. */
  private static final Set<String> LEAVING = Set.of("drain", "failover");

  private final OpenFleet fleet;
  private final Verb verb;
  private final Written written;

  /**
   * What was written.
   *
   * @param request id of the request, if the verb makes one
   * @param epoch the register version that holds it
   */
  record Written(String request, long epoch) {}

  Waiting(OpenFleet fleet, Verb verb, Written written) {
    this.fleet = fleet;
    this.verb = verb;
    this.written = written;
  }

  /** How a wait ended. */
  sealed interface End {
    /** It is carried out. */
    record Done() implements End {}

    /** The ticks refused it or gave it up, with their sentence. */
    record Refused(String why) implements End {}

    /** The time ran out, and what is still in the way. */
    record RanOut(String why) implements End {}
  }

  /** Waits within a limit. */
  End await(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      End now = look();
      long left = end - System.nanoTime();
      if (!(now instanceof End.RanOut) || left <= 0) {
        return now;
      }
      LockSupport.parkNanos(Math.min(left, POLL.toNanos()));
    }
  }

  /** How the verb stands now; {@code RanOut} = it is not over. */
  private End look() {
    return switch (fleet.ports().register().read(fleet.deadline())) {
      case Read.Unreachable(String why) -> new End.RanOut("the register does not answer: " + why);
      case Read.Empty() -> new End.RanOut("the register is empty");
      case Read.State state -> look(state);
    };
  }

  private End look(Read.State read) {
    RegisterState state = read.state();
    Optional<String> refused = refused(state);
    if (refused.isPresent()) {
      return new End.Refused(refused.get());
    }
    if (state.requests().stream().anyMatch(each -> each.id().equals(written.request()))) {
      return new End.RanOut("no tick has taken it up: see that 'fairlead run' ticks");
    }
    if (!state.intents().isEmpty()) {
      return new End.RanOut(
          "under way: "
              + state.intents().stream()
                  .map(intent -> intent.target().text())
                  .collect(Collectors.joining(", ")));
    }
    return planned(fleet.snapshot(read));
  }

  private End planned(Snapshot snapshot) {
    SteerReport report = DryTick.of(snapshot);
    Decision decision = report.decision();
    if (decision == null) {
      return new End.RanOut(report.outcome().text());
    }
    if (!decision.guard().refused().isEmpty()) {
      return new End.RanOut("refused by " + Objections.of(decision));
    }
    if (!decision.plan().actions().isEmpty()) {
      return new End.RanOut(decision.plan().actions().size() + " more to change");
    }
    Optional<AddressId> stays = stays(snapshot);
    if (stays.isPresent()) {
      return new End.RanOut("address/" + stays.get() + " is still on " + verb.subject());
    }
    if (verb.reached().in(snapshot.state())) {
      return new End.Done();
    }
    String awaits = verb.reached().awaits(snapshot);
    return new End.RanOut(
        (awaits.isEmpty() ? "it is on its way" : "it waits: " + awaits)
            + ": see 'fairlead explain "
            + verb.subject()
            + "'");
  }

  /** An address that the node which this verb is about has yet. */
  private Optional<AddressId> stays(Snapshot snapshot) {
    if (!LEAVING.contains(verb.name())) {
      return Optional.empty();
    }
    return snapshot.current().holders().entrySet().stream()
        .filter(
            each ->
                each.getValue() instanceof Reading.Known<HeldBy>(HeldBy held)
                    && verb.subject().equals("node/" + each.getKey().region() + "/" + held.node()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The sentence by which a tick ended the request without carrying it out. */
  private Optional<String> refused(RegisterState state) {
    return state.history().stream()
        .filter(line -> line.epoch() > written.epoch() && line.kind().equals("request"))
        .filter(line -> line.subject().equals(verb.subject()))
        .map(HistoryEntry::text)
        .filter(text -> text.startsWith(verb.name()))
        .filter(text -> text.contains(" refused: ") || text.contains(" given up: "))
        .findFirst();
  }
}
