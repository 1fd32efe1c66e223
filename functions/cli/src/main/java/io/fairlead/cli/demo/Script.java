package io.fairlead.cli.demo;

import io.fairlead.cli.Main;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.FloatingAddress;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.PartitionId;
import io.fairlead.fleet.Service;
import io.fairlead.wiring.topology.Edge;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the demo breaks, and what must be seen after it. */
final class Script {
  /** Steps of a whole demo. */
  static final int STEPS = 5;

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int ASKED_AT_ONCE = 20;
  private static final Duration RETURN = Duration.ofSeconds(60);

  private final Topology topology;
  private final DemoFleet fleet;
  private final Outside outside;
  private final RequestLog log;
  private final Path folder;
  private final Path file;

  Script(Topology topology, Path file, DemoFleet fleet, RequestLog log, Path folder) {
    this.topology = topology;
    this.file = file;
    this.fleet = fleet;
    this.outside = new Outside(topology);
    this.log = log;
    this.folder = folder;
  }

  /** {@code kill -9} of the node that holds the region's address. */
  StepResult nodeKilled(String region) throws IOException {
    String holder = holder(region);
    Child gateway = fleet.gateway(region, holder);
    Measured step = new Measured("node-killed", log, SOON);
    gateway.kill();
    StepResult result = moved(step, region, holder, "killed");
    gateway.restart();
    return result;
  }

  /** SIGSTOP of the node that holds the region's address: it still accepts, nobody answers. */
  StepResult nodeHung(String region) throws IOException {
    String holder = holder(region);
    Child gateway = fleet.gateway(region, holder);
    Measured step = new Measured("node-hung", log, SOON);
    gateway.stop();
    StepResult result = moved(step, region, holder, "hung");
    gateway.proceed();
    return result;
  }

  private StepResult moved(Measured step, String region, String holder, String how) {
    AddressId id = new AddressId(region, floating(region).name());
    step.detected(() -> outside.anyMetric(nodeDown(region, holder)))
        .switched(() -> whoHolds(region).filter(now -> !now.equals(holder)).isPresent())
        .restored(
            entry ->
                entry.text().startsWith(region + " ")
                    && !entry.text().equals(region + " " + holder));
    return step.end(region + "/" + holder + " " + how + ": " + id + " moved inside the region");
  }

  /** Kills a region's run, edge, cell and gateways at once. */
  StepResult regionDark(String region) {
    Partition partition = homeOf(region);
    Measured step = new Measured("region-dark", log, SOON);
    fleet.region(region).forEach(Child::kill);
    step.detected(() -> outside.anyMetric(deploymentDown(partition, region)))
        .switched(() -> answeredElsewhere(partition, region))
        .restored(
            entry ->
                entry.name().equals(partition.dnsName()) && !entry.text().startsWith(region + " "));
    boolean shared = Watch.first(() -> percent(partition.id(), region) == 0, SOON).join() >= 0;
    StepResult result =
        step.end(region + " dark: " + partition.dnsName() + " answers from the other regions");
    return shared ? result : result.failed("its share was never given to the others");
  }

  /** Starts everything of the region again and waits for the ramp to end. */
  StepResult regionHealed(String region, Narrator narrator) throws IOException {
    Partition partition = homeOf(region);
    Measured step = new Measured("region-healed", log, RETURN);
    for (Child child : fleet.region(region)) {
      child.restart();
    }
    step.detected(() -> outside.anyMetric(regionIs(region, "up")))
        .switched(() -> answeredBy(partition, region))
        .restored(entry -> entry.text().startsWith(region + " "));
    int[] told = {0};
    boolean full =
        Watch.first(
                    () -> {
                      int percent = percent(partition.id(), region);
                      if (percent != told[0] && percent > 0) {
                        narrator.ramp(region, partition.id().toString(), percent);
                        told[0] = percent;
                      }
                      return percent == 100;
                    },
                    RETURN)
                .join()
            != Watch.NEVER;
    StepResult result = step.end(region + " healed: it returned in steps to 100 %");
    return full ? result : result.failed("its share never came back to 100 %");
  }

  /** Drains a region by the operator's verb. */
  StepResult regionDrained(String region) throws IOException {
    Measured step = new Measured("region-drained", log, SOON);
    Partition partition = homeOf(region);
    Child verb = verb("drain", region);
    StepResult result =
        step.detected(
                () -> outside.anyMetric("fairlead_drained{subject=\"region/" + region + "\"} 1"))
            .switched(() -> answeredNoMore(partition, region))
            .restoredOnceSwitched(
                entry ->
                    entry.name().equals(partition.dnsName())
                        && !entry.text().startsWith(region + " "))
            .end("region/" + region + " drained: its shares went elsewhere, nothing was lost");
    verb.kill();
    return result;
  }

  /** Takes the drain back. */
  void undrain(String region) throws IOException {
    Child verb = verb("undrain", region);
    Watch.first(() -> share(region) > 0, RETURN).join();
    verb.kill();
  }

  private Child verb(String verb, String region) throws IOException {
    List<String> arguments =
        List.of(verb, "region/" + region, "-f", file.toString(), "--yes", "--reason", "demo");
    return Child.java(verb + "-" + region, folder, Main.class, arguments);
  }

  /** Whether the whole fleet serves: every run ticks, every name was answered, all is Up. */
  boolean ready() {
    return outside.allHealthy()
        && outside.allUp()
        && topology
            .fleet()
            .partitions()
            .allMatch(
                p ->
                    !log.between(0, Long.MAX_VALUE, e -> e.ok() && e.name().equals(p.dnsName()))
                        .isEmpty())
        && topology.fleet().regions().keySet().stream()
            .allMatch(region -> outside.anyMetric(regionIs(region, "up")));
  }

  private String holder(String region) {
    return whoHolds(region)
        .orElseThrow(() -> new IllegalStateException("nobody answers at the address of " + region));
  }

  private Optional<String> whoHolds(String region) {
    FloatingAddress floating = floating(region);
    int port =
        topology
            .fleet()
            .servicesOn(new AddressId(region, floating.name()))
            .map(Service::port)
            .findFirst()
            .orElseThrow();
    return outside
        .who(floating.addresses().getFirst(), port)
        .filter(who -> who.startsWith(region + " "))
        .map(who -> who.substring(region.length() + 1));
  }

  private FloatingAddress floating(String region) {
    return topology.fleet().region(region).floatingAddresses().values().iterator().next();
  }

  /** The partition that is at home in a region more than any other. */
  private Partition homeOf(String region) {
    return topology
        .fleet()
        .partitions()
        .max(java.util.Comparator.comparing(p -> p.shares().getOrDefault(region, 0)))
        .orElseThrow();
  }

  private boolean answeredElsewhere(Partition partition, String region) {
    String address = floating(region).addresses().getFirst();
    return topology.edges().entrySet().stream()
        .filter(edge -> !edge.getKey().equals(region))
        .allMatch(
            edge ->
                answer(edge.getValue(), partition)
                    .filter(found -> !found.getHostAddress().equals(address))
                    .isPresent());
  }

  private boolean answeredBy(Partition partition, String region) {
    return asked(partition, region)
        .anyMatch(found -> found.filter(at -> isAddressOf(region, at)).isPresent());
  }

  /** Every answer is another region's; one that does not come says nothing. */
  private boolean answeredNoMore(Partition partition, String region) {
    return asked(partition, region)
        .allMatch(found -> found.filter(at -> !isAddressOf(region, at)).isPresent());
  }

  /** The other regions' answers: so many that a tenth of them is seen at once. */
  private Stream<Optional<InetAddress>> asked(Partition partition, String region) {
    return topology.edges().entrySet().stream()
        .filter(edge -> !edge.getKey().equals(region))
        .flatMap(edge -> Collections.nCopies(ASKED_AT_ONCE, edge.getValue()).stream())
        .map(edge -> answer(edge, partition));
  }

  private boolean isAddressOf(String region, InetAddress found) {
    return found.getHostAddress().equals(floating(region).addresses().getFirst());
  }

  private static Optional<InetAddress> answer(Edge edge, Partition partition) {
    InetSocketAddress server = new InetSocketAddress(edge.dns().host(), edge.dns().port());
    return new Resolver(List.of(server)).resolve(partition.dnsName());
  }

  private int share(String region) {
    return topology
        .fleet()
        .partitions()
        .mapToInt(partition -> percent(partition.id(), region))
        .sum();
  }

  private int percent(PartitionId id, String region) {
    String series = "fairlead_share_percent{partition=\"" + id + "\",region=\"" + region + "\"}";
    return outside.metric(series).map(Double::parseDouble).orElse(0.0).intValue();
  }

  private static String nodeDown(String region, String node) {
    return "fairlead_node_verdict{node=\""
        + node
        + "\",region=\""
        + region
        + "\",verdict=\"down\"} 1";
  }

  /** Down by the votes; the region itself is Down once rung 1 has had its chance. */
  private static String deploymentDown(Partition partition, String region) {
    return "fairlead_deployment_verdict{region=\""
        + region
        + "\",service=\""
        + partition.id().service()
        + "\",verdict=\"down\"} 1";
  }

  private static String regionIs(String region, String verdict) {
    return "fairlead_region_verdict{region=\"" + region + "\",verdict=\"" + verdict + "\"} 1";
  }
}
