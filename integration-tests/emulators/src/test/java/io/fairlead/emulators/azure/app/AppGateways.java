package io.fairlead.emulators.azure.app;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two gateways and a load balancer a region on loopback, which are up or down together. */
final class AppGateways implements AutoCloseable {
  private static final String NETWORK = "127.68.";
  private static final List<String> LAST = List.of(".11", ".12", ".100");

  private final int port;
  private final Map<Integer, List<HttpServer>> up = new TreeMap<>();

  AppGateways() throws IOException {
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

  void start(int region) throws IOException {
    if (!up.containsKey(region)) {
      List<HttpServer> servers = new ArrayList<>();
      for (String last : LAST) {
        servers.add(server(NETWORK + region + last));
      }
      up.put(region, servers);
    }
  }

  private HttpServer server(String host) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
    return server;
  }

  /** Their ports refuse. */
  void stop(int region) {
    List<HttpServer> gone = up.remove(region);
    if (gone != null) {
      gone.forEach(server -> server.stop(0));
    }
  }

  @Override
  public void close() {
    List.copyOf(up.keySet()).forEach(this::stop);
  }
}
