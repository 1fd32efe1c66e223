package io.fairlead.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A client of one name: it resolves and connects anew for every request, at a steady rate, and logs
 * each one.
 */
final class Client implements Runnable {
  private static final int TIMEOUT_MILLIS = 1000;
  private static final int MOST_BYTES = 4096;

  private final String name;
  private final int port;
  private final Resolver resolver;
  private final RequestLog log;
  private final long everyNanos;

  Client(String name, int port, Resolver resolver, RequestLog log, int perSecond) {
    this.name = name;
    this.port = port;
    this.resolver = resolver;
    this.log = log;
    this.everyNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  @Override
  public void run() {
    long next = System.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      log.add(request());
      next = Math.max(next + everyNanos, System.nanoTime() - everyNanos);
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private RequestLog.Entry request() {
    long start = System.currentTimeMillis();
    Optional<InetAddress> address = resolver.resolve(name);
    if (address.isEmpty()) {
      return new RequestLog.Entry(start, System.currentTimeMillis(), name, false, "no answer");
    }
    try {
      String who = ask(address.get());
      return new RequestLog.Entry(start, System.currentTimeMillis(), name, true, who);
    } catch (IOException e) {
      String why = address.get().getHostAddress() + " " + e.getMessage();
      return new RequestLog.Entry(start, System.currentTimeMillis(), name, false, why);
    }
  }

  private String ask(InetAddress address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(address, port), TIMEOUT_MILLIS);
      String request = "GET /who HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream input = socket.getInputStream();
      String answer = new String(input.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      int body = answer.indexOf("\r\n\r\n");
      if (!answer.startsWith("HTTP/1.1 200") || body < 0) {
        throw new IOException(answer.isEmpty() ? "closed without an answer" : "not a whole answer");
      }
      return answer.substring(body + 4).strip();
    }
  }
}
