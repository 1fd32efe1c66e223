package io.fairlead.benchmarks.detection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a client sees over HTTP; an empty text stands for no answer. */
final class Web implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMillis(500);
  private static final int ANSWER_MILLIS = 1000;
  private static final int MOST_BYTES = 4096;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(TIMEOUT).proxy(ProxySelector.of(null)).build();

  /** The body of a 200 answer. */
  String get(String uri) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).timeout(TIMEOUT).build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? answer.body() : "";
    } catch (IOException _) {
      return "";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** Who answers a request on a new connection, as {@code region node}. */
  static String who(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.connect(new InetSocketAddress(address, port), ANSWER_MILLIS);
      String request = "GET /who HTTP/1.1\r\nHost: who\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] bytes = socket.getInputStream().readNBytes(MOST_BYTES);
      String answer = new String(bytes, StandardCharsets.UTF_8);
      int body = answer.indexOf("\r\n\r\n");
      return answer.startsWith("HTTP/1.1 200") && body >= 0
          ? answer.substring(body + 4).strip()
          : "";
    } catch (IOException _) {
      return "";
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
