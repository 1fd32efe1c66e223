package io.fairlead.cli.demo;

import io.fairlead.wiring.topology.HostPort;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What anybody outside can see of the fleet: metrics of the runs, answers of the gateways. */
final class Outside {
  private static final Duration TIMEOUT = Duration.ofMillis(400);

  private final Topology topology;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .proxy(ProxySelector.of(null))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Outside(Topology topology) {
    this.topology = topology;
  }

  /** Whether any run's metrics hold a line that starts with this text. */
  boolean anyMetric(String line) {
    return topology.observers().values().stream()
        .map(observer -> get(uri(observer, "/metrics")))
        .flatMap(Optional::stream)
        .anyMatch(metrics -> metrics.lines().anyMatch(found -> found.startsWith(line)));
  }

  /** Whether every run answers that it is healthy. */
  boolean allHealthy() {
    Collection<HostPort> observers = topology.observers().values();
    return observers.stream().allMatch(at -> get(uri(at, "/healthz")).isPresent());
  }

  /** Whether in every run's metrics nothing is Down and no intent is open. */
  boolean allUp() {
    return topology.observers().values().stream()
        .map(observer -> get(uri(observer, "/metrics")))
        .allMatch(
            metrics ->
                metrics.isPresent()
                    && metrics.get().contains("\nfairlead_intents_open 0")
                    && metrics.get().lines().noneMatch(line -> line.endsWith("\"down\"} 1.0")));
  }

  /** Who answers at an address: {@code region node}. */
  Optional<String> who(String address, int port) {
    return get(URI.create("http://" + address + ":" + port + "/who")).map(String::strip);
  }

  /** Percent wanted of a partition by region, as the runs' metrics tell it; empty when unknown. */
  Optional<String> metric(String series) {
    List<Optional<String>> answers =
        topology.observers().values().stream().map(at -> get(uri(at, "/metrics"))).toList();
    return answers.stream()
        .flatMap(Optional::stream)
        .flatMap(String::lines)
        .filter(line -> line.startsWith(series + " "))
        .map(line -> line.substring(series.length() + 1))
        .findFirst();
  }

  /** The body of a 200 answer. */
  Optional<String> get(URI at) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(at).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static URI uri(HostPort at, String path) {
    return URI.create("http://" + at.host() + ":" + at.port() + path);
  }
}
