package io.fairlead.cli.answer;

import io.fairlead.wiring.cost.Bill;
import io.fairlead.wiring.cost.Guests;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The lines of a bill: those that the total holds, the total, and those beside it. */
final class CostLines {
  private CostLines() {}

  /** For people. */
  static String text(List<Bill.Line> lines, double total) {
    Table table = new Table(List.of(2, 3, 4)).row("GROUP", "WHAT", "A MONTH", "PRICE", "DOLLARS");
    lines.stream().filter(Bill.Line::counted).forEach(line -> row(table, line));
    table.row("total", "", "", "", dollars(total));
    table.row("not in the total:", "", "", "", "");
    lines.stream().filter(line -> !line.counted()).forEach(line -> row(table, line));
    return table.text("");
  }

  /** What an idle tick calls, of a region in the bill's cloud and of one elsewhere. */
  static String calls(SortedMap<String, Integer> perTick, Guests guests) {
    String own = "an idle tick calls  " + each(perTick) + "\n";
    return guests.regions() == 0
        ? own
        : own
            + "%s elsewhere, in a tick of each  %s%n"
                .formatted(regions(guests.regions()), each(guests.perTick()));
  }

  /** As in {@code 3 regions}. */
  static String regions(int count) {
    return count == 1 ? "1 region" : count + " regions";
  }

  private static String each(SortedMap<String, Integer> calls) {
    return calls.entrySet().stream()
        .map(call -> call.getValue() + " " + call.getKey())
        .collect(Collectors.joining(", "));
  }

  /** The same for programs. */
  static void calls(SortedMap<String, Integer> perTick, Guests guests, ObjectNode to) {
    perTick.forEach(to.putObject("idleTick")::put);
    to.put("regionsElsewhere", guests.regions());
    guests.perTick().forEach(to.putObject("idleTickElsewhere")::put);
  }

  /** For programs. */
  static void json(List<Bill.Line> lines, ArrayNode to) {
    for (Bill.Line line : lines) {
      to.addObject()
          .put("group", line.group())
          .put("what", line.what())
          .put("amount", rounded(line.amount()))
          .put("price", line.price())
          .put("dollars", rounded(line.dollars()))
          .put("counted", line.counted());
    }
  }

  private static void row(Table table, Bill.Line line) {
    table.row(
        line.group(),
        line.what(),
        amount(line.amount()),
        price(line.price()),
        dollars(line.dollars()));
  }

  private static String amount(double amount) {
    return amount < 100
        ? String.format(Locale.ROOT, "%.2f", amount).replaceAll("\\.?0+$", "")
        : String.format(Locale.ROOT, "%,.0f", amount);
  }

  /** Small prices a million, as price lists have them. */
  private static String price(double price) {
    return price < 0.001
        ? String.format(Locale.ROOT, "%.3f/M", price * 1e6)
        : String.format(Locale.ROOT, "%.2f", price);
  }

  private static String dollars(double dollars) {
    return String.format(Locale.ROOT, "%.2f", dollars);
  }

  static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
