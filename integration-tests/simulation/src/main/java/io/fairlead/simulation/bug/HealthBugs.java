package io.fairlead.simulation.bug;

import static io.fairlead.simulation.bug.Sources.bug;
import static io.fairlead.simulation.bug.Sources.core;

import java.util.List;

/** Bugs in probing, in counting votes and in holding verdicts. */
final class HealthBugs {
  static final List<PlantedBug> ALL =
      List.of(
          bug(
              "a stale observation accepted",
              "story observers are silent",
              core("health/Ballot", "if (age.compareTo(freshness) > 0) {", "if (false) {")),
          bug(
              "a blind observer's entry counted",
              "story two observers are blind",
              core("health/Ballot", "if (found.blind()) {", "if (false) {")),
          bug(
              "a blind entry of an unknown time is told",
              "story a clock steps by an hour and the self-test gets no answer",
              core(
                  "cycle/ProbeCycle",
                  "boolean dated = blind.isEmpty() || sight.clockOffset().isPresent();",
                  "boolean dated = true;")),
          bug(
              "what a blind observer sees counted as Down",
              "story two observers are blind",
              core("cycle/ProbeCycle", "blind.isEmpty() ? Opinions.next(", "true ? Opinions.next("),
              core("cycle/ProbeCycle", "        !blind.isEmpty(),\n", "        false,\n")),
          bug(
              "an entry of another topology counted",
              "story another topology",
              core(
                  "health/Ballot",
                  "if (!found.topologyDigest().equals(fleet.digest())) {",
                  "if (false) {")),
          bug(
              "a majority of those that answer",
              "story one voice says Down and the others are silent",
              core(
                  "health/Majority",
                  "int needed = needed(votes.size());",
                  "int needed = needed((int) votes.stream().filter(v -> v.opinion() !="
                      + " Verdict.UNKNOWN).count());")),
          bug(
              "one vote is enough for Down",
              "story an observer lies",
              core(
                  "health/Majority",
                  "if (count(votes, Verdict.DOWN) >= needed) {",
                  "if (count(votes, Verdict.DOWN) >= 1) {")),
          bug(
              "a region Up by its own vote",
              "story only its own observer reaches a region",
              core("health/Majority", "if (!outside || up +", "if (up +")),
          bug(
              "Unknown taken for Down",
              "story observers are silent",
              core(
                  "health/Verdicts",
                  "case UNKNOWN -> held;",
                  "case UNKNOWN -> new VerdictEntry(Verdict.DOWN, now, \"\", 0, now);")),
          bug(
              "a refused connection counted as up",
              "story frozen",
              core(
                  "health/Opinions",
                  "return result.outcome() == Outcome.PASSED\n",
                  "return result.outcome() != Outcome.TIMED_OUT\n")),
          bug(
              "a streak counted twice",
              "story observers are silent",
              core("health/Opinions", "int passes = 1 + (", "int passes = 2 + (")),
          bug(
              "Up after a single pass",
              "story a node answers now and then",
              core(
                  "health/Opinions",
                  "held == Verdict.DOWN && passes < rise",
                  "held == Verdict.DOWN && passes < 1")),
          bug(
              "one lost packet is Down",
              "story a third of the packets is lost",
              core(
                  "health/Opinions",
                  "after.run() >= LossEstimate.attempts(rate)",
                  "after.run() >= 1"),
              core("health/Opinions", "Math.clamp(wanted, 1, most)", "1")),
          bug(
              "no damping",
              "story a region flaps",
              core(
                  "health/Penalty",
                  "return entry.penalty() >= damping.suppress() &&",
                  "return false &&")));

  private HealthBugs() {}
}
