package io.fairlead.cli.answer;

import io.fairlead.fleet.Fleet;
import io.fairlead.wiring.cost.Assumed;
import io.fairlead.wiring.cost.Bill;
import io.fairlead.wiring.cost.IdleCalls;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The monthly bill of a fleet on AWS. */
public record CostAnswer(Fleet fleet, Instant at, Bill bill) {
  /** For people. */
  public String text() {
    IdleCalls calls = bill.calls();
    StringBuilder text =
        new StringBuilder(
            "%s  %d regions in AWS, %d ticks and %d runs a minute each, list prices of %s as of %s without free allowances; other regions differ by up to a fifth%n"
                .formatted(
                    fleet.name(),
                    bill.regions(),
                    calls.ticks(),
                    calls.runs(),
                    Bill.priceRegion(),
                    Bill.priceDate()));
    text.append("an idle tick calls  ");
    List<String> each =
        calls.perTick().entrySet().stream()
            .map(call -> call.getValue() + " " + call.getKey())
            .toList();
    text.append(String.join(", ", each)).append('\n');
    Assumed assumed = bill.assumed();
    text.append(
        "assumed  %d ms a tick, %d ms a done slot, %d KB an entry, %d KB the register, %d bytes of log a run%n"
            .formatted(
                assumed.tickMillis(),
                assumed.doneMillis(),
                assumed.entryKilobytes(),
                assumed.registerKilobytes(),
                assumed.logBytes()));
    Table table = new Table(List.of(2, 3, 4)).row("GROUP", "WHAT", "A MONTH", "PRICE", "DOLLARS");
    bill.lines().stream().filter(Bill.Line::counted).forEach(line -> row(table, line));
    table.row("total", "", "", "", dollars(bill.total()));
    table.row("not in the total:", "", "", "", "");
    bill.lines().stream().filter(line -> !line.counted()).forEach(line -> row(table, line));
    return text.append(table.text("")).toString();
  }

  /** For programs. */
  public String json() {
    ObjectNode node = Document.of("cost", new Document.About(fleet.name(), at, 0, fleet.digest()));
    node.put("priceDate", Bill.priceDate())
        .put("priceRegion", Bill.priceRegion())
        .put("currency", "USD")
        .put("total", rounded(bill.total()));
    ArrayNode lines = node.putArray("lines");
    for (Bill.Line line : bill.lines()) {
      lines
          .addObject()
          .put("group", line.group())
          .put("what", line.what())
          .put("amount", rounded(line.amount()))
          .put("price", line.price())
          .put("dollars", rounded(line.dollars()))
          .put("counted", line.counted());
    }
    ObjectNode calls = node.putObject("idleTick");
    bill.calls().perTick().forEach(calls::put);
    return Document.text(node);
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

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
