package io.fairlead.benchmarks.aws;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.Route53Calls;
import io.fairlead.aws.client.Share;
import io.fairlead.aws.zone.HostedZone;
import io.fairlead.aws.zone.Route53Director;
import io.fairlead.benchmarks.report.Report;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.world.ManyRecords;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordDiff;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import tools.jackson.databind.node.ArrayNode;

/**
 * Makes and then changes 10,000 records of one zone on the twin, which takes five requests a second
 * of its virtual clock: one director first, whose tick every 10 s reads, compares and sends one
 * batch; then the cycles of three regions at once. A function starts with nothing every hundredth
 * tick. Goal: no batch rejected, nothing throttled.
 */
public final class DnsBatchBenchmark {
  private static final String ZONE = "orders.test";
  private static final List<String> REGIONS = List.of("eu-north", "eu-west", "us-east", "us-west");
  private static final int NAMES = 2_500;
  private static final int REQUESTS_A_SECOND = 5;
  private static final int COLD_EVERY = 100;
  private static final int MOST_TICKS = 1_000;
  private static final Duration TICK = Duration.ofSeconds(10);
  private static final int RECORDS = NAMES * REGIONS.size();
  private static final long SEED = 4;

  private final TwinClock clock = new TwinClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final AwsTwin twin = new AwsTwin(clock);
  private final AwsClients clients;
  private final SortedMap<String, HostedZone> zones = new TreeMap<>();

  private DnsBatchBenchmark() throws IOException {
    clients =
        new AwsClients(
            new AwsAccess(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("1", "secret")),
                (service, location) -> Optional.of(twin.endpoint()),
                clock,
                clock::pass));
    TreeSet<String> names = new TreeSet<>();
    for (int n = 0; n < NAMES; n++) {
      names.add("n%04d.%s".formatted(n, ZONE));
    }
    zones.put(ZONE, new HostedZone(ZONE, twin.route53().zone(ZONE), names, new TreeMap<>()));
  }

  /** Prints a table and writes the report. */
  public static void main(String[] arguments) throws IOException {
    Report report = new Report("dns-batch");
    var rows = report.root().put("requestsASecond", REQUESTS_A_SECOND).putArray("rows");
    DnsBatchBenchmark benchmark = new DnsBatchBenchmark();
    try (AwsTwin twin = benchmark.twin) {
      for (int weight : List.of(100, 200)) {
        Run run = benchmark.converge(weight);
        System.out.printf(
            "one director, %s %d records: %d batches, %d rejected, %d requests, %d throttled,"
                + " most in a second %d, %d s of virtual time%n",
            weight == 100 ? "created" : "changed",
            RECORDS,
            run.batches,
            run.rejected,
            twin.calls().size(),
            twin.route53().throttled(),
            twin.route53().mostInASecond(),
            run.seconds);
        rows.addObject()
            .put("regions", 1)
            .put("what", weight == 100 ? "created" : "changed")
            .put("records", RECORDS)
            .put("batches", run.batches)
            .put("rejected", run.rejected)
            .put("ticksThatReadNothing", run.unreadable)
            .put("requests", twin.calls().size())
            .put("throttled", twin.route53().throttled())
            .put("mostInASecond", twin.route53().mostInASecond())
            .put("virtualSeconds", run.seconds);
        twin.forgetCalls();
      }
      benchmark.clients.close();
    }
    int names = RECORDS / ManyRecords.RECORDS_A_NAME;
    Share share = Share.ofRegions(ManyRecords.REGIONS);
    try (ManyRecords regions = new ManyRecords(names, share, SEED)) {
      tell(rows, "created", regions.create(MOST_TICKS));
      tell(rows, "changed", regions.drain(MOST_TICKS, COLD_EVERY));
    }
    System.out.println("written to " + report.write());
  }

  private static void tell(ArrayNode rows, String what, ManyRecords.Run run) {
    run.rejected().forEach(why -> System.out.println("  " + why));
    System.out.printf(
        "three regions, %s %d records: %d batches, %d rejected, %d requests, %d throttled,"
            + " most in a second %d, %d ticks beyond the next, %d s of virtual time%n",
        what,
        RECORDS,
        run.batches(),
        run.rejected().size(),
        run.requests(),
        run.throttled(),
        run.mostInASecond(),
        run.unfinished(),
        run.took().toSeconds());
    rows.addObject()
        .put("regions", ManyRecords.REGIONS)
        .put("what", what)
        .put("records", RECORDS)
        .put("batches", run.batches())
        .put("rejected", run.rejected().size())
        .put("requests", run.requests())
        .put("throttled", run.throttled())
        .put("mostInASecond", run.mostInASecond())
        .put("ticksBeyondTheNext", run.unfinished())
        .put("virtualSeconds", run.took().toSeconds());
  }

  private static final class Run {
    private int batches;
    private int rejected;
    private int unreadable;
    private long seconds;
  }

  private Run converge(int weight) {
    SortedMap<RecordKey, WeightedRecord> wanted = wanted(weight);
    twin.route53().limit(REQUESTS_A_SECOND);
    Run run = new Run();
    Instant from = clock.instant();
    Route53Director director =
        new Route53Director(Route53Calls.of(clients, Share.ofRegions(1)), "shop", zones);
    for (int tick = 1; tick <= MOST_TICKS; tick++) {
      Instant began = clock.instant();
      if (tick % COLD_EVERY == 0) {
        director = new Route53Director(Route53Calls.of(clients, Share.ofRegions(1)), "shop", zones);
      }
      if (tick(director, wanted, run)) {
        run.seconds = Duration.between(from, clock.instant()).toSeconds();
        return run;
      }
      Duration left = TICK.minus(Duration.between(began, clock.instant()));
      clock.pass(left.isNegative() ? Duration.ZERO : left);
    }
    throw new IllegalStateException("not as wanted after " + MOST_TICKS + " ticks");
  }

  /** One tick; true = the zone is as wanted. */
  private boolean tick(
      Route53Director director, SortedMap<RecordKey, WeightedRecord> wanted, Run run) {
    Instant deadline = clock.instant().plusSeconds(25);
    Reading<RecordSets> reading =
        Objects.requireNonNull(director.zones(new TreeSet<>(List.of(ZONE)), deadline).get(ZONE));
    if (!(reading instanceof Reading.Known<RecordSets>(RecordSets now))) {
      run.unreadable++;
      return false;
    }
    List<RecordChange> changes =
        RecordDiff.of(now, wanted).values().stream()
            .flatMap(List::stream)
            .limit(RecordBatch.MAX_CHANGES)
            .toList();
    if (changes.isEmpty()) {
      return true;
    }
    RecordBatch batch = new RecordBatch(ZONE, now.epoch(), now.epoch() + 1, changes);
    Order order = new Order("i" + batch.toEpoch(), new Step.ChangeRecords(batch), deadline);
    run.batches++;
    ApplyOutcome outcome = director.change(List.of(order), deadline).getFirst();
    if (!(outcome instanceof ApplyOutcome.Accepted)) {
      System.out.println("  " + outcome);
      run.rejected++;
    }
    director.level(deadline);
    return false;
  }

  private static SortedMap<RecordKey, WeightedRecord> wanted(int weight) {
    SortedMap<RecordKey, WeightedRecord> wanted = new TreeMap<>();
    for (int n = 0; n < NAMES; n++) {
      for (int r = 0; r < REGIONS.size(); r++) {
        RecordKey key = new RecordKey("n%04d.%s".formatted(n, ZONE), RecordType.A, REGIONS.get(r));
        wanted.put(
            key,
            new WeightedRecord(
                key, Duration.ofSeconds(60), weight + r, List.of("192.0.2." + (r + 1)), null));
      }
    }
    return wanted;
  }
}
