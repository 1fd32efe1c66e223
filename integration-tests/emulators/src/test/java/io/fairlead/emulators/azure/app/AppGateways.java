package io.fairlead.emulators.azure.app;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Two gateways and a load balancer a region on loopback, which are up or down together. The first
 * region has a public IP in the load balancer's place, which leads to whichever gateway holds it.
 */
final class AppGateways implements AutoCloseable {
  private static final String NETWORK = "127.68.";
  private static final List<String> LAST = List.of(".11", ".12", ".100");
  private static final String PUBLIC_IP = NETWORK + "1.100";

  private final int port;
  private final Supplier<String> holder;
  private final Map<String, HttpServer> up = new ConcurrentHashMap<>();

  /**
   * None of them is up.
   *
   * @param holder the NIC that has the first region's public IP, as in {@code gw-1-nic}
   */
  AppGateways(Supplier<String> holder) throws IOException {
    this.holder = holder;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
  }

  /** The topology's text with the addresses of these; regions count from one. */
  String in(String text) {
    String own = text.replace("port: 8443", "port: " + port);
    for (int i = 1; i <= 3; i++) {
      own =
          own.replace("10." + i + ".1.11", NETWORK + i + LAST.get(0))
              .replace("10." + i + ".2.11", NETWORK + i + LAST.get(1))
              .replace("203.0.113." + i + "0", NETWORK + i + LAST.get(2));
    }
    return own;
  }

  /** Those of a region that are not up yet. */
  void start(int region) throws IOException {
    for (String last : LAST) {
      String host = NETWORK + region + last;
      if (!up.containsKey(host)) {
        up.put(host, server(host));
      }
    }
  }

  private HttpServer server(String host) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(serves(host) ? 200 : 503, -1);
          }
        });
    server.start();
    return server;
  }

  private boolean serves(String host) {
    return !host.equals(PUBLIC_IP) || up.containsKey(hostOf(holder.get()));
  }

  private static String hostOf(String nic) {
    return NETWORK + 1 + (nic.equals("gw-1-nic") ? LAST.get(0) : nic.isEmpty() ? "" : LAST.get(1));
  }

  /** Their ports refuse. */
  void stop(int region) {
    LAST.forEach(last -> fell(NETWORK + region + last));
  }

  /** The port of the first region's gateway with a NIC refuses. */
  void fellGateway(String nic) {
    fell(hostOf(nic));
  }

  private void fell(String host) {
    HttpServer gone = up.remove(host);
    if (gone != null) {
      gone.stop(0);
    }
  }

  @Override
  public void close() {
    List.copyOf(up.keySet()).forEach(this::fell);
  }
}
