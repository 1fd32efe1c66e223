package io.fairlead.plan;

import io.fairlead.fleet.Routing;
import io.fairlead.health.Subject;
import java.util.List;
import java.util.Optional;

/** Questions of the planner and the guard about how far copies are behind. */
final class Lags {
  private Lags() {}

  /** Lags of what a deployment waits for; none where its service declares no replication. */
  static List<Lag> of(View view, Subject.OfDeployment where) {
    return view.lag().getOrDefault(where, List.of());
  }

  /** What is known to bar a deployment from a new share. */
  static Optional<Lag> bar(View view, Subject.OfDeployment where) {
    boolean promoted = isPromoted(view, where);
    return of(view, where).stream().filter(lag -> lag.beyond(promoted)).findFirst();
  }

  /** Whether a new share makes a deployment the one that serves. */
  static boolean isPromoted(View view, Subject.OfDeployment where) {
    return view.fleet().service(where.service()).routing() == Routing.ACTIVE_PASSIVE;
  }

  /** As in {@code deployment/orders/us: its copy of gateway is 12 min behind, …, at most 5 min}. */
  static String text(View view, Subject.OfDeployment where, Lag lag) {
    return "%s: %s, at most %s"
        .formatted(where.text(), lag.text(), lag.most(isPromoted(view, where)));
  }
}
