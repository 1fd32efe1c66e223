package io.fairlead.plan;

import io.fairlead.fleet.Fleet;
import io.fairlead.health.Subject;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a failover may lose: one line for each copy and server that a service waits for where it is
 * taken over, in step or behind, so that nobody has to have looked before.
 */
final class LossJournal {
  /** Kind of its lines. */
  static final String KIND = "takeover";

  private final Draft draft;

  private LossJournal(Draft draft) {
    this.draft = draft;
  }

  /**
   * Writes the lines of one tick.
   *
   * @param services of which a deployment was latched out in it
   */
  static void write(Draft draft, Decision decision, Set<String> services) {
    LossJournal journal = new LossJournal(draft);
    services.forEach(service -> journal.takers(decision, service).forEach(journal::tell));
  }

  /** Who gets more; by a flag alone, whoever is not latched out, for DNS decides. */
  private SortedSet<Subject.OfDeployment> takers(Decision decision, String service) {
    Fleet fleet = draft.view.fleet();
    SortedSet<Subject.OfDeployment> takers = new TreeSet<>();
    for (Action action : decision.guard().approved()) {
      if (action.change() instanceof Change.Weights change) {
        Gains.of(fleet, change).keySet().stream()
            .filter(where -> where.service().equals(service))
            .forEach(takers::add);
      }
    }
    if (takers.isEmpty()) {
      fleet.service(service).deployments().keySet().stream()
          .map(region -> new Subject.OfDeployment(service, region))
          .filter(where -> !draft.latches.containsKey(where))
          .forEach(takers::add);
    }
    return takers;
  }

  private void tell(Subject.OfDeployment where) {
    Lags.of(draft.view, where).forEach(lag -> draft.tell(KIND, where.text(), lag.text()));
  }
}
