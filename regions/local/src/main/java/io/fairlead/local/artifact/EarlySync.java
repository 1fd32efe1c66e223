package io.fairlead.local.artifact;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Lets the disk work on long files while the rest of them still comes and is read back. Whoever
 * shows the files waits for all of it first: Linux tells of a write that failed only once, and it
 * may tell it here.
 */
final class EarlySync implements AutoCloseable {
  /** Bytes of a file after which the disk begins with them. */
  static final int PORTION = 1 << 25;

  /** Portions of a file that may wait for the disk, before its writer waits for the first. */
  private static final int WAITING = 8;

  private static final int THREADS = 4;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, task -> Thread.ofPlatform().daemon().name("early-sync").unstarted(task));
  private final Queue<Future<Boolean>> begun = new ConcurrentLinkedQueue<>();

  /** One file that is being written; not for several threads. */
  final class Writing {
    private final Path file;
    private final Queue<Future<Boolean>> portions = new ArrayDeque<>();
    private int since;

    private Writing(Path file) {
      this.file = file;
    }

    /** Some bytes were written. */
    void written(int bytes) throws IOException {
      since += bytes;
      if (since >= PORTION) {
        begin();
      }
    }

    /** The last byte was written. */
    void ended() throws IOException {
      if (since > 0 && !portions.isEmpty()) {
        begin();
      }
    }

    private void begin() throws IOException {
      since = 0;
      if (portions.size() == WAITING) {
        await(portions.remove());
      }
      Future<Boolean> next = threads.submit(() -> forced(file));
      portions.add(next);
      begun.add(next);
    }
  }

  /** A file of which nothing is written yet. */
  Writing file(Path file) {
    return new Writing(file);
  }

  /**
   * Waits for all that was begun.
   *
   * @throws IOException what the disk said of any of it
   */
  void await() throws IOException {
    for (Future<Boolean> next = begun.poll(); next != null; next = begun.poll()) {
      await(next);
    }
  }

  private static void await(Future<Boolean> portion) throws IOException {
    try {
      portion.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException why ? why : new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while files were brought to the disk", e);
    }
  }

  private static boolean forced(Path file) throws IOException {
    try (FileChannel opened = FileChannel.open(file, StandardOpenOption.READ)) {
      opened.force(false);
      return true;
    } catch (NoSuchFileException _) {
      // Its content was wrong or broke off, and it was taken away again.
      return false;
    }
  }

  /** What is under way ends by itself. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
