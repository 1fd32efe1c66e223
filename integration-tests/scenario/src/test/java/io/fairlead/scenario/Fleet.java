package io.fairlead.scenario;

import io.fairlead.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The processes of one written topology: three edges, three runs, and the gateways it names. */
final class Fleet implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(120);

  /** Files of at most 4 KiB: the register's state has more. */
  private static final String FULL_DISK = "ulimit -f 4; exec \"$0\" \"$@\"";

  private final Path folder;
  private final WrittenTopology topology;
  private final Path file;
  private final Certificate certificate;
  private final Map<String, String> environment;
  private final Map<String, Actor> actors = new LinkedHashMap<>();

  /** Nothing is started yet. */
  Fleet(Path folder, WrittenTopology topology, Map<String, String> environment) {
    this.folder = folder;
    this.topology = topology;
    this.file = topology.to(folder.resolve("fairlead.yaml"));
    this.environment = environment;
    this.certificate = Certificate.of(folder, "secure.demo.test");
  }

  WrittenTopology topology() {
    return topology;
  }

  Path folder() {
    return folder;
  }

  /** Six gateways of three makes, and three load balancers. */
  void startGateways() {
    Gateways gateways = new Gateways(folder, certificate);
    for (String region : WrittenTopology.REGIONS) {
      for (int node = 1; node <= 2; node++) {
        String name = region + "-gw-" + node;
        String address = topology.address(region, 10 + node);
        add(
            switch (region) {
              case "eu-west" -> gateways.haproxy(name, address);
              case "eu-north" -> gateways.nginx(name, address);
              default -> gateways.envoy(name, address);
            });
      }
      add(gateways.loadBalancer(region + "-lb", topology.address(region, 200)));
    }
  }

  /** Three edges. */
  void startEdges() {
    WrittenTopology.REGIONS.forEach(region -> startVerb("edge", region));
  }

  /** Three runs. */
  void startRuns() {
    WrittenTopology.REGIONS.forEach(region -> startVerb("run", region));
  }

  /** A process of ours, in its region. */
  Actor startVerb(String verb, String region) {
    return startVerb(verb, region, file);
  }

  /** A process of ours in its region, by another topology file. */
  Actor startVerb(String verb, String region, Path otherFile) {
    return replace(
        verb + "-" + region, new Actor.Command(staying(verb, region, otherFile), environment));
  }

  /** A process of ours on a disk that takes only small files: whatever grows cannot be written. */
  Actor startOnFullDisk(String verb, String region) {
    List<String> words = new ArrayList<>(List.of("bash", "-c", FULL_DISK));
    words.addAll(staying(verb, region, file));
    words.add(words.indexOf("-cp"), "-XX:-UsePerfData");
    return replace(verb + "-" + region, new Actor.Command(words, environment));
  }

  /** A process of ours where a folder takes no writes, not even root's. */
  Actor startOnReadOnly(String verb, String region, Path readOnly) throws IOException {
    Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));
    List<String> words = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      words.addAll(
          List.of("setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override"));
    }
    words.addAll(staying(verb, region, file));
    return replace(verb + "-" + region, new Actor.Command(words, environment));
  }

  /** A process beside this fleet's own, with another environment. */
  Actor stranger(String verb, String region, Map<String, String> other) {
    return Actor.start("stranger", folder, new Actor.Command(staying(verb, region, file), other));
  }

  private static List<String> staying(String verb, String region, Path topology) {
    return fairlead(verb, "--region", region, "-f", topology.toString(), "--until-input-ends");
  }

  private Actor replace(String name, Actor.Command command) {
    Actor before = actors.remove(name);
    if (before != null) {
      before.close();
    }
    Actor actor = Actor.start(name, folder, command);
    actors.put(name, actor);
    return actor;
  }

  /** A verb run to its end. */
  Verb verb(String... arguments) {
    return verb(environment, arguments);
  }

  /** A verb run to its end in another environment. */
  Verb verb(Map<String, String> other, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-f", file.toString()));
    return Verb.run(folder, other, fairlead(all.toArray(String[]::new)));
  }

  Path file() {
    return file;
  }

  Map<String, String> environment() {
    return environment;
  }

  /** The command line as a child process. */
  static List<String> fairlead(String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx128m"));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    words.addAll(List.of(arguments));
    return words;
  }

  private void add(Actor actor) {
    actors.put(actor.name(), actor);
  }

  Actor actor(String name) {
    return Objects.requireNonNull(actors.get(name), () -> name + " in " + actors.keySet());
  }

  List<Actor> all() {
    return List.copyOf(actors.values());
  }

  /** How one looks at it from outside. */
  Outlook outlook() {
    return new Outlook(topology);
  }

  /** Waits until traffic goes where the topology wants it, for good. */
  void awaitHome() {
    Await.until(
        START,
        () -> {
          String restless = casualties() + Status.of(this).unrest();
          return restless.isEmpty() ? outlook().notHome() : restless;
        });
  }

  /** Who is dead, and what it said last. */
  String casualties() {
    StringBuilder dead = new StringBuilder();
    for (Actor actor : actors.values()) {
      if (!actor.alive()) {
        dead.append(actor.name()).append(" ended: ").append(actor.said()).append('\n');
      }
    }
    return dead.toString();
  }

  @Override
  public void close() {
    actors.values().forEach(Actor::close);
  }
}
