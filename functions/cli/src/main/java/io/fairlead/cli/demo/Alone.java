package io.fairlead.cli.demo;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Makes sure that one demo runs on a machine at a time: they would take each other's addresses. */
final class Alone implements AutoCloseable {
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
    Path file = Path.of(System.getProperty("java.io.tmpdir"), "fairlead-demo.lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Optional<FileLock> lock = Optional.ofNullable(channel.tryLock(Long.MAX_VALUE - 1, 1, false));
    if (lock.isEmpty()) {
      ByteBuffer holder = ByteBuffer.allocate(32);
      channel.read(holder, 0);
      String pid = new String(holder.array(), 0, holder.position(), StandardCharsets.US_ASCII);
      channel.close();
      throw new Stop(
          ExitCode.FAILED,
          "another demo runs on this machine (process "
              + pid.strip()
              + "); stop it with Ctrl-C or 'kill "
              + pid.strip()
              + "', then start again");
    }
    channel.truncate(0);
    String pid = ProcessHandle.current().pid() + "\n";
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    return new Alone(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
