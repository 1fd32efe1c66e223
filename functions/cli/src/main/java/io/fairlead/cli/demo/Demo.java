package io.fairlead.cli.demo;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Runs the fleet, the clients and the script, and tells what came of it. */
final class Demo {
  private static final Duration START = Duration.ofSeconds(45);
  private static final int REQUESTS_PER_SECOND = 20;

  private final Surroundings surroundings;
  private final Topology topology;
  private final Path file;
  private final Path folder;
  private final Narrator narrator;

  /** A demo of a topology file that {@code topology} was read from. */
  Demo(Surroundings surroundings, Topology topology, Path file, Path folder, Narrator narrator) {
    this.surroundings = surroundings;
    this.topology = topology;
    this.file = file;
    this.folder = folder;
    this.narrator = narrator;
  }

  /**
   * Plays the script.
   *
   * @param keep afterwards the fleet stays until the process is interrupted
   */
  ExitCode play(boolean keep) throws IOException {
    DemoFleet fleet = new DemoFleet(topology, file, folder);
    Thread cleaner = new Thread(() -> clean(fleet), "demo-cleaner");
    Runtime.getRuntime().addShutdownHook(cleaner);
    try (RequestLog log = new RequestLog(folder.resolve("requests.log"))) {
      fleet.start();
      narrator.say("starting 3 edges, 3 runs and 6 gateways; their logs are in " + folder);
      Script script = new Script(topology, file, fleet, log, folder);
      List<Thread> clients = clients(log);
      ready(script, fleet);
      narrator.started(Map.of("folder", folder.toString(), "topology", file.toString()));
      new Hints(topology, file, folder).lines().forEach(narrator::say);
      List<StepResult> steps = steps(script);
      narrator.summary(steps);
      if (keep) {
        stay();
      }
      clients.forEach(Thread::interrupt);
      join(clients);
      return steps.stream().allMatch(StepResult::ok) ? ExitCode.DONE : ExitCode.FAILED;
    } finally {
      clean(fleet);
      Runtime.getRuntime().removeShutdownHook(cleaner);
    }
  }

  private List<Thread> clients(RequestLog log) {
    List<InetSocketAddress> servers =
        topology.edges().values().stream()
            .map(edge -> new InetSocketAddress(edge.dns().host(), edge.dns().port()))
            .toList();
    List<Thread> threads = new ArrayList<>();
    topology
        .fleet()
        .partitions()
        .forEach(
            partition -> {
              int port = topology.fleet().service(partition.id().service()).port();
              Resolver resolver = new Resolver(servers);
              threads.add(
                  Thread.ofPlatform()
                      .name("client-" + partition.dnsName())
                      .daemon()
                      .start(
                          new Client(
                              partition.dnsName(), port, resolver, log, REQUESTS_PER_SECOND)));
            });
    return threads;
  }

  private void ready(Script script, DemoFleet fleet) {
    long seen = Watch.first(() -> script.ready() || !fleet.casualties().isEmpty(), START).join();
    String casualties = fleet.casualties();
    if (!casualties.isEmpty()) {
      throw new Stop(ExitCode.FAILED, Casualty.sentence(casualties, folder));
    }
    if (seen == Watch.NEVER) {
      throw new Stop(
          ExitCode.FAILED,
          "the fleet did not serve within " + START.toSeconds() + " s; see the logs in " + folder);
    }
  }

  private List<StepResult> steps(Script script) throws IOException {
    List<String> regions = List.copyOf(topology.fleet().regions().keySet());
    String first = regions.get(1 % regions.size());
    String second = regions.get(0);
    String last = regions.getLast();
    List<StepResult> steps = new ArrayList<>();
    narrator.say("1  kill -9 of the gateway that holds the address of " + first);
    add(steps, script.nodeKilled(first));
    narrator.say("2  SIGSTOP of the gateway that holds the address of " + second);
    add(steps, script.nodeHung(second));
    narrator.say("3  " + last + " goes dark: its run, edge, cell and gateways are killed at once");
    add(steps, script.regionDark(last));
    narrator.say("4  " + last + " is started again");
    add(steps, script.regionHealed(last, narrator));
    narrator.say("5  drain of region/" + first);
    add(steps, script.regionDrained(first));
    script.undrain(first);
    return steps;
  }

  private void add(List<StepResult> steps, StepResult result) {
    narrator.step(result);
    steps.add(result);
  }

  private void stay() {
    narrator.say("the fleet stays; break it by hand with the lines above; Ctrl-C ends it");
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(List<Thread> threads) {
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofSeconds(3));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void clean(DemoFleet fleet) {
    fleet.close();
    if (!surroundings.environment().containsKey("FAIRLEAD_DEMO_KEEP_LOGS")) {
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }
}
