package io.fairlead.simulation.bug;

import static io.fairlead.simulation.bug.Sources.bug;
import static io.fairlead.simulation.bug.Sources.core;

import java.util.List;

/** Bugs in the planner and in the guard. */
final class PlanBugs {
  static final List<PlantedBug> ALL =
      List.of(
          bug(
              "panic off",
              "story two regions of four fall",
              core("plan/Panic", "if (regions.size() > 1) {", "if (false) {")),
          bug(
              "no limit of evacuations",
              "story unfrozen while two regions are down",
              core("plan/Velocity", "if (counted >= limit) {", "if (false) {")),
          bug(
              "capacity ignored",
              "story a drain beyond capacity",
              core(
                  "plan/Capacity",
                  "findings.add(may ? warns(target, limit, found) : refuses(target, limit,"
                      + " found));",
                  "findings.add(warns(target, limit, found));")),
          bug(
              "hold-down ignored",
              "story drained and undrained at once",
              core("plan/HoldDown", "if (recent && !exempt(action)) {", "if (false) {")),
          bug(
              "the guard approves all",
              "story a drain beyond capacity",
              core(
                  "plan/Guard",
                  "(stays ? refused : approved).add(action);",
                  "approved.add(action);")),
          bug(
              "all weights zero allowed",
              "story both regions of a service are drained",
              core("plan/SharePlanner", "if (!whole && receivers.isEmpty()) {", "if (false) {"),
              core(
                  "plan/SharePlanner",
                  "stuck.add(partition.id());\n    wanted.put(partition.id(), stays(partition));",
                  "wanted.put(partition.id(), new TreeMap<>());"),
              core(
                  "plan/NeverAllZero",
                  "checked.weights().forEach(action -> weights(checked, action, findings));",
                  ""),
              core("plan/KeepsServing", "if (stay < wanted) {", "if (false) {"),
              core(
                  "traffic/WantedRecords",
                  "if (isZero(parts)) {\n      parts = parts(sets",
                  "if (false) {\n      parts = parts(sets"),
              core(
                  "traffic/WantedRecords",
                  "if (isZero(parts)) {\n      parts.replaceAll",
                  "if (false) {\n      parts.replaceAll")),
          bug(
              "every region of a group flagged",
              "story both regions of a group fall",
              core(
                  "plan/FlagActions",
                  "return members.stream().anyMatch(member -> helps(flag, member)) ? reasons :"
                      + " List.of();",
                  "return reasons;"),
              core("plan/NeverAllZero", "        if (other) {", "        if (true) {"),
              core("plan/Panic", "if (regions.size() > 1) {", "if (false) {"),
              core(
                  "plan/Panic",
                  "if (all > SMALL_SERVICE && fell.size() * 2 > all) {",
                  "if (false) {"),
              core("plan/Velocity", "if (counted >= limit) {", "if (false) {")),
          bug(
              "damping blocks a drain",
              "story a drain of what flaps",
              core(
                  "plan/Standings",
                  "return requests.withheld(drained) ? null : drained;",
                  "var v = situation.view().state().verdicts().get(where);\n"
                      + "if (v != null &&"
                      + " io.fairlead.health.Verdicts.penalty(situation.view().fleet().safety(), v,"
                      + " situation.view().now()) > 0) { return null; }\n"
                      + "return requests.withheld(drained) ? null : drained;")),
          bug(
              "a person's flag counted as ours",
              "story a person holds while a flag is lowered",
              core(
                  "plan/Situation",
                  "return copies(flag).filter(copy -> copy.epoch() > 0);",
                  "return copies(flag);")),
          bug(
              "one flag store of three decides",
              "story a hold in one store of three",
              core("port/EvacuationFlags", "int NEEDED = 2;", "int NEEDED = 1;")),
          bug(
              "an unreadable zone read as empty",
              "story reads fail",
              core(
                  "plan/Situation",
                  "case Reading.Unreadable<RecordSets> _ -> null;",
                  "case Reading.Unreadable<RecordSets> _ -> new RecordSets(zone, 0, new"
                      + " TreeMap<>());")),
          bug(
              "an unreadable holder read as nothing",
              "story reads fail",
              core(
                  "plan/RungOne",
                  "case Reading.Unreadable<HeldBy>(String why) -> unreadable.add(target.text() +"
                      + " \": \" + why);",
                  "case Reading.Unreadable<HeldBy> _ -> consider(address, services, null);"),
              core("plan/ExactlyOne", "return \"its holder is not known\";", "return null;")),
          bug(
              "an address moved to a node that is not Up",
              "story a node answers now and then",
              core(
                  "plan/RungOne",
                  "        .filter(node -> health.of(address.region(), node, services) =="
                      + " Verdict.UP);\n",
                  "        ;\n")),
          bug(
              "no second witness of a hung holder",
              "story an observer does not reach a node",
              core("plan/RungOne", "if (!outside.allows()) {", "if (false) {")),
          bug(
              "a latch ignored",
              "story a region returns in steps",
              core("plan/Standings", "if (latch == null) {", "if (latch == null || !down) {")),
          bug(
              "no clean time before a return",
              "story a region returns in steps",
              core(
                  "plan/Returns",
                  "return clean(now) ? step(now, 1) : now;",
                  "return step(now, 1);")),
          bug(
              "a return in one step",
              "story a region returns in steps",
              core(
                  "plan/SharePlanner",
                  "case RAMPING -> home.getValue() * standing.percent() / 100.0;",
                  "case RAMPING -> home.getValue();")),
          bug(
              "a ramp that does not wait",
              "story a region returns in steps",
              core(
                  "plan/Returns",
                  "return !situation.view().now().isBefore(from.plus(every));",
                  "return true;")),
          bug(
              "a manual failback made by itself",
              "story a manual service stays where it went",
              core("plan/Returns", "service.failback() == FailbackMode.RAMP", "true")),
          bug(
              "a freeze that stops nothing",
              "story frozen",
              core(
                  "cycle/Withholding",
                  "if (fleet.mode() == Mode.ACT && freeze.isEmpty()) {",
                  "if (fleet.mode() == Mode.ACT) {"),
              core(
                  "plan/NextState",
                  "boolean frozen = Freezes.active(view);",
                  "boolean frozen = false;")),
          bug(
              "mode observe acts",
              "story mode observe",
              core(
                  "cycle/Withholding",
                  "if (fleet.mode() == Mode.ACT && freeze.isEmpty()) {",
                  "if (freeze.isEmpty()) {"),
              core("plan/NextState", "if (view.fleet().mode() == Mode.OBSERVE) {", "if (false) {")),
          bug(
              "an address on nothing waits like any other",
              "story an address is taken off while all is fresh",
              core(
                  "plan/HoldDown",
                  "case Change.Move(var _, var from, var _) -> from == null;",
                  "case Change.Move _ -> false;")),
          bug(
              "what was seen before a move counts after it",
              "story observers tell of the time before a move",
              core(
                  "plan/Ladders",
                  "&& !health.failsSince(where, moved.plus(safety.probe().interval()));",
                  "&& moved.equals(Instant.MAX);")));

  private PlanBugs() {}
}
