package io.fairlead.emulators.azure.app;

import io.fairlead.parts.Workspace;
import io.fairlead.wiring.cost.AzureBill;
import io.fairlead.wiring.cost.Bill.Line;
import io.fairlead.wiring.stack.AzureStacks;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an idle tick was counted to call, and the bill that follows: printed, and in a file. */
final class IdleBill {
  private static final Path FILE =
      Workspace.top().resolve("target/benchmarks/azure-idle-tick.json");

  private IdleBill() {}

  static void write(Topology topology, SortedMap<String, Integer> counted) throws IOException {
    AzureBill bill = AzureBill.of(AzureStacks.of(topology));
    ObjectNode file = JsonMapper.shared().createObjectNode();
    file.put("benchmark", "azure-idle-tick").put("regions", bill.regions());
    counted.forEach(file.putObject("calls")::put);
    var lines = file.putArray("bill");
    System.out.println("azure-idle-tick: calls of one of three regions: " + counted);
    for (Line line : bill.lines()) {
      lines
          .addObject()
          .put("group", line.group())
          .put("what", line.what())
          .put("amount", line.amount())
          .put("price", line.price())
          .put("dollars", line.dollars())
          .put("counted", line.counted());
      System.out.printf(
          Locale.ROOT,
          "azure-idle-tick: %-12s %-44s %15.2f x %.8f = %6.2f%s%n",
          line.group(),
          line.what(),
          line.amount(),
          line.price(),
          line.dollars(),
          line.counted() ? "" : "  not in the total");
    }
    double region = bill.total() / bill.regions();
    file.put("dollarsMonth", bill.total()).put("dollarsRegionMonth", region);
    System.out.printf(
        Locale.ROOT,
        "azure-idle-tick: %.2f dollars a month, %.2f a region%n",
        bill.total(),
        region);
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, file + "\n");
  }
}
