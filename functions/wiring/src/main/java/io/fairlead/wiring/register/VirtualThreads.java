package io.fairlead.wiring.register;

import io.fairlead.port.SideBySide;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** A virtual thread a call; each call is bounded by its own deadline, and all are joined. */
public final class VirtualThreads implements SideBySide, AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  public <T> List<T> all(List<Supplier<T>> calls) {
    List<Future<T>> started = calls.stream().map(call -> threads.submit(call::get)).toList();
    List<T> answers = new ArrayList<>();
    for (Future<T> call : started) {
      answers.add(joined(call));
    }
    return answers;
  }

  private static <T> T joined(Future<T> call) {
    try {
      return call.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading: the process ends", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
