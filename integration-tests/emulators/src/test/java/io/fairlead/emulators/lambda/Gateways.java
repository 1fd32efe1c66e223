package io.fairlead.emulators.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fairlead.emulators.twin.AwsTwin;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Gateways on loopback addresses, and Elastic IPs that lead to whichever of them the twin says
 * holds one.
 */
final class Gateways implements AutoCloseable {
  /** The service's port. */
  static final int PORT = 18080;

  private static final int FIRST_NETWORK = 61;
  private static final int LAST_NETWORK = 99;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, HttpServer> nodes = new TreeMap<>();
  private final Map<String, String> hostOfInterface = new ConcurrentHashMap<>();
  private final Map<String, HttpServer> addresses = new TreeMap<>();
  private final AwsTwin twin;
  private final ServerSocket claim;

  /** On a loopback network that nobody else on this machine has gateways on. */
  Gateways(AwsTwin twin) throws IOException {
    this.twin = twin;
    this.claim = claim();
  }

  private static ServerSocket claim() throws IOException {
    for (int network = FIRST_NETWORK; network <= LAST_NETWORK; network++) {
      try {
        return new ServerSocket(PORT, 1, InetAddress.getByName("127." + network + ".0.1"));
      } catch (BindException taken) {
        // Another fleet's: the next one.
      }
    }
    throw new IOException("no loopback network is free at port " + PORT);
  }

  /** A node's host; regions and nodes count from one. */
  String host(int region, int node) {
    return network() + "." + region + "." + (10 + node);
  }

  /** A region's floating address. */
  String floating(int region) {
    return network() + "." + region + ".100";
  }

  private String network() {
    String address = claim.getInetAddress().getHostAddress();
    return address.substring(0, address.indexOf('.', 4));
  }

  /** An Elastic IP as the twin has it. */
  record Elastic(String account, String location, String allocation) {}

  /** Starts a gateway behind a network interface; one that runs already goes on. */
  void node(String host, String networkInterface) throws IOException {
    if (nodes.containsKey(host)) {
      return;
    }
    hostOfInterface.put(networkInterface, host);
    nodes.put(host, server(host, exchange -> exchange.sendResponseHeaders(200, -1)));
  }

  /** Lets an address lead to its holder. */
  void address(String host, Elastic elastic) throws IOException {
    addresses.put(
        host,
        server(
            host,
            exchange -> {
              @Nullable String holder =
                  twin.ec2().holder(elastic.account(), elastic.location(), elastic.allocation());
              String at = holder == null ? "" : interfaceOf(holder);
              boolean up = nodes.containsKey(hostOfInterface.getOrDefault(at, "none"));
              exchange.sendResponseHeaders(up ? 200 : 503, -1);
            }));
  }

  private static String interfaceOf(String holder) {
    return holder.contains("/") ? holder.substring(0, holder.indexOf('/')) : holder;
  }

  /** Ends a gateway: its port refuses. */
  void kill(String host) {
    HttpServer gone = nodes.remove(host);
    if (gone != null) {
      gone.stop(0);
    }
  }

  private interface Answering {
    void answer(HttpExchange exchange) throws IOException;
  }

  private HttpServer server(String host, Answering answering) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(host, PORT), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            answering.answer(exchange);
          }
        });
    server.setExecutor(threads);
    server.start();
    return server;
  }

  @Override
  public void close() throws IOException {
    claim.close();
    nodes.values().forEach(server -> server.stop(0));
    addresses.values().forEach(server -> server.stop(0));
    threads.shutdownNow();
  }
}
