package io.fairlead.cli.answer;

import io.fairlead.fleet.Fleet;
import io.fairlead.wiring.cost.AzureBill;
import io.fairlead.wiring.cost.AzureIdleCalls;
import io.fairlead.wiring.cost.Bill.Line;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The monthly bill of a fleet's regions on Azure. */
public record AzureCostAnswer(Fleet fleet, Instant at, AzureBill bill) {
  /** For people. */
  public String text() {
    StringBuilder text =
        new StringBuilder(
            "%s  %s in Azure, %d ticks a minute and a run that copies every %d minutes each, list prices of %s as of %s without free grants; other regions differ by up to a third%n"
                .formatted(
                    fleet.name(),
                    CostLines.regions(bill.regions()),
                    bill.calls().ticks(),
                    AzureIdleCalls.COPY_MINUTES,
                    AzureBill.priceRegion(),
                    AzureBill.priceDate()));
    text.append(CostLines.calls(bill.calls().perTick(), bill.guests()));
    text.append(
        "assumed  %d ms a run, the least that is billed, %d calls a minute of the functions' host, %d bytes of log a run%n"
            .formatted(AzureBill.RUN_MILLIS, AzureBill.HOST_CALLS, AzureBill.LOG_BYTES));
    text.append(CostLines.text(bill.lines(), bill.total()));
    SortedMap<String, String> pages = new TreeMap<>(AzureBill.pages());
    pages.keySet().retainAll(bill.lines().stream().map(Line::group).toList());
    pages.forEach(
        (group, page) ->
            text.append("prices of ").append(group).append("  ").append(page).append('\n'));
    return text.toString();
  }

  /** For programs. */
  public String json() {
    ObjectNode node = Document.of("cost", new Document.About(fleet.name(), at, 0, fleet.digest()));
    node.put("cloud", "azure")
        .put("priceDate", AzureBill.priceDate())
        .put("priceRegion", AzureBill.priceRegion())
        .put("currency", "USD")
        .put("total", CostLines.rounded(bill.total()));
    ArrayNode lines = node.putArray("lines");
    CostLines.json(bill.lines(), lines);
    lines.forEach(
        line ->
            ((ObjectNode) line).put("page", AzureBill.pages().get(line.path("group").asString())));
    CostLines.calls(bill.calls().perTick(), bill.guests(), node);
    return Document.text(node);
  }
}
