package io.fairlead.cli.fleet;

import io.fairlead.cli.answer.Answers;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.Service;
import io.fairlead.wiring.topology.Edge;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks the edges' DNS servers for every partition's name a number of times, side by side. */
public final class DnsSample {
  /** Questions a name, shared out over the edges. */
  private static final int QUESTIONS = 96;

  private static final Duration TIMEOUT = Duration.ofMillis(500);

  private DnsSample() {}

  /** What the edges answered; servers that do not answer are left out. */
  public static Answers of(Topology topology) {
    Fleet fleet = topology.fleet();
    List<SimpleResolver> servers = topology.edges().values().stream().map(DnsSample::at).toList();
    SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
    if (servers.isEmpty()) {
      return Answers.NONE;
    }
    for (Partition partition : fleet.partitions().toList()) {
      Map<String, String> regions = regions(fleet, partition);
      SortedMap<String, Integer> count = new TreeMap<>();
      for (CompletableFuture<Message> asked : ask(partition.dnsName(), servers)) {
        count(asked, regions, count);
      }
      counts.put(partition.dnsName(), count);
    }
    return new Answers(counts);
  }

  private static SimpleResolver at(Edge edge) {
    SimpleResolver resolver =
        new SimpleResolver(new InetSocketAddress(edge.dns().host(), edge.dns().port()));
    resolver.setTimeout(TIMEOUT);
    return resolver;
  }

  /** The region that each address of a partition belongs to. */
  private static Map<String, String> regions(Fleet fleet, Partition partition) {
    Map<String, String> regions = new TreeMap<>();
    Service service = fleet.service(partition.id().service());
    for (Deployment deployment : service.deployments().values()) {
      fleet.addressesOf(deployment).forEach(text -> regions.put(text, deployment.region()));
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
