package io.fairlead.wiring.cost;

import io.fairlead.fleet.Cloud;
import io.fairlead.wiring.cost.Bill.Line;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.AzureStacks;
import io.fairlead.wiring.topology.ArtifactPlace;
import io.fairlead.wiring.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The monthly bill of a fleet's regions on Azure, line by line, at list prices.
 *
 * @param regions regions in Azure
 * @param guests regions outside, whose calls are in the lines
 * @param lines in the order of the bill
 */
public record AzureBill(int regions, AzureIdleCalls calls, Guests guests, List<Line> lines) {
  /** The least time of a run that Flex Consumption bills; a tick takes less. */
  public static final int RUN_MILLIS = 1000;

  /** Of a run: the line, and what Application Insights keeps with it. */
  public static final int LOG_BYTES = 2_000;

  /** The functions' host renews its locks and looks at its keys. */
  public static final int HOST_CALLS = 20;

  /** Memory of an instance, as the template has it. */
  private static final double GIGABYTES = 0.5;

  private static final double GB = 1e9;

  /** Bytes sent for one probe of a public endpoint: a handshake of TLS and a request. */
  private static final int PROBE_BYTES = 2_500;

  /** Bytes of one call to a store in another region, its handshake shared by others. */
  private static final int CALL_BYTES = 2_000;

  /** As many as Route 53 has; other hosts of zones have others. */
  private static final int CHECKERS = 16;

  private static final int QUESTIONS = 2;

  /** Clients' questions a month of a profile or a zone that its line takes: nobody knows them. */
  private static final double QUERIES = 1e6;

  public AzureBill {
    lines = List.copyOf(lines);
  }

  /** When the prices were looked up. */
  public static String priceDate() {
    return AzurePrices.DATE;
  }

  /** The region of Azure that the prices are of. */
  public static String priceRegion() {
    return AzurePrices.REGION;
  }

  /** Azure's page of the prices of each group of lines. */
  public static SortedMap<String, String> pages() {
    return AzurePrices.pages();
  }

  /** Dollars a month of the lines that count. */
  public double total() {
    return lines.stream().filter(Line::counted).mapToDouble(Line::dollars).sum();
  }

  /** The bill of a topology. */
  public static AzureBill of(AzureStacks stacks) {
    AzureIdleCalls calls = AzureIdleCalls.of(stacks);
    int regions = stacks.scopes().size();
    Guests guests = Guests.of(stacks.topology(), regions, AzureIdleCalls.ofGuest(stacks));
    double minutes = regions * Bill.MINUTES;
    double runs = minutes * calls.runs();
    double seconds = runs * RUN_MILLIS / 1000;
    double writes = minutes * calls.ofMinute(AzureIdleCalls.PUT);
    double reads =
        minutes * calls.ofMinute(AzureIdleCalls.GET)
            + Bill.MINUTES * guests.ofMinute(AzureIdleCalls.GET, calls.ticks());
    double host = minutes * HOST_CALLS;
    double logged = runs * LOG_BYTES / GB;
    List<Line> lines = new ArrayList<>();
    lines.add(
        counted(
            "compute",
            "Flex Consumption GB-seconds",
            seconds * GIGABYTES,
            AzurePrices.FLEX_GB_SECOND));
    lines.add(counted("compute", "executions", runs, AzurePrices.FLEX_EXECUTION));
    lines.add(counted("state", "blob writes", writes, AzurePrices.BLOB_WRITE));
    lines.add(counted("state", "blob reads", reads, AzurePrices.BLOB_READ));
    lines.add(
        counted("state", "storage calls of the functions' host", host, AzurePrices.BLOB_READ));
    copies(CopyCalls.ofMinute(stacks.topology(), Cloud.AZURE), lines);
    lines.add(counted("logs", "GB of logs", logged, AzurePrices.LOG_GB));
    lines.add(counted("alert", "alerts of silence", regions, AzurePrices.LOG_ALERT));
    tokens(TokenCalls.of(stacks), lines);
    scrubs(ScrubCalls.of(stacks.topology(), ArtifactPlace.Blobs.class), lines);
    zones(stacks.topology(), lines);
    checkers(stacks, lines);
    network(stacks, calls, minutes * calls.ticks(), lines);
    otherCloud(AwsStacks.of(stacks.topology()), minutes * calls.ticks(), lines);
    return new AzureBill(regions, calls, guests, lines);
  }

  /** Looks of all regions at where copies of artifact sets are. */
  private static void copies(double reads, List<Line> lines) {
    if (reads > 0) {
      lines.add(
          counted("copies", "blob reads of versions", reads * Bill.MINUTES, AzurePrices.BLOB_READ));
    }
  }

  /** Copies that are read again, were they so large. */
  private static void scrubs(ScrubCalls scrubs, List<Line> lines) {
    if (scrubs.copies() > 0) {
      String reads = "blob reads of scrubs, of %d objects each".formatted(ScrubCalls.OBJECTS);
      String marks = "blob writes of scrubs' marks";
      lines.add(new Line("copies", reads, scrubs.reads(), AzurePrices.BLOB_READ, false));
      lines.add(new Line("copies", marks, scrubs.writes(), AzurePrices.BLOB_WRITE, false));
    }
  }

  /** What answers for the fleet's names, and what clients ask of it. */
  private static void zones(Topology topology, List<Line> lines) {
    double profiles = AzureZoneHosts.profiles(topology).size();
    if (profiles > 0) {
      double checks = AzureZoneHosts.endpoints(topology);
      String group = "profiles";
      lines.add(counted(group, "checks of endpoints", checks, AzurePrices.EXTERNAL_CHECK));
      lines.add(beside(group, "checks each 10 s", checks, AzurePrices.EXTERNAL_FAST_CHECK));
      double queries = profiles * QUERIES;
      lines.add(beside(group, "queries, a million a profile", queries, AzurePrices.PROFILE_QUERY));
    }
    double zones = AzureZoneHosts.zones(topology).size();
    if (zones > 0) {
      lines.add(counted("zones", "zones of Azure DNS", zones, AzurePrices.ZONE));
      lines.add(
          beside("zones", "queries, a million a zone", zones * QUERIES, AzurePrices.ZONE_QUERY));
    }
  }

  /** Azure bills a read of a blob that is not there as any other. */
  private static void checkers(AzureStacks stacks, List<Line> lines) {
    long stores =
        stacks.scopes().values().stream().filter(each -> each.flagContainer() != null).count();
    double flags = stores * (double) stacks.topology().fleet().regionGroups().size();
    lines.add(
        new Line(
            "flag checks",
            "reads by %d checkers, %d a minute each".formatted(CHECKERS, QUESTIONS),
            flags * Bill.MINUTES * CHECKERS * QUESTIONS,
            AzurePrices.BLOB_READ,
            false));
  }

  /**
   * The runs that bring them are among the executions; look-ups come beside that, as many as
   * gateways ask.
   */
  private static void tokens(TokenCalls tokens, List<Line> lines) {
    double calls =
        tokens.readsOfMinute(1.0 / AzureIdleCalls.COPY_MINUTES, 1) + tokens.writesOfMinute();
    if (tokens.regions() > 0 || tokens.store()) {
      lines.add(counted("tokens", "calls of tables", Bill.MINUTES * calls, AzurePrices.TABLE_CALL));
    }
  }

  private static void network(
      AzureStacks stacks, AzureIdleCalls calls, double ticks, List<Line> lines) {
    double probes = stacks.topology().fleet().deployments().count();
    double reads = calls.perTick().getOrDefault(AzureIdleCalls.GET, 0);
    lines.add(
        new Line(
            "network",
            "GB to public endpoints",
            ticks * probes * PROBE_BYTES / GB,
            AzurePrices.INTERNET_GB,
            false));
    lines.add(
        new Line(
            "network",
            "GB between regions",
            ticks * reads * CALL_BYTES / GB,
            AzurePrices.BETWEEN_REGIONS_GB,
            false));
  }

  /** What the regions here ask of a fleet's parts in AWS. */
  private static void otherCloud(AwsStacks aws, double ticks, List<Line> lines) {
    if (!aws.scopes().isEmpty()) {
      lines.add(Bill.leaving("AWS", ticks, IdleCalls.ofGuest(aws), AzurePrices.INTERNET_GB));
    }
  }

  private static Line beside(String group, String what, double amount, double price) {
    return new Line(group, what, amount, price, false);
  }

  private static Line counted(String group, String what, double amount, double price) {
    return new Line(group, what, amount, price, true);
  }
}
