package io.fairlead.plan;

import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordText;
import io.fairlead.traffic.WeightedRecord;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The canonical text of a plan without its id: equal plans have equal bytes. */
public final class PlanText {
  private PlanText() {}

  /** One line a fact, in the plan's own order. */
  public static String of(Plan plan) {
    StringBuilder text = new StringBuilder();
    text.append("observed ").append(plan.observedAt()).append('\n');
    text.append("epoch ").append(plan.epoch()).append('\n');
    plan.actions().forEach(action -> append(text, action));
    plan.notes().forEach(note -> text.append("note ").append(note).append('\n'));
    plan.unreadable().forEach(why -> text.append("unreadable ").append(why).append('\n'));
    plan.load()
        .forEach(
            (where, percent) ->
                text.append("load ").append(where).append(' ').append(percent).append('\n'));
    plan.overflow()
        .forEach(
            (where, demand) ->
                text.append("overflow ").append(where).append(' ').append(demand).append('\n'));
    return text.toString();
  }

  /** One line that says what a change does, for history and people. */
  public static String of(Change change) {
    return switch (change) {
      case Change.Move(var _, var from, var to) ->
          "move from " + (from == null ? "nothing" : from) + " to " + to;
      case Change.Raise _ -> "raise the evacuation flag";
      case Change.Lower(var _, var upto) -> "lower our flags up to epoch " + upto;
      case Change.Weights weights -> shares(weights);
    };
  }

  /** As in {@code 2 records, shares of orders/eu: eu-north 100, eu-west 0}. */
  private static String shares(Change.Weights weights) {
    int records = weights.records().size();
    String shares =
        weights.shares().entrySet().stream()
            .map(partition -> partition.getKey() + ": " + percents(partition.getValue()))
            .collect(Collectors.joining("; "));
    return records + (records == 1 ? " record, shares of " : " records, shares of ") + shares;
  }

  private static String percents(SortedMap<String, Integer> shares) {
    return shares.entrySet().stream()
        .map(share -> share.getKey() + " " + share.getValue())
        .collect(Collectors.joining(", "));
  }

  private static void append(StringBuilder text, Action action) {
    text.append("action rung ").append(action.rung()).append(' ');
    text.append(action.change().target().text()).append('\n');
    switch (action.change()) {
      case Change.Move move -> text.append("  ").append(of(move)).append('\n');
      case Change.Raise raise -> text.append("  ").append(of(raise)).append('\n');
      case Change.Lower lower -> text.append("  ").append(of(lower)).append('\n');
      case Change.Weights weights -> append(text, weights);
    }
    action
        .reasons()
        .forEach(reason -> text.append("  because ").append(reason.text()).append('\n'));
    action.evidence().forEach(line -> text.append("  seen ").append(line).append('\n'));
  }

  private static void append(StringBuilder text, Change.Weights weights) {
    text.append("  from epoch ").append(weights.fromEpoch()).append('\n');
    for (RecordChange change : weights.records()) {
      append(text.append("  - "), change.before());
      append(text.append("  + "), change.after());
    }
    weights
        .shares()
        .forEach(
            (partition, shares) ->
                text.append("  share ").append(partition).append(' ').append(shares).append('\n'));
  }

  private static void append(StringBuilder text, @Nullable WeightedRecord record) {
    if (record == null) {
      text.append("nothing\n");
    } else {
      RecordText.append(text, record).append('\n');
    }
  }
}
