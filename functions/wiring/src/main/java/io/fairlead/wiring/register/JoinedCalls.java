package io.fairlead.wiring.register;

import io.fairlead.port.SideBySide;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * A virtual thread a call, joined even where whoever asks is interrupted: a call may be changing
 * something. Calls bound their own time and answer failures as values.
 */
public final class JoinedCalls implements SideBySide {
  @Override
  public <T> List<T> all(List<Supplier<T>> calls) {
    if (calls.size() == 1) {
      return List.of(calls.getFirst().get());
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = calls.stream().map(call -> threads.submit(call::get)).toList();
      List<T> answers = new ArrayList<>();
      running.forEach(each -> answers.add(joined(each)));
      return List.copyOf(answers);
    }
  }

  private static <T> T joined(Future<T> call) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return call.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("a call threw instead of answering", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
