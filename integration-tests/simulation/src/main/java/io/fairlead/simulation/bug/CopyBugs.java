package io.fairlead.simulation.bug;

import static io.fairlead.simulation.bug.Sources.bug;
import static io.fairlead.simulation.bug.Sources.core;

import java.util.List;

/** Bugs in telling how far copies are behind, and in holding shares by it. */
final class CopyBugs {
  private static final String BEHIND = "story a copy that would take over is behind";

  static final List<PlantedBug> ALL =
      List.of(
          bug(
              "a copy beyond its bound gets a new share",
              BEHIND,
              core(
                  "plan/Standings",
                  "if (!gains || lag.isEmpty() || requests.acceptsLoss(where)) {",
                  "if (true) {"),
              core(
                  "plan/LagBound",
                  "return lag.beyond(false) ? Optional.of(refuses(target, limit, found)) :"
                      + " Optional.empty();",
                  "return Optional.empty();"),
              core("plan/RpoGate", ".filter(Lag::losesTooMuch)", ".filter(_ -> false)")),
          bug(
              "a region returns however far its copy is behind",
              "story a region returns and its copy is behind",
              core(
                  "plan/Returns",
                  "|| Lags.bar(situation.view(), latch.where()).isPresent()) {",
                  ") {"),
              core(
                  "plan/Standings",
                  "boolean gains = standing.kind() == Standing.Kind.IN || standing.kind() =="
                      + " Standing.Kind.RAMPING;",
                  "boolean gains = standing.kind() == Standing.Kind.IN;"),
              core(
                  "plan/LagBound",
                  "return lag.beyond(false) ? Optional.of(refuses(target, limit, found)) :"
                      + " Optional.empty();",
                  "return Optional.empty();")),
          bug(
              "lag counts from the newest version that is lacked",
              BEHIND,
              core(
                  "health/CopyPosition",
                  "before == null ? seen.whole() : before.inStep()",
                  "seen.headMade()")),
          bug(
              "the last moment in step is forgotten with each entry",
              BEHIND,
              core(
                  "cycle/ProbeCycle",
                  "CopyPosition was = before == null ? null : before.copy(set);",
                  "CopyPosition was = null;"),
              core(
                  "health/CopySighting",
                  "return head == version + 1 || version == 0 ? headMade : shownMade;",
                  "return headMade;")),
          bug(
              "entries tell of no copies",
              BEHIND,
              core("cycle/ProbeCycle", "positions.isEmpty() ? null : positions", "null")),
          bug(
              "a copy grows older while its master is dark",
              "story a copy is not older for its master's outage",
              core(
                  "plan/CopyLags",
                  "return measured(Duration.between(seen, later(heard(set), seen)), mine, head);",
                  "return measured(Duration.between(seen, later(fresh, seen)), mine, head);")),
          bug(
              "a loss is accepted that no operator spoke of",
              "story an operator accepts the loss",
              core("plan/RequestScope", "if (lag.isPresent() && !acceptLoss) {", "if (false) {"),
              core("plan/Requests", ".filter(OperatorRequest::acceptLoss)", ".filter(_ -> true)"),
              core("plan/RpoGate", ".filter(request -> request.acceptLoss())", "")));

  private CopyBugs() {}
}
