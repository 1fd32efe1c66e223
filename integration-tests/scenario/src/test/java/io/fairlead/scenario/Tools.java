package io.fairlead.scenario;

import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code dig} and {@code curl} as a person at a second terminal runs them. */
final class Tools {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofMillis(300)).build();

  private Tools() {}

  /** The addresses that one server answers when a name is asked so many times in one run. */
  static List<String> dig(String server, String name, int times) {
    List<String> command = new ArrayList<>();
    command.add(Parts.program(Part.DIG).toString());
    command.addAll(List.of("@" + server, "-p", "5300", "+short", "+time=1", "+tries=1"));
    command.addAll(Collections.nCopies(times, name));
    return output(command).lines().filter(line -> !line.startsWith(";")).toList();
  }

  /** The text that one server answers to a name, or an empty one. */
  static String digText(String server, String name) {
    return output(
            List.of(
                Parts.program(Part.DIG).toString(),
                "@" + server,
                "-p",
                "5300",
                "+short",
                "+time=1",
                "+tries=1",
                name,
                "TXT"))
        .strip();
  }

  /** What a gateway answers, or an empty text. */
  static String curl(String url) {
    return curl(url, "0.5");
  }

  /** The same within so many seconds. */
  static String curl(String url, String seconds) {
    return output(List.of(Parts.program(Part.CURL).toString(), "-s", "--max-time", seconds, url))
        .strip();
  }

  /** A run's metrics, or an empty text. */
  static String metrics(String observer) {
    return page(observer, "/metrics");
  }

  /** What a process of ours serves, or an empty text. */
  static String page(String at, String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + at + path))
              .timeout(Duration.ofMillis(300))
              .build();
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException _) {
      return "";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** The status that a process of ours answers to a change. */
  static int put(String at, String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + at + path))
            .timeout(Duration.ofSeconds(5))
            .header("If-None-Match", "*")
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  static String output(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      byte[] output = process.getInputStream().readAllBytes();
      process.waitFor(5, TimeUnit.SECONDS);
      return new String(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
