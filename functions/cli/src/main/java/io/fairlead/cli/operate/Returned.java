package io.fairlead.cli.operate;

import io.fairlead.cli.answer.Explainer;
import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.journal.RegisterState;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether what was latched out has returned in full.
 *
 * @param meant what was asked to return, as in {@code region/us-east}
 */
public record Returned(String meant) implements Verb.Reached {
  @Override
  public boolean in(RegisterState state) {
    return latched(state).findAny().isEmpty();
  }

  /** What is not Up does not return before it is. */
  @Override
  public String awaits(Snapshot snapshot) {
    Explainer explainer = new Explainer(snapshot, List.of());
    return latched(snapshot.state())
        .filter(where -> !up(snapshot, where))
        .map(
            where ->
                where.text()
                    + " is not Up, which takes "
                    + explainer.of(where).wouldChange().getFirst())
        .collect(Collectors.joining("; "));
  }

  private static boolean up(Snapshot snapshot, Subject where) {
    VerdictEntry held = snapshot.state().verdicts().get(where);
    return held != null && held.verdict() == Verdict.UP;
  }

  private Stream<Subject.OfDeployment> latched(RegisterState state) {
    return state.latches().keySet().stream()
        .filter(
            where ->
                meant.equals(where.text())
                    || meant.equals("region/" + where.region())
                    || meant.equals("service/" + where.service()));
  }
}
