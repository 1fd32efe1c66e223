package io.fairlead.local.artifact;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Brings files and the names in folders to the disk, many at a time: a file system commits together
 * what waits together, so that thirty-two at a time take a tenth of the time of two.
 */
final class DiskSync {
  /** Files that wait at a time. */
  private static final int TOGETHER = 32;

  /** Files and folders that are remembered before they are waited for. */
  private static final int BATCH = 1024;

  private final ExecutorService threads;
  private List<Future<Boolean>> begun = new ArrayList<>();

  private DiskSync(ExecutorService threads) {
    this.threads = threads;
  }

  /** Everything below a folder, links aside, and the folder. */
  static void all(Path folder) throws IOException {
    try (ExecutorService threads = Executors.newFixedThreadPool(TOGETHER)) {
      DiskSync sync = new DiskSync(threads);
      sync.folder(folder);
      sync.await();
    }
  }

  private void folder(Path folder) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path each : all) {
        if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
          folder(each);
        } else if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
          begin(each);
        }
      }
    }
    begin(folder);
  }

  private void begin(Path path) throws IOException {
    begun.add(threads.submit(() -> forced(path)));
    if (begun.size() == BATCH) {
      await();
    }
  }

  private void await() throws IOException {
    List<Future<Boolean>> awaited = begun;
    begun = new ArrayList<>();
    try {
      for (Future<Boolean> each : awaited) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException why ? why : new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while files were brought to the disk", e);
    }
  }

  private static boolean forced(Path path) throws IOException {
    try (FileChannel opened = FileChannel.open(path, StandardOpenOption.READ)) {
      opened.force(true);
    }
    return true;
  }
}
