package io.fairlead.cli.answer;

import io.fairlead.fleet.Fleet;
import io.fairlead.wiring.cost.Assumed;
import io.fairlead.wiring.cost.Bill;
import io.fairlead.wiring.cost.IdleCalls;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** The monthly bill of a fleet on AWS. */
public record CostAnswer(Fleet fleet, Instant at, Bill bill) {
  /** For people. */
  public String text() {
    IdleCalls calls = bill.calls();
    StringBuilder text =
        new StringBuilder(
            "%s  %s in AWS, %d ticks and %d runs a minute each, list prices of %s as of %s without free allowances; other regions differ by up to a fifth%n"
                .formatted(
                    fleet.name(),
                    CostLines.regions(bill.regions()),
                    calls.ticks(),
                    calls.runs(),
                    Bill.priceRegion(),
                    Bill.priceDate()));
    text.append(CostLines.calls(calls.perTick(), bill.guests()));
    Assumed assumed = bill.assumed();
    text.append(
        "assumed  %d ms a tick, %d ms a done slot, %d KB an entry, %d KB the register, %d bytes of log a run%n"
            .formatted(
                assumed.tickMillis(),
                assumed.doneMillis(),
                assumed.entryKilobytes(),
                assumed.registerKilobytes(),
                assumed.logBytes()));
    return text.append(CostLines.text(bill.lines(), bill.total())).toString();
  }

  /** For programs. */
  public String json() {
    ObjectNode node = Document.of("cost", new Document.About(fleet.name(), at, 0, fleet.digest()));
    node.put("cloud", "aws")
        .put("priceDate", Bill.priceDate())
        .put("priceRegion", Bill.priceRegion())
        .put("currency", "USD")
        .put("total", CostLines.rounded(bill.total()));
    CostLines.json(bill.lines(), node.putArray("lines"));
    CostLines.calls(bill.calls().perTick(), bill.guests(), node);
    return Document.text(node);
  }
}
