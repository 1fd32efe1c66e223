package io.fairlead.azure.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Makes calls side by side and returns when the last one has ended. */
public final class SideBySide {
  private SideBySide() {}

  /**
   * One answer an input, in the order given. The calls bound their own time, see {@link
   * AzureClients#CALL}, and answer failures as values: what one throws is a defect and is thrown.
   */
  public static <T, R> List<R> all(List<T> inputs, Function<T, R> call) {
    if (inputs.size() == 1) {
      return List.of(call.apply(inputs.getFirst()));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> running = new ArrayList<>();
      inputs.forEach(input -> running.add(threads.submit(() -> call.apply(input))));
      List<R> answers = new ArrayList<>();
      for (Future<R> each : running) {
        answers.add(joined(each));
      }
      return List.copyOf(answers);
    }
  }

  private static <R> R joined(Future<R> call) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return call.get();
        } catch (InterruptedException e) {
          // A call on the wire is joined even then: it may be changing something.
          interrupted = true;
        } catch (java.util.concurrent.ExecutionException e) {
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
