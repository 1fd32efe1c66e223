package io.fairlead.cli.answer;

import io.fairlead.wiring.cost.Bill;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;

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
