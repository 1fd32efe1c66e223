package io.fairlead.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * The demo's API gateway: a process of its own that answers its health path on every port given and
 * says who it is on any other path. It ends when its standard input does, so that none outlives the
 * demo.
 */
public final class Gateway {
  private static final int BACKLOG = 512;

  private Gateway() {}

  /**
   * Serves until standard input ends.
   *
   * @param arguments region, node, address to listen on, then the ports
   */
  public static void main(String[] arguments) throws IOException {
    String who = arguments[0] + " " + arguments[1];
    for (int i = 3; i < arguments.length; i++) {
      serve(who, new InetSocketAddress(arguments[2], Integer.parseInt(arguments[i])));
    }
    System.out.println("ready " + who);
    while (System.in.read() >= 0) {
      // Only the end of the input matters.
    }
    System.exit(0);
  }

  private static void serve(String who, InetSocketAddress at) throws IOException {
    HttpServer server = HttpServer.create(at, BACKLOG);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(exchange, who));
    server.start();
  }

  private static void answer(HttpExchange exchange, String who) throws IOException {
    byte[] body = (who + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(200, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }
}
