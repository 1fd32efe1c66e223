package io.fairlead.benchmarks.detection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The peers that run beside Fairlead; one that cannot be had is named. */
final class Peers implements AutoCloseable {
  private final String range;
  private final Map<Peer, Program> running = new EnumMap<>(Peer.class);

  /**
   * Starts them.
   *
   * @param missing takes why a peer cannot run
   */
  Peers(Path folder, PeerView view, Map<Peer, String> missing) throws IOException {
    this.range = view.range();
    for (Peer peer : Peer.values()) {
      String why = peer.missing();
      if (why.isEmpty()) {
        running.put(peer, peer.start(folder, view));
      } else {
        missing.put(peer, why);
        System.out.println("missing " + peer + " (" + why + ")");
      }
    }
  }

  boolean runs(Peer peer) {
    return running.containsKey(peer);
  }

  /** Those that answer DNS, by the name of their rows. */
  Map<String, NameServer> nameServers() {
    Map<String, NameServer> servers = new TreeMap<>();
    for (Peer peer : List.of(Peer.GDNSD, Peer.POWERDNS)) {
      if (runs(peer)) {
        servers.put(peer.label(), new NameServer(peer.nameServer(range), Peer.DNS_PORT));
      }
    }
    return servers;
  }

  @Override
  public void close() throws IOException {
    for (Program program : running.values()) {
      program.close();
    }
  }
}
