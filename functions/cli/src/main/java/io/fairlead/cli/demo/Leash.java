package io.fairlead.cli.demo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A pipe whose readers see its end when the demo ends, however it ends: processes that a person
 * starts by hand read it, so that none outlives the demo.
 */
final class Leash implements AutoCloseable {
  private static final String NAME = "alive";
  private static final long MAKE_SECONDS = 5;

  private final RandomAccessFile writer;

  private Leash(RandomAccessFile writer) {
    this.writer = writer;
  }

  /** Makes the pipe in the demo's folder and holds it open. */
  static Leash in(Path folder) throws IOException {
    Path pipe = at(folder);
    Process make = new ProcessBuilder("mkfifo", pipe.toString()).start();
    try {
      if (!make.waitFor(MAKE_SECONDS, TimeUnit.SECONDS) || make.exitValue() != 0) {
        throw new IOException("the pipe " + pipe + " cannot be made by mkfifo");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Open for both, it need not wait for a reader.
    return new Leash(new RandomAccessFile(pipe.toFile(), "rw"));
  }

  /** Where the pipe lies. */
  static Path at(Path folder) {
    return folder.resolve(NAME);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
