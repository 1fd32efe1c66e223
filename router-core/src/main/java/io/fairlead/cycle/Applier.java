package io.fairlead.cycle;

import io.fairlead.journal.Intent;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Applies intents, each step once: addresses, flags up, weights, flags down. A further step of an
 * intent is applied only after the one before was accepted.
 */
final class Applier {
  private final SteerCycle.Ports ports;

  Applier(SteerCycle.Ports ports) {
    this.ports = ports;
  }

  /**
   * Steps of an intent that are due.
   *
   * @param notAfter no step is sent later than this
   */
  record Due(Intent intent, List<Step> steps, Instant notAfter) {
    Due {
      steps = List.copyOf(steps);
    }

    Order order() {
      return new Order(intent.id(), steps.getFirst(), steps.getLast(), notAfter);
    }

    Due rest() {
      return new Due(intent, steps.subList(1, steps.size()), notAfter);
    }
  }

  /** Every call made, with how it ended. */
  List<AppliedStep> apply(List<Due> due, Instant deadline) {
    List<AppliedStep> made = new ArrayList<>();
    List<Due> open = due;
    while (!open.isEmpty()) {
      List<AppliedStep> round = round(open.stream().map(Due::order).toList(), deadline);
      made.addAll(round);
      open = open.stream().filter(d -> isAccepted(d, round)).map(Due::rest).toList();
      open = open.stream().filter(d -> !d.steps().isEmpty()).toList();
    }
    return made;
  }

  private List<AppliedStep> round(List<Order> orders, Instant deadline) {
    List<AppliedStep> made = new ArrayList<>();
    made.addAll(
        call(orders, Step.MoveAddress.class::isInstance, o -> ports.addresses().move(o, deadline)));
    made.addAll(
        call(orders, Step.RaiseFlag.class::isInstance, o -> ports.flags().apply(o, deadline)));
    made.addAll(
        call(
            orders,
            Step.ChangeRecords.class::isInstance,
            o -> ports.director().change(o, deadline)));
    made.addAll(
        call(orders, Step.LowerFlag.class::isInstance, o -> ports.flags().apply(o, deadline)));
    return made;
  }

  private static List<AppliedStep> call(
      List<Order> orders, Predicate<Step> kind, Function<List<Order>, List<ApplyOutcome>> port) {
    List<Order> mine = orders.stream().filter(order -> kind.test(order.step())).toList();
    if (mine.isEmpty()) {
      return List.of();
    }
    List<ApplyOutcome> outcomes = port.apply(mine);
    if (outcomes.size() != mine.size()) {
      throw new IllegalStateException(outcomes.size() + " outcomes for " + mine.size() + " orders");
    }
    List<AppliedStep> made = new ArrayList<>();
    for (int i = 0; i < mine.size(); i++) {
      made.add(new AppliedStep(mine.get(i), outcomes.get(i)));
    }
    return made;
  }

  private static boolean isAccepted(Due due, List<AppliedStep> round) {
    return round.stream()
        .anyMatch(
            made ->
                made.order().equals(due.order())
                    && made.outcome() instanceof ApplyOutcome.Accepted);
  }
}
