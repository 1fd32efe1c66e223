package io.fairlead.quorum.sim;

import static io.fairlead.quorum.sim.Schedule.Variant.EMPTIED_CELL;
import static io.fairlead.quorum.sim.Schedule.Variant.RULES;
import static io.fairlead.quorum.sim.Schedule.Variant.SHARED_ATTEMPTS;
import static io.fairlead.quorum.sim.Schedule.Variant.TWO_IN_ONE_DOMAIN;

import java.util.List;

/**
 * A bug in the quorum register, or in how it is used.
 *
 * @param file class whose source is changed; empty = none
 * @param right text of the source, which occurs once
 * @param wrong what replaces it
 */
record PlantedBug(String name, String file, String right, String wrong, Schedule.Variant variant) {
  private static final String LE = "promised.compareTo(ballot) <= 0";
  private static final String PROMISE_RULE =
      "public boolean mayPromise(Ballot ballot) {\n    return " + LE;
  private static final String ACCEPT_RULE =
      "public boolean mayAccept(Ballot ballot) {\n    return " + LE;
  private static final String PREPARE =
      "item -> item.mayPromise(ballot), item -> item.promise(ballot)";

  /** Each must be found. */
  static final List<PlantedBug> FATAL =
      List.of(
          in("Acceptor", "accepts always", ACCEPT_RULE, accept("true")),
          in(
              "Acceptor",
              "compares with the accepted ballot only",
              ACCEPT_RULE,
              accept("accepted.compareTo(ballot) <= 0")),
          in(
              "Acceptor",
              "accepts below its own promise only: < for <=",
              ACCEPT_RULE,
              accept("promised.compareTo(ballot) < 0")),
          in("Quorum", "a quorum of one", "return cells.size() / 2 + 1;", "return 1;"),
          in(
              "Quorum",
              "a quorum of half",
              "return cells.size() / 2 + 1;",
              "return cells.size() / 2;"),
          in(
              "Quorum",
              "the first value found instead of the highest",
              ".max(Comparator.comparing(Acceptor::accepted))\n        .map(Acceptor::value)",
              ".filter(item -> item.accepted().above(Ballot.ZERO)).findFirst()"
                  + ".map(Acceptor::value)"),
          in(
              "QuorumCell",
              "an unknown write taken for a success",
              "return new Silent(index, why);",
              "return new Item(index, version + 1, next);"),
          in(
              "QuorumRegister",
              "an unknown change reported as a conflict",
              "case Ending.Open(String why) -> new VersionedCas.Unknown(why);",
              "case Ending.Open(String why) -> new VersionedCas.Conflict(expected + 1);"),
          in(
              "QuorumRegister",
              "an unknown change reported as done",
              "case Ending.Open(String why) -> new VersionedCas.Unknown(why);",
              "case Ending.Open(String why) -> new VersionedCas.Ok(expected + 1);"),
          in(
              "QuorumRegister",
              "its own earlier proposal not recognised, the change made once more",
              "if (current.version() != expected) {",
              "if (current.version() != expected && !current.operation().equals(operation)) {"),
          in(
              "QuorumRegister",
              "a new value after an unknown round without what the round may have left",
              "Stamped next = change.apply(Quorum.highestValue(answers));",
              "Stamped next = round == 1 ? change.apply(Quorum.highestValue(answers))"
                  + " : change.apply(new Stamped(Math.max(0,"
                  + " Quorum.highestValue(answers).version() - 1), \"\", new byte[0]));"),
          in(
              "QuorumRegister",
              "the identity write of a read skipped",
              "return switch (change(seen, UnaryOperator.identity(), deadline)) {",
              "if (quorum.isMajority(seen)) { return VersionedRead.of(Quorum.highestValue(seen)); }"
                  + " return switch (change(seen, UnaryOperator.identity(), deadline)) {"),
          in(
              "QuorumRegister",
              "the identity write of a lost change skipped",
              "        answers = quorum.accept(ballot, next, answers, deadline);",
              "        if (next.equals(Quorum.highestValue(answers))) {"
                  + " return new Ending.Chosen(next); }"
                  + " answers = quorum.accept(ballot, next, answers, deadline);"),
          in(
              "Quorum",
              "a read that does not mind higher promises",
              ".filter(item -> !item.promisedBeyondAccepted())",
              ".filter(item -> true)"),
          in(
              "VersionedCas",
              "a change that may be the step in between reported as a conflict",
              "if (proposed && chosen.version() != expected + 1) {",
              "if (!proposed && chosen.version() < 0) {"),
          in(
              "QuorumCell",
              "a promise that is not written",
              PREPARE,
              "item -> item.mayPromise(ballot), item -> item"),
          in(
              "QuorumCell",
              "a promise that is taken back",
              PREPARE,
              "_ -> true, item -> new Acceptor(ballot.above(item.accepted()) ? ballot :"
                  + " item.accepted(), item.accepted(), item.value())"),
          in(
              "Quorum",
              "two cells of one region",
              "if (count > 1) {",
              "if (count > 2) {",
              TWO_IN_ONE_DOMAIN),
          new PlantedBug(
              "attempt ids from a seed made before the snapshot", "", " ", " ", SHARED_ATTEMPTS),
          new PlantedBug("a cell replaced by an empty one", "", " ", " ", EMPTIED_CELL));

  /** Proved in the decision record to change nothing that anybody can see. */
  static final List<PlantedBug> HARMLESS =
      List.of(
          in(
              "Acceptor",
              "promises above its own promise only: < for <=",
              PROMISE_RULE,
              PROMISE_RULE.replace("<= 0", "< 0")),
          in(
              "QuorumCell",
              "always answers the promise",
              PREPARE,
              "_ -> true, item -> item.mayPromise(ballot) ? item.promise(ballot) : item"));

  private static PlantedBug in(String file, String name, String right, String wrong) {
    return in(file, name, right, wrong, RULES);
  }

  private static PlantedBug in(
      String file, String name, String right, String wrong, Schedule.Variant variant) {
    return new PlantedBug(name, file, right, wrong, variant);
  }

  private static String accept(String rule) {
    return ACCEPT_RULE.replace(LE, rule);
  }

  @Override
  public String toString() {
    return name;
  }
}
