package io.fairlead.emulators.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The execution environments of one region's tick: an event goes to one that is idle, and where all
 * are busy to another one, up to the function's concurrency.
 */
final class Environments implements AutoCloseable {
  private final PackagedFleet fleet;
  private final String region;
  private final int concurrency;
  private final List<FunctionProcess> started = new ArrayList<>();
  private final List<FunctionProcess> own = new ArrayList<>();
  private final BlockingDeque<FunctionProcess> idle = new LinkedBlockingDeque<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** With the fleet's own process as the first. */
  Environments(PackagedFleet fleet, String region, int concurrency) {
    this.fleet = fleet;
    this.region = region;
    this.concurrency = concurrency;
    started.add(fleet.tick(region));
    idle.add(fleet.tick(region));
  }

  /** Invokes, as soon as an environment is free. */
  CompletableFuture<RuntimeApi.Answer> invoke(String event) {
    return CompletableFuture.supplyAsync(
        () -> {
          FunctionProcess environment = taken();
          try {
            return environment.call(event, PackagedFleet.TIMEOUT);
          } finally {
            idle.addFirst(environment);
          }
        },
        threads);
  }

  private FunctionProcess taken() {
    FunctionProcess free = idle.poll();
    if (free != null) {
      return free;
    }
    try {
      FunctionProcess another = another();
      return another == null ? idle.take() : another;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private synchronized @Nullable FunctionProcess another() throws IOException {
    if (started.size() >= concurrency) {
      return null;
    }
    FunctionProcess another = fleet.another(region);
    started.add(another);
    own.add(another);
    return another;
  }

  /** How many were needed at a time. */
  synchronized int most() {
    return started.size();
  }

  /** What all of them logged, by when its run began. */
  synchronized List<JsonNode> lines() {
    return started.stream()
        .flatMap(each -> each.lines().stream())
        .sorted(Comparator.comparing(line -> Instant.parse(line.path("at").asString())))
        .toList();
  }

  @Override
  public synchronized void close() {
    threads.shutdown();
    own.forEach(FunctionProcess::close);
  }
}
