package io.fairlead.cli.demo;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Makes sure that one demo runs on a machine at a time: they would take each other's addresses. */
final class Alone implements AutoCloseable {
  private static final Path FILE =
      Path.of(System.getProperty("java.io.tmpdir"), "fairlead-demo.lock");

  private final FileChannel channel;

  private Alone(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the machine's demo lock; the system frees it when this process ends, however it ends.
   *
   * @throws Stop naming the process that has it
   */
  static Alone take() throws IOException {
    String mine = Long.toString(ProcessHandle.current().pid());
    while (true) {
      FileChannel channel =
          FileChannel.open(
              FILE, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      Object opened = key();
      if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) == null) {
        String other = holder(channel);
        channel.close();
        throw new Stop(
            ExitCode.FAILED,
            "another demo runs on this machine (process "
                + other
                + "); stop it with Ctrl-C or 'kill "
                + other
                + "', then start again");
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(mine.getBytes(StandardCharsets.US_ASCII)), 0);
      if (opened != null && opened.equals(key())) {
        FILE.toFile().deleteOnExit();
        return new Alone(channel);
      }
      // A demo that ended has removed the file between our opening and our locking it.
      channel.close();
    }
  }

  /** Which file it is; reading it instead would give up the lock, as POSIX has it. */
  private static @Nullable Object key() throws IOException {
    try {
      return Files.readAttributes(FILE, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(32);
    channel.read(pid, 0);
    return new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).strip();
  }

  /** Removes the file while it is still locked, so that nobody locks one that is about to go. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(FILE);
    channel.close();
  }
}
