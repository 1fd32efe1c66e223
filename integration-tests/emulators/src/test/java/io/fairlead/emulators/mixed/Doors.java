package io.fairlead.emulators.mixed;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What packaged functions probe: two gateways a region on loopback, and an address that leads to
 * whichever of them the cloud says holds it.
 */
final class Doors implements AutoCloseable {
  private final TwoClouds clouds;
  private final int port;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SortedMap<String, HttpServer> nodes = new TreeMap<>();
  private final SortedMap<String, HttpServer> addresses = new TreeMap<>();
  private final Set<String> fallen = ConcurrentHashMap.newKeySet();

  Doors(TwoClouds clouds) throws IOException {
    this.clouds = clouds;
    try (ServerSocket free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    }
    for (String region : Layout.REGIONS) {
      String network = "127.90." + (Layout.REGIONS.indexOf(region) + 1) + ".";
      nodes.put(region + "/gw-1", server(network + 1, () -> true));
      nodes.put(region + "/gw-2", server(network + 2, () -> true));
      addresses.put(region, server(network + 100, () -> leads(region)));
    }
  }

  private interface Open {
    boolean isSo();
  }

  /** The topology's text with these behind its addresses, at a pace that a test waits for. */
  String in(String text) {
    return text.replace("tcp: {port: 8443}", "http: {port: " + port + ", path: /}")
            .replace("port: 8443", "port: " + port)
        + "safety:\n  probe: {interval: 10s, timeout: 800ms, rise: 2}\n";
  }

  /** Ends a gateway, as in {@code one/gw-1}: its port refuses. */
  void fell(String node) {
    fallen.add(node);
    nodes.remove(node).stop(0);
  }

  /** Whose holder nobody has chosen yet is taken to have one. */
  private boolean leads(String region) {
    return !fallen.contains(region + "/" + clouds.holder(region));
  }

  private HttpServer server(String host, Open open) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(open.isSo() ? 200 : 503, -1);
          }
        });
    server.setExecutor(threads);
    server.start();
    return server;
  }

  @Override
  public void close() {
    nodes.values().forEach(server -> server.stop(0));
    addresses.values().forEach(server -> server.stop(0));
    threads.shutdownNow();
  }
}
