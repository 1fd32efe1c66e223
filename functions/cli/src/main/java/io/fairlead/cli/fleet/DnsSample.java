package io.fairlead.cli.fleet;

import io.fairlead.cli.answer.Answers;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.Service;
import io.fairlead.wiring.region.WrongVariable;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks the zones' own DNS servers for every partition's name a number of times, side by side. */
public final class DnsSample {
  /** Questions a name, shared out over its zone's servers. */
  private static final int QUESTIONS = 96;

  private static final Duration TIMEOUT = Duration.ofMillis(500);

  private final Topology topology;
  private final List<InetSocketAddress> given;

  private DnsSample(Topology topology, List<InetSocketAddress> given) {
    this.topology = topology;
    this.given = given;
  }

  /**
   * Asks anew each time.
   *
   * @throws WrongVariable where the environment's {@code FAIRLEAD_NAMESERVERS} cannot be read
   */
  public static Supplier<Answers> of(Topology topology, Map<String, String> environment) {
    String given = environment.getOrDefault(DnsServers.VARIABLE, "");
    return new DnsSample(topology, DnsServers.parse(given))::answers;
  }

  /** What they answered; a name whose servers cannot be found is left out. */
  private Answers answers() {
    Fleet fleet = topology.fleet();
    DnsNames names = new DnsNames();
    DnsServers zones = new DnsServers(topology, names, given);
    SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
    for (Partition partition : fleet.partitions().toList()) {
      List<SimpleResolver> servers =
          zones.of(partition.zone()).stream().map(DnsSample::asked).toList();
      if (servers.isEmpty()) {
        continue;
      }
      Map<String, String> regions = regions(fleet, partition, names);
      SortedMap<String, Integer> count = new TreeMap<>();
      for (CompletableFuture<Message> asked : ask(partition.dnsName(), servers)) {
        count(asked, regions, count);
      }
      counts.put(partition.dnsName(), count);
    }
    return new Answers(counts);
  }

  private static SimpleResolver asked(InetSocketAddress server) {
    SimpleResolver resolver = new SimpleResolver(server);
    resolver.setTimeout(TIMEOUT);
    return resolver;
  }

  /** The region that each address of a partition belongs to; of a name, those it has just now. */
  private static Map<String, String> regions(Fleet fleet, Partition partition, DnsNames names) {
    Map<String, String> regions = new TreeMap<>();
    Service service = fleet.service(partition.id().service());
    for (Deployment deployment : service.deployments().values()) {
      for (String target : fleet.addressesOf(deployment)) {
        for (InetAddress address : names.addresses(target)) {
          regions.put(address.getHostAddress(), deployment.region());
        }
      }
    }
    return regions;
  }

  private static List<CompletableFuture<Message>> ask(String name, List<SimpleResolver> servers) {
    List<CompletableFuture<Message>> asked = new ArrayList<>();
    try {
      Record question = Record.newRecord(Name.fromString(name + "."), Type.A, DClass.IN);
      for (int i = 0; i < QUESTIONS; i++) {
        SimpleResolver server = servers.get(i % servers.size());
        asked.add(server.sendAsync(Message.newQuery(question)).toCompletableFuture());
      }
    } catch (TextParseException e) {
      throw new IllegalArgumentException(name + " is no DNS name", e);
    }
    return asked;
  }

  private static void count(
      CompletableFuture<Message> asked,
      Map<String, String> regions,
      SortedMap<String, Integer> count) {
    try {
      for (Record record : asked.join().getSection(Section.ANSWER)) {
        if (record instanceof ARecord a) {
          String region = regions.get(a.getAddress().getHostAddress());
          if (region != null) {
            count.merge(region, 1, Integer::sum);
          }
        }
      }
    } catch (CompletionException unanswered) {
      if (!(unanswered.getCause() instanceof IOException)) {
        throw unanswered;
      }
    }
  }
}
