package io.fairlead.benchmarks.detection;

import io.fairlead.benchmarks.report.Report;
import io.fairlead.fleet.Region;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * Breaks gateways at random moments of the probe interval and measures from outside how long
 * clients see it, with peers that look at the same gateways.
 */
public final class DetectionBenchmark {
  private static final int SAMPLES = 30;
  private static final long SEED = 20_261_121;
  private static final int REGIONS = 3;

  /** Fleets that are broken side by side, so that a suite takes half the time. */
  private static final List<String> RANGES = List.of("127.30", "127.31");

  private static final Duration START = Duration.ofSeconds(60);

  /** A path that was probed less often than five times is taken for the worst. */
  private static final Duration KNOWN_AFTER = Duration.ofSeconds(12);

  private final Tally tally = new Tally();
  private final Map<Peer, String> missing = Collections.synchronizedMap(new EnumMap<>(Peer.class));
  private final int samples;
  private final Path folder;

  private DetectionBenchmark(int samples, Path folder) {
    this.samples = samples;
    this.folder = folder;
  }

  /**
   * Runs suites.
   *
   * @param arguments samples of each row (default 30), then which of {@code killed-node}, {@code
   *     killed-region}, {@code silent-node} and {@code silent-region} (default all)
   */
  public static void main(String[] arguments) throws IOException {
    int samples = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SAMPLES;
    List<String> suites =
        arguments.length > 1
            ? List.of(arguments).subList(1, arguments.length)
            : List.of("killed-node", "killed-region", "silent-node", "silent-region");
    Path folder = Workspace.scratch("detection");
    DetectionBenchmark benchmark = new DetectionBenchmark(samples, folder);
    for (String suite : suites) {
      benchmark.suite(suite);
    }
    benchmark.report(arguments.length > 1 ? "detection-" + String.join("-", suites) : "detection");
    Workspace.delete(folder);
  }

  /** Plays a suite on every fleet at once, each with its share of the samples. */
  private void suite(String suite) throws IOException {
    List<Callable<Void>> fleets = new ArrayList<>();
    for (String range : RANGES) {
      Path home = Files.createDirectories(folder.resolve(suite).resolve(range));
      Random random = new Random(SEED + suite.hashCode() + range.hashCode());
      fleets.add(
          () -> {
            played(suite, home, range, random);
            return null;
          });
    }
    Together.run(fleets);
    System.out.println(suite + ": done");
  }

  private void played(String suite, Path home, String range, Random random) throws IOException {
    try (Ground ground = new Ground(home, range);
        Peers peers = new Peers(home, view(ground, range), missing)) {
      if (Seen.first(ground::whole, System.nanoTime(), START) == Seen.NEVER) {
        throw new IllegalStateException("the fleet did not serve; its logs are in " + home);
      }
      LockSupport.parkNanos(KNOWN_AFTER.toNanos());
      AddressRounds addresses = new AddressRounds(ground, tally, random, peers.runs(Peer.HAPROXY));
      AnswerRounds answers = new AnswerRounds(ground, tally, random, peers.nameServers());
      switch (suite) {
        case "killed-node" -> addresses(addresses, Fault.KILLED);
        case "killed-region" -> answers(answers, Fault.KILLED);
        case "silent-node" -> {
          for (Fault fault : silent()) {
            addresses(addresses, fault);
          }
        }
        case "silent-region" -> {
          for (Fault fault : silent()) {
            answers(answers, fault);
          }
        }
        default -> throw new IllegalArgumentException("no suite " + suite);
      }
    }
  }

  private static List<Fault> silent() throws IOException {
    if (Gateways.canDrop()) {
      return List.of(Fault.HUNG, Fault.DROPPED);
    }
    System.out.println("dropped packets: not measured, that needs root and iptables");
    return List.of(Fault.HUNG);
  }

  private void addresses(AddressRounds rounds, Fault fault) throws IOException {
    for (int i = 0; i < Math.ceilDiv(samples, REGIONS * RANGES.size()); i++) {
      rounds.play(fault);
    }
  }

  private void answers(AnswerRounds rounds, Fault fault) throws IOException {
    List<AnswerRounds.Victim> victims =
        List.of(
            new AnswerRounds.Victim("eu-west", "portal.demo.test"),
            new AnswerRounds.Victim("us-east", "us.orders.demo.test"));
    for (int i = 0; i < Math.ceilDiv(samples, RANGES.size()); i++) {
      rounds.play(victims.get(i % victims.size()), fault);
    }
  }

  private static PeerView view(Ground ground, String range) {
    Map<String, Region> regions = new TreeMap<>();
    ground
        .topology()
        .fleet()
        .regions()
        .forEach((name, region) -> regions.put(ground.front(name), region));
    List<PeerView.Failover> names = new ArrayList<>();
    String standIn = ground.front("eu-north");
    names.add(new PeerView.Failover("portal", ground.front("eu-west"), standIn));
    names.add(new PeerView.Failover("us.orders", ground.front("us-east"), standIn));
    return new PeerView(range, regions, names);
  }

  private void report(String name) throws IOException {
    tally.print(System.out);
    Report report = new Report(name);
    report.root().put("intervalMillis", 2000).put("timeoutMillis", 500).put("seed", SEED);
    report.root().put("drops", "iptables -I INPUT -d ADDRESS -p tcp -j DROP");
    tally.into(report.root().putArray("rows"));
    var peers = report.root().putObject("peers");
    for (Peer peer : Peer.values()) {
      String why = missing.getOrDefault(peer, "");
      peers.put(
          peer.name().toLowerCase(java.util.Locale.ROOT),
          why.isEmpty() ? peer.settings() : "missing: " + why);
    }
    System.out.println("written to " + report.write());
  }
}
