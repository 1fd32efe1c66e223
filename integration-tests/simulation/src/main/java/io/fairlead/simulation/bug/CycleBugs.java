package io.fairlead.simulation.bug;

import static io.fairlead.simulation.bug.Sources.bug;
import static io.fairlead.simulation.bug.Sources.core;

import java.util.List;

/** Bugs in how a tick strings its steps together, and in the journal. */
final class CycleBugs {
  private static final String STEER = "cycle/SteerCycle";
  private static final String RESOLUTION = "cycle/IntentResolution";
  private static final String COMMIT =
      "    return switch (ports.register().cas(tick.epoch(), it.journal().next(),"
          + " tick.deadline()))";

  static final List<PlantedBug> ALL =
      List.of(
          bug(
              "journaled after it was applied",
              "story calls lost while draining",
              core(
                  STEER,
                  COMMIT,
                  "    applier.apply(it.journal().due(it.view()), tick.deadline());\n" + COMMIT)),
          bug(
              "journal skipped",
              "story calls lost while draining",
              core(STEER, "if (!it.journal().changes(tick.before())) {", "if (true) {")),
          bug(
              "a flag is written before its intent",
              "story two regions fall at once",
              core(
                  STEER,
                  COMMIT,
                  "    applier.apply(it.journal().due(it.view()).stream().filter(d ->"
                      + " d.intent().target() instanceof"
                      + " io.fairlead.journal.TargetId.Flag).toList(), tick.deadline());\n"
                      + COMMIT)),
          bug(
              "a lost race acts all the same",
              "story a race is lost",
              core(
                  STEER,
                  "case Register.Cas.Conflict() -> it.ended(new CycleOutcome.LostRace());",
                  "case Register.Cas.Conflict() -> act(it, tick.epoch(), tick.before());")),
          bug(
              "an unknown register write taken for a success",
              "story the register's answer is lost",
              core(
                  STEER,
                  "case Register.Cas.Unknown(String why) -> it.ended(new"
                      + " CycleOutcome.Unsettled(why));",
                  "case Register.Cas.Unknown _ -> act(it, tick.epoch() + 1,"
                      + " it.journal().next());")),
          bug(
              "mode observe ends and resumes the intents of those that act",
              "story one run observes beside those that act",
              core(
                  STEER,
                  "return fleet.mode() == Mode.OBSERVE\n        ? OpenIntents",
                  "return false\n        ? OpenIntents")),
          bug(
              "mode observe levels what those that act have changed",
              "story one run observes beside those that move",
              core(
                  STEER,
                  "if (fleet.mode() == Mode.ACT && it.freeze().isEmpty()) {",
                  "if (it.freeze().isEmpty()) {")),
          bug(
              "a name server that lags is left so",
              "story a name server stands still",
              core(STEER, "ports.director().level(tick.deadline());", "")),
          bug(
              "the register read once per process",
              "story calls lost while draining",
              core(
                  STEER,
                  "  private final Applier applier;\n",
                  "  private final Applier applier;\n  private Register.Read kept;\n"),
              core(
                  STEER,
                  "switch (ports.register().read(deadline)) {",
                  "switch (kept == null ? kept = ports.register().read(deadline) : kept) {")),
          bug(
              "an open intent confirmed without a look at its target",
              "story calls lost while draining",
              core(RESOLUTION, "if (found.equals(intent.after())) {", "if (true) {")),
          bug(
              "an applied step confirmed without reading back",
              "story calls lost while draining",
              core(
                  STEER,
                  "Current found = targets.readOf(intents, after.deadline());\n"
                      + "    OpenIntents open = resolved(intents, found, after, false);\n"
                      + "    if (open.confirmedCount() == 0) {\n"
                      + "      return nothing;\n"
                      + "    }\n"
                      + "    RegisterState next =\n"
                      + "        open.confirmed(after.before(), new EndedAt(after.now(),"
                      + " after.epoch() + 1))\n"
                      + "            .build(operations.get(), after.now());",
                  "RegisterDraft all = RegisterDraft.of(after.before());\n"
                      + " intents.forEach(one -> OpenIntents.book(all, one,"
                      + " io.fairlead.journal.IntentEnd.CONFIRMED, one.reason(), new"
                      + " EndedAt(after.now(), after.epoch() + 1)));\n"
                      + " OpenIntents open = OpenIntents.of(List.of(), targets.readOf(List.of(),"
                      + " after.deadline()), null);\n"
                      + "    RegisterState next = all.build(operations.get(), after.now());")),
          bug(
              "confirmed before anything answers through the address",
              "story nothing answers through a moved address",
              core(
                  RESOLUTION,
                  "if (in.silent() && !in.now().isAfter(intent.notAfter())) {",
                  "if (false) {")),
          bug(
              "an expired intent is not cancelled",
              "story calls lost while draining",
              core(RESOLUTION, "if (in.now().isAfter(intent.notAfter())) {", "if (false) {")),
          bug(
              "our own late write taken for a person's",
              "story calls lost while draining",
              core(
                  RESOLUTION,
                  "if (History.aimedAt(in.history(), intent.target(), found)) {",
                  "if (false) {"),
              core("cycle/Journal", "&& !History.aimedAt(history, target, found.get())", "")),
          bug(
              "a person's change planned over without a word",
              "story a person edits records",
              core(
                  "cycle/Journal",
                  "new ArrayList<>(foreign(draft, open, tick))",
                  "new ArrayList<>()")),
          bug(
              "a person's change taken for our own late write",
              "story a person edits records",
              core(
                  "journal/History",
                  ".anyMatch(line -> line.text().endsWith(AIM + found.text()));",
                  ".anyMatch(line -> true);")),
          bug(
              "an open intent resumed whatever the guard says now: step 5 before the verdicts",
              "story the new node dies before the move",
              core(
                  "cycle/OpenIntents",
                  "return resumable.always() && headsForUp(resumable.intent(), state);",
                  "return true;")),
          bug(
              "a resumed order gets more time",
              "story an order thaws after its time",
              core("cycle/Journal", "one.always() ? expiry : one.intent().notAfter()", "expiry")),
          bug(
              "a flag raised late by a frozen function is left",
              "story a flag is written late",
              core(
                  "plan/FlagActions",
                  ".filter(epoch -> epoch < floor)",
                  ".filter(epoch -> false)")),
          bug(
              "a cancelled evacuation leaves no floor",
              "story a flag is written late",
              core("cycle/OpenIntents", "draft.flagFloors().put(raise.flag(), at.epoch());", "")),
          bug(
              "the topology digest ignored",
              "story another topology",
              core(
                  "cycle/Admission",
                  "if (!state.topology().equals(fleet.digest())) {",
                  "if (false) {")),
          bug(
              "a register that went back is believed",
              "story a cell is restored from an older copy",
              core(
                  "cycle/Admission",
                  "return CycleOutcome.WentBack.of(entries, found).map(back -> back);",
                  "return Optional.empty();")),
          bug(
              "an emptied register is taken for a new fleet's",
              "story every cell is emptied",
              core(
                  STEER,
                  "Admission.older(entries, 0).or(() ->",
                  "Optional.<CycleOutcome>empty().or(() ->")),
          bug(
              "the epoch seen is forgotten with the process",
              "story a cell is restored from an older copy",
              core(
                  "cycle/ProbeCycle", "sawRegister(from == null ? 0 : from.registerEpoch());", "")),
          bug(
              "lines leave the register that no archive has",
              "story the archive takes nothing",
              core(
                  "cycle/ArchiveCycle",
                  "case HistoryArchive.Kept.Unknown(String why) -> new Outcome.Kept(why);",
                  "case HistoryArchive.Kept.Unknown _ -> trim(report, state, page, deadline);")),
          bug(
              "a flag whose latch is lost is planned over",
              "story a cell is restored from an older copy",
              core(
                  "plan/Standings",
                  "if (latch == null && !down && situation.forgotten(situation.groupOf(where))) {",
                  "if (false) {")));

  private CycleBugs() {}
}
