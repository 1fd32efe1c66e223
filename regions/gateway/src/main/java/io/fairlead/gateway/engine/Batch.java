package io.fairlead.gateway.engine;

import io.fairlead.health.ProbeResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** Results of one call, gathered from several loops. */
final class Batch {
  private final AtomicReferenceArray<ProbeResult> results;
  private final CountDownLatch missing;

  Batch(int size) {
    results = new AtomicReferenceArray<>(size);
    missing = new CountDownLatch(size);
  }

  /** Takes one order's answer. */
  void set(int index, Optional<ProbeResult> result) {
    result.ifPresent(present -> results.set(index, present));
    missing.countDown();
  }

  /** Waits for all; an interrupt cancels the rest, still waits for them, and stays set. */
  List<Optional<ProbeResult>> await(Runnable cancel) {
    boolean interrupted = false;
    while (missing.getCount() > 0) {
      try {
        missing.await();
      } catch (InterruptedException _) {
        interrupted = true;
        cancel.run();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return IntStream.range(0, results.length())
        .mapToObj(i -> Optional.ofNullable(results.get(i)))
        .toList();
  }
}
