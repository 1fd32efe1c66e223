package io.fairlead.wiring.cost;

import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Fleet;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.AzureStacks;
import io.fairlead.wiring.stack.FlagAlarms;
import io.fairlead.wiring.stack.FlagPlace;
import io.fairlead.wiring.topology.ArtifactPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The monthly bill of a fleet on AWS, line by line, at list prices.
 *
 * @param regions regions in AWS
 * @param guests regions outside, whose calls are in the lines
 * @param lines in the order of the bill
 */
public record Bill(int regions, IdleCalls calls, Guests guests, Assumed assumed, List<Line> lines) {
  /** The minutes of a month of 365.25 / 12 days. */
  static final double MINUTES = 43_830;

  /** Long polls of the queue's event source, five pollers that wait 20 s each. */
  private static final double POLLS = 660_000;

  private static final int METRICS = 5;

  /** Three of a region's stack, and the one of its silence in the global stack. */
  private static final int ALARMS = 4;

  private static final double GB = 1e9;
  private static final int READ_UNIT = 4;

  /** Bytes sent for one probe of a public endpoint: a handshake of TLS and a request. */
  private static final int PROBE_BYTES = 2_500;

  /** Bytes of one call to a store in another region, its handshake shared by others. */
  private static final int CALL_BYTES = 2_000;

  /**
   * Health checkers that ask for a flag object, each at the check's interval: two in each of the
   * eight regions that Route 53 checks from by default.
   *
   * @see <a href="https://ip-ranges.amazonaws.com/ip-ranges.json">ROUTE53_HEALTHCHECKS</a>
   */
  private static final int CHECKERS = 16;

  /** Questions of one checker a minute, at the interval that the global template has. */
  private static final int QUESTIONS = 2;

  public Bill {
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param group compute, state, queue, metrics, logs, flag checks, silence, copies, tokens; or one
   *     that the total leaves out
   * @param amount units a month, of all regions
   * @param price dollars a unit
   * @param counted whether the total holds it
   */
  public record Line(String group, String what, double amount, double price, boolean counted) {
    /** Dollars a month. */
    public double dollars() {
      return amount * price;
    }
  }

  /** What so many ticks send to another cloud for its calls, beside the total. */
  static Line leaving(
      String cloud, double ticks, SortedMap<String, Integer> calls, double gigabyte) {
    int away = calls.values().stream().mapToInt(Integer::intValue).sum();
    return new Line("network", "GB to " + cloud, ticks * away * CALL_BYTES / GB, gigabyte, false);
  }

  /** When the prices were looked up. */
  public static String priceDate() {
    return Prices.DATE;
  }

  /** The region of AWS that the prices are of. */
  public static String priceRegion() {
    return Prices.REGION;
  }

  /** Dollars a month of the lines that count. */
  public double total() {
    return lines.stream().filter(Line::counted).mapToDouble(Line::dollars).sum();
  }

  /** The bill of a topology. */
  public static Bill of(AwsStacks stacks) {
    IdleCalls calls = IdleCalls.of(stacks);
    Fleet fleet = stacks.topology().fleet();
    int publicProbes = (int) fleet.deployments().count();
    int ownNodes =
        fleet.regions().values().stream()
            .mapToInt(region -> region.nodes().size() * region.probes().size())
            .max()
            .orElse(0);
    Assumed assumed = Assumed.of(ownNodes + publicProbes);
    int regions = stacks.scopes().size();
    Guests guests = Guests.of(stacks.topology(), regions, IdleCalls.ofGuest(stacks));
    Sheet sheet = new Sheet(regions * MINUTES, calls, guests, assumed, new ArrayList<>());
    sheet.compute();
    sheet.state();
    sheet.queue(regions);
    sheet.watching(regions);
    int flags = stacks.checksFlags() ? fleet.regionGroups().size() : 0;
    sheet.checks(flags * stacks.stores().size(), flags);
    sheet.checksElsewhere(flags * FlagPlace.of(stacks.topology()).size());
    int watched = FlagAlarms.stores(stacks).size();
    sheet.checkers(flags * (stacks.stores().size() - watched));
    sheet.silence(regions);
    sheet.alarms(flags * watched);
    sheet.copies(CopyCalls.ofMinute(stacks.topology(), Cloud.AWS));
    sheet.tokens(TokenCalls.of(stacks));
    sheet.scrubs(ScrubCalls.of(stacks.topology(), ArtifactPlace.S3.class));
    sheet.network(publicProbes);
    sheet.otherCloud(AzureStacks.of(stacks.topology()));
    return new Bill(regions, calls, guests, assumed, sheet.lines());
  }

  /**
   * The lines as they are written.
   *
   * @param minutes a month, of all regions together
   */
  private record Sheet(
      double minutes, IdleCalls calls, Guests guests, Assumed assumed, List<Line> lines) {
    private void add(String group, String what, double amount, double price) {
      lines.add(new Line(group, what, amount, price, true));
    }

    private void beside(String group, String what, double amount, double price) {
      lines.add(new Line(group, what, amount, price, false));
    }

    private double a(String action) {
      return calls.ofMinute().getOrDefault(action, 0) * minutes
          + guests.ofMinute(action, calls.ticks()) * MINUTES;
    }

    void compute() {
      double millis =
          calls.ticks() * (double) assumed.tickMillis()
              + (calls.runs() - calls.ticks()) * (double) assumed.doneMillis();
      add(
          "compute",
          "Lambda GB-seconds",
          minutes * millis / 1000 * Assumed.GIGABYTES,
          Prices.LAMBDA_GB_SECOND);
      add("compute", "Lambda runs", minutes * calls.runs(), Prices.LAMBDA_CALL);
      add("compute", "schedule", minutes, Prices.SCHEDULER_CALL);
    }

    void state() {
      double entries = minutes * calls.ticks();
      double writes = a("dynamodb:PutItem") + entries * (assumed.entryKilobytes() - 1);
      add("state", "DynamoDB write units", writes, Prices.DYNAMODB_WRITE);
      int register = (assumed.registerKilobytes() + READ_UNIT - 1) / READ_UNIT;
      int entry = (assumed.entryKilobytes() + READ_UNIT - 1) / READ_UNIT;
      double reads = a("dynamodb:GetItem") * Math.max(register, entry);
      add("state", "DynamoDB read units", reads, Prices.DYNAMODB_READ);
      add("state", "S3 reads of flags and topology", a("s3:GetObject"), Prices.S3_GET);
      add("state", "S3 writes of the canary", a("s3:PutObject"), Prices.S3_PUT);
    }

    void queue(int regions) {
      double messages = minutes * calls.messages();
      add(
          "queue",
          "SQS requests",
          a("sqs:SendMessage") + messages + regions * POLLS,
          Prices.SQS_REQUEST);
    }

    void watching(int regions) {
      add("metrics", "metrics", regions * METRICS, Prices.METRIC);
      add("metrics", "alarms", regions * ALARMS, Prices.ALARM);
      add("logs", "GB of logs", minutes * calls.runs() * assumed.logBytes() / GB, Prices.LOG_GB);
    }

    void checks(int stores, int flags) {
      add("flag checks", "checks of flags", stores, Prices.CHECK);
      add("flag checks", "2-of-3 checks", flags, Prices.CHECK);
      beside("if chosen", "checks each 10 s", stores, Prices.CHECK_OPTION);
      beside("if chosen", "checks by HTTPS", stores, Prices.CHECK_OPTION);
    }

    /** Of blobs, by HTTPS always. */
    void checksElsewhere(int stores) {
      if (stores > 0) {
        add("flag checks", "checks of flags in Azure", stores, Prices.CHECK_ELSEWHERE);
        add("flag checks", "HTTPS of these", stores, Prices.CHECK_OPTION_ELSEWHERE);
        beside("if chosen", "checks in Azure each 10 s", stores, Prices.CHECK_OPTION_ELSEWHERE);
      }
    }

    /**
     * Checkers have no credentials. S3 answers them 403 for an object that is not there, and
     * charges nobody for that.
     *
     * @param objects of public stores
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ErrorCodeBilling.html">
     *     Billing for error responses</a>
     */
    void checkers(int objects) {
      double reads = objects * MINUTES * CHECKERS * QUESTIONS;
      add("flag checks", "checkers' reads, flags absent", reads, Prices.S3_FORBIDDEN);
      beside("if raised", "checkers' reads, flags raised", reads, Prices.S3_GET);
    }

    void silence(int regions) {
      add("silence", "checks of silent regions", regions, Prices.CHECK);
    }

    /** One metric and one alarm for each flag of a private store. */
    void alarms(int flags) {
      if (flags > 0) {
        add("metrics", "metrics of private flags", flags, Prices.METRIC);
        add("metrics", "alarms of private flags", flags, Prices.ALARM);
      }
    }

    /** Looks of all regions at where copies of artifact sets are. */
    void copies(double reads) {
      if (reads > 0) {
        add("copies", "S3 reads of versions", reads * MINUTES, Prices.S3_GET);
      }
    }

    /** One run a minute in each region; look-ups come beside that, as many as gateways ask. */
    void tokens(TokenCalls tokens) {
      if (tokens.regions() == 0) {
        return;
      }
      double runs = tokens.regions() * MINUTES;
      double seconds = runs * assumed.tickMillis() / 1000;
      add("tokens", "Lambda GB-seconds", seconds * Assumed.GIGABYTES, Prices.LAMBDA_GB_SECOND);
      add("tokens", "Lambda runs", runs, Prices.LAMBDA_CALL);
      add("tokens", "schedule", runs, Prices.SCHEDULER_CALL);
      double reads = MINUTES * tokens.readsOfMinute(1, 1.0 / AzureIdleCalls.COPY_MINUTES);
      add("tokens", "DynamoDB read units", reads, Prices.DYNAMODB_READ);
      add(
          "tokens",
          "DynamoDB write units",
          MINUTES * tokens.writesOfMinute(),
          Prices.DYNAMODB_WRITE);
    }

    /** Copies that are read again, were they so large. */
    void scrubs(ScrubCalls scrubs) {
      if (scrubs.copies() > 0) {
        String of = " of " + ScrubCalls.OBJECTS + " objects each";
        beside("copies", "S3 reads of scrubs," + of, scrubs.reads(), Prices.S3_GET);
        beside("copies", "S3 writes of scrubs' marks", scrubs.writes(), Prices.S3_PUT);
      }
    }

    void network(int publicProbes) {
      double ticks = minutes * calls.ticks();
      beside(
          "network",
          "GB to public endpoints",
          ticks * publicProbes * PROBE_BYTES / GB,
          Prices.INTERNET_GB);
      double away =
          calls.perTick().getOrDefault("s3:GetObject", 0)
              + calls.perTick().getOrDefault("dynamodb:GetItem", 0);
      beside(
          "network",
          "GB between regions",
          ticks * away * CALL_BYTES / GB,
          Prices.BETWEEN_REGIONS_GB);
    }

    /** What the regions here ask of a fleet's parts in Azure. */
    void otherCloud(AzureStacks azure) {
      if (!azure.scopes().isEmpty()) {
        double ticks = minutes * calls.ticks();
        lines.add(leaving("Azure", ticks, AzureIdleCalls.ofGuest(azure), Prices.INTERNET_GB));
      }
    }
  }
}
