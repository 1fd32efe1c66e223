package io.fairlead.cli.demo;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
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
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration WHOLE = Duration.ofSeconds(45);
  private static final int REQUESTS_PER_SECOND = 20;

  private final Topology topology;
  private final Path file;
  private final Path folder;
  private final boolean keepFolder;
  private final Narrator narrator;

  /**
   * A demo of a topology file that {@code topology} was read from.
   *
   * @param folder for logs and state
   * @param keepFolder whether it stays after the demo
   */
  Demo(Topology topology, Path file, Path folder, boolean keepFolder, Narrator narrator) {
    this.topology = topology;
    this.file = file;
    this.folder = folder;
    this.keepFolder = keepFolder;
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
    try (RequestLog log = new RequestLog(folder.resolve("requests.log"));
        Leash _ = Leash.in(folder)) {
      fleet.start();
      narrator.say("starting 3 edges, 3 runs and 6 gateways; their logs are in " + folder);
      List<Thread> clients = clients(log);
      try {
        return played(new Script(topology, file, fleet, log, folder), fleet, keep);
      } finally {
        clients.forEach(Thread::interrupt);
        join(clients);
      }
    } finally {
      clean(fleet);
      unhook(cleaner);
    }
  }

  private ExitCode played(Script script, DemoFleet fleet, boolean keep) throws IOException {
    ready(script, fleet);
    narrator.started(Map.of("folder", folder.toString(), "topology", file.toString()));
    new Hints(topology, file, folder.resolve("state")).lines().forEach(narrator::say);
    narrator.say("a step's times count from its beginning: detected = the register says so,");
    narrator.say(
        "switched = the change is made, restored = the first client is served the new way,");
    narrator.say("which may be before the register says so");
    List<StepResult> steps = steps(script);
    narrator.summary(steps, Script.STEPS);
    if (keep) {
      stay(fleet);
    }
    boolean well = steps.size() == Script.STEPS && steps.stream().allMatch(StepResult::ok);
    return well ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** While the process is already going down its hooks stay as they are. */
  private static void unhook(Thread cleaner) {
    try {
      Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException _) {
      // The hook is running.
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
    List<Child> casualties = fleet.casualties();
    if (!casualties.isEmpty()) {
      throw new Stop(ExitCode.FAILED, Casualty.sentence(casualties) + "\n" + whereLogsAre());
    }
    if (seen == Watch.NEVER) {
      throw new Stop(
          ExitCode.FAILED,
          "the fleet did not serve within " + START.toSeconds() + " s; " + whereLogsAre());
    }
  }

  private String whereLogsAre() {
    return keepFolder
        ? "the logs are in " + folder
        : "'fairlead demo --logs FOLDER' keeps the logs of its processes in a new FOLDER";
  }

  /** One step of the script; most start from a fleet that is whole. */
  private record Act(String title, boolean fromWhole, Play play) {}

  /** Breaks or mends something and measures. */
  private interface Play {
    StepResult run() throws IOException;
  }

  private List<Act> acts(Script script) {
    List<String> regions = List.copyOf(topology.fleet().regions().keySet());
    String first = regions.get(1 % regions.size());
    String second = regions.get(0);
    String last = regions.getLast();
    return List.of(
        new Act(
            "kill -9 of the gateway at the address of " + first,
            true,
            () -> script.nodeKilled(first)),
        new Act(
            "SIGSTOP of the gateway at the address of " + second,
            true,
            () -> script.nodeHung(second)),
        new Act(
            last + " dark: run, edge, cell and gateways die", true, () -> script.regionDark(last)),
        new Act(last + " is started again", false, () -> script.regionHealed(last, narrator)),
        new Act("drain of region/" + first, true, () -> script.regionDrained(first)));
  }

  private List<StepResult> steps(Script script) throws IOException {
    List<StepResult> steps = new ArrayList<>();
    for (Act act : acts(script)) {
      if (act.fromWhole() && Watch.first(script::ready, WHOLE).join() == Watch.NEVER) {
        narrator.say("the fleet did not become whole again within " + WHOLE.toSeconds() + " s");
        return steps;
      }
      narrator.say((steps.size() + 1) + "  " + act.title());
      steps.add(act.play().run());
      narrator.step(steps.getLast());
      if (!steps.getLast().ok()) {
        narrator.say("the demo stops here: what follows would not start from a whole fleet");
        return steps;
      }
    }
    script.undrain(List.copyOf(topology.fleet().regions().keySet()).get(1));
    return steps;
  }

  private void stay(DemoFleet fleet) {
    narrator.say("the fleet stays; look at it with the lines above; to stop a part of it, and to");
    narrator.say("start it again where it was stopped:");
    fleet
        .byHand()
        .forEach(
            (name, lines) -> {
              narrator.say("  kill -9 " + lines.pid() + "  # " + name);
              narrator.say("  " + lines.again());
            });
    narrator.say("Ctrl-C ends it, with what these lines started");
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
    if (!keepFolder) {
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
