package io.fairlead.plan;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Mode;
import io.fairlead.health.Judgement;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.journal.TargetId;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is Down and still left to rung 1. A region in which rung 1 still has its chance is Degraded:
 * it is Down when rung 2 may act, as the panic rule counts it, too. Nothing is decided by a
 * region's verdict; it is what people, metrics and alarms go by.
 */
public final class Mending {
  private Mending() {}

  /** The deployments that are left to rung 1 now, and what it does about each, for people. */
  public static SortedMap<Subject.OfDeployment, String> of(View view) {
    Situation situation = new Situation(view);
    NodeHealth health = new NodeHealth(view);
    RungOne rungOne = RungOne.of(situation, health, Requests.of(situation, Set.of()));
    Ladders ladders = new Ladders(situation, health, rungOne);
    SortedMap<Subject.OfDeployment, String> left = new TreeMap<>();
    view.fleet()
        .deployments()
        .map(each -> new Subject.OfDeployment(each.service(), each.region()))
        .filter(where -> situation.held(where) == Verdict.DOWN)
        .forEach(
            where -> {
              Ladder ladder = ladders.of(where);
              if (ladder != Ladder.RUNG_TWO
                  && !(ladder == Ladder.MOVING && idle(situation, where))) {
                left.put(where, ladder.words());
              }
            });
    return Collections.unmodifiableSortedMap(left);
  }

  /** Whether a move is only planned: all changes are stopped, or nobody acts here. */
  private static boolean idle(Situation situation, Subject.OfDeployment where) {
    AddressId address = situation.addressOf(where);
    boolean open = address != null && situation.busy(new TargetId.Address(address));
    return situation.frozen() || (situation.view().fleet().mode() == Mode.OBSERVE && !open);
  }

  /** The view's judgements, with the regions Degraded in which rung 1 still has its chance. */
  public static SortedMap<Subject, Judgement> judgements(View view) {
    boolean dark =
        view.judgements().values().stream()
            .anyMatch(
                found ->
                    found.subject() instanceof Subject.OfRegion && found.verdict() == Verdict.DOWN);
    SortedMap<Subject.OfDeployment, String> left = dark ? of(view) : new TreeMap<>();
    if (left.isEmpty()) {
      return view.judgements();
    }
    TreeMap<Subject, Judgement> mended = new TreeMap<>();
    view.judgements().forEach((subject, found) -> mended.put(subject, mended(found, left)));
    return Collections.unmodifiableSortedMap(mended);
  }

  private static Judgement mended(Judgement found, SortedMap<Subject.OfDeployment, String> left) {
    String ways =
        left.entrySet().stream()
            .filter(each -> found.subject().equals(new Subject.OfRegion(each.getKey().region())))
            .map(each -> each.getKey().text() + " Down, " + each.getValue())
            .collect(Collectors.joining("; "));
    return found.verdict() != Verdict.DOWN || ways.isEmpty()
        ? found
        : new Judgement(
            found.subject(), Verdict.DEGRADED, found.votes(), found.needed(), false, ways);
  }
}
