package io.fairlead.cli.answer;

import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.plan.Action;
import io.fairlead.plan.Change;
import io.fairlead.plan.Decision;
import io.fairlead.plan.Plan;
import io.fairlead.plan.RuleResult;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code plan -o json} prints. */
public final class PlanJson {
  private PlanJson() {}

  /** A decision on a snapshot. */
  public static ObjectNode of(Snapshot snapshot, Decision decision) {
    Plan plan = decision.plan();
    ObjectNode node = Document.of("plan", ChangeAnswer.about(snapshot));
    node.put("id", plan.id()).put("observedAt", plan.observedAt().toString());
    ArrayNode actions = node.putArray("actions");
    plan.actions().forEach(action -> add(actions, action, plan.epoch()));
    ArrayNode unreadable = node.putArray("unreadable");
    plan.unreadable().forEach(unreadable::add);
    ArrayNode notes = node.putArray("notes");
    plan.notes().forEach(notes::add);
    ObjectNode after = node.putObject("after");
    ObjectNode load = after.putObject("load");
    plan.load().forEach(load::put);
    ObjectNode overflow = after.putObject("overflow");
    plan.overflow().forEach(overflow::put);
    CopyRows.json(node.putArray("lag"), CopyRows.of(snapshot));
    guard(node.putObject("guard"), decision);
    return node;
  }

  private static void add(ArrayNode actions, Action action, long epoch) {
    switch (action.change()) {
      case Change.Move(var _, var from, String to) ->
          common(actions.addObject(), action)
              .put("old", from)
              .put("new", to)
              .put("fence", "holder " + (from == null ? "nothing" : from));
      case Change.Weights weights -> {
        for (RecordChange change : weights.records()) {
          common(actions.addObject(), action)
              .put("record", name(change.key()))
              .put("old", RecordWords.side(change.before(), change.after()))
              .put("new", RecordWords.side(change.after(), change.before()))
              .put("fence", "zone epoch " + weights.fromEpoch());
        }
      }
      case Change.Raise _ ->
          common(actions.addObject(), action)
              .put("old", "absent")
              .put("new", "raised")
              .put("fence", "epoch " + (epoch + 1));
      case Change.Lower(var _, long upto) ->
          common(actions.addObject(), action)
              .put("old", "raised")
              .put("new", "absent")
              .put("fence", "ours up to epoch " + upto);
    }
  }

  private static ObjectNode common(ObjectNode node, Action action) {
    node.put("rung", action.rung()).put("target", action.change().target().text());
    ArrayNode reasons = node.putArray("reason");
    action.reasons().forEach(reason -> reasons.add(reason.text()));
    ArrayNode evidence = node.putArray("evidence");
    action.evidence().forEach(evidence::add);
    return node;
  }

  private static String name(RecordKey key) {
    return key.name() + " " + key.type() + " " + key.setIdentifier();
  }

  private static void guard(ObjectNode node, Decision decision) {
    node.put("decision", decision.guard().kind().name().toLowerCase(Locale.ROOT));
    ArrayNode rules = node.putArray("rules");
    for (RuleResult result : decision.guard().results()) {
      rules
          .addObject()
          .put("name", result.rule())
          .put("target", result.target())
          .put("limit", result.limit())
          .put("found", result.found())
          .put("result", result.result().name().toLowerCase(Locale.ROOT));
    }
  }
}
