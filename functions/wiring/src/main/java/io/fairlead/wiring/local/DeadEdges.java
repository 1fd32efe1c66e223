package io.fairlead.wiring.local;

import io.fairlead.port.FaultWords;
import io.fairlead.wiring.region.Cause;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.topology.Edge;
import io.fairlead.wiring.topology.HostPort;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Edges that nobody listens for, and what cannot be told without them.
 *
 * @param silent by region, each of its edge's ports that takes no connection, and why
 * @param mute regions whose edge's HTTP is among those ports: nothing of theirs can be asked
 */
record DeadEdges(
    Topology topology,
    SortedMap<String, SortedMap<String, String>> silent,
    SortedSet<String> mute) {
  private static final int CONNECT_MILLIS = 1000;

  /** Tries both ports of every edge. */
  static DeadEdges of(Topology topology, InstantSource clock, Instant deadline) {
    SortedMap<String, SortedMap<String, String>> silent = new TreeMap<>();
    SortedSet<String> mute = new TreeSet<>();
    for (var entry : topology.edges().entrySet()) {
      if (!clock.instant().isBefore(deadline)) {
        break;
      }
      Edge edge = entry.getValue();
      SortedMap<String, String> ports = new TreeMap<>();
      tried(edge.dns()).forEach(why -> ports.put(edge.dns().toString(), why));
      for (String why : tried(edge.http())) {
        ports.put(edge.http().toString(), why);
        mute.add(entry.getKey());
      }
      if (!ports.isEmpty()) {
        silent.put(entry.getKey(), ports);
      }
    }
    return new DeadEdges(topology, silent, mute);
  }

  /** Why a port takes no connection; empty where it takes one. */
  private static List<String> tried(HostPort port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(port.host(), port.port()), CONNECT_MILLIS);
      return List.of();
    } catch (IOException e) {
      return List.of(FaultWords.of(e).toLowerCase(Locale.ROOT));
    }
  }

  /** One an edge. */
  List<Cause> causes() {
    List<Cause> causes = new ArrayList<>();
    silent.forEach(
        (region, ports) ->
            causes.add(
                new Cause(
                    Finding.error(
                        "edge/" + region,
                        "somebody to listen on " + String.join(" and ", ports.keySet()),
                        String.join(", ", new TreeSet<>(ports.values())),
                        "start 'fairlead edge --region " + region + "'"),
                    subject -> hides(region, subject),
                    false)));
    return causes;
  }

  private boolean hides(String region, String subject) {
    if (!mute.contains(region)) {
      return false;
    }
    if (subject.equals("register")) {
      List<String> cells = topology.state().cells();
      return cells.contains(region) && isLost(cells.size(), cells.stream().filter(mute::contains));
    }
    if (subject.startsWith("zone/")) {
      return isLost(topology.edges().size(), mute.stream());
    }
    return subject.equals("region/" + region)
        || subject.equals("flag store/" + region)
        || subject.startsWith("address/" + region + "/");
  }

  /** Whether those that are left are no majority. */
  private static boolean isLost(int all, Stream<String> dead) {
    return all - dead.count() <= all / 2;
  }
}
