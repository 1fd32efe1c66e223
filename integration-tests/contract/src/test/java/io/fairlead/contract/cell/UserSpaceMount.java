package io.fairlead.contract.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An empty folder that a process of ours serves through FUSE, as sshfs serves those of another
 * machine: a real mount of a type that hides a network. Only root can have one.
 *
 * <p>The process has {@code /dev/fuse} as input and output, and speaks as much of <a
 * href="https://www.kernel.org/doc/html/latest/filesystems/fuse.html">its protocol</a> as looking
 * into an empty folder takes.
 */
final class UserSpaceMount implements AutoCloseable {
  private static final String DEVICE = "/dev/fuse";
  private static final String MOUNT =
      "exec 0<>/dev/fuse 1>&0; mount -i -t fuse.sshfs"
          + " -o fd=0,rootmode=40000,user_id=0,group_id=0 far:/away \"$0\" && exec \"$@\"";

  private static final int LOOKUP = 1;
  private static final int FORGET = 2;
  private static final int GETATTR = 3;
  private static final int STATFS = 17;
  private static final int INIT = 26;
  private static final int OPENDIR = 27;
  private static final int READDIR = 28;
  private static final int RELEASEDIR = 29;
  private static final int NO_ENTRY = 2;
  private static final int NOT_IMPLEMENTED = 38;
  private static final int HEADER = 16;
  private static final int LARGEST = 1 << 17;
  private static final int DIRECTORY = 0040755;

  private final Path at;
  private final Process process;

  private UserSpaceMount(Path at, Process process) {
    this.at = at;
    this.process = process;
  }

  /** Whether this user may mount one here. */
  static boolean isAllowed() throws IOException {
    return Files.exists(Path.of(DEVICE)) && SmallDisk.isAllowed();
  }

  /** Mounts it as {@code fuse.sshfs}. */
  static UserSpaceMount mount(Path at) throws IOException {
    Files.createDirectories(at);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                MOUNT,
                at.toString(),
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx32m",
                "-cp",
                classPath,
                UserSpaceMount.class.getName())
            .redirectError(new File("/dev/null"))
            .start();
    return new UserSpaceMount(at, process);
  }

  /** Whether it is mounted, or its process ended without it. */
  boolean isSettled() throws IOException {
    return !process.isAlive()
        || Files.readString(Path.of("/proc/self/mounts")).contains(" " + at + " fuse.sshfs ");
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Process umount = new ProcessBuilder("umount", "-l", at.toString()).start();
    try {
      assertThat(umount.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Serves the folder until it is unmounted. */
  public static void main(String[] arguments) throws IOException {
    FileInputStream requests = new FileInputStream(FileDescriptor.in);
    FileOutputStream answers = new FileOutputStream(FileDescriptor.in);
    byte[] bytes = new byte[LARGEST];
    for (int length = requests.read(bytes); length > 0; length = requests.read(bytes)) {
      ByteBuffer request = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.nativeOrder());
      byte[] answer = answer(request.getInt(4), request.getLong(8));
      if (answer != null) {
        answers.write(answer);
      }
    }
  }

  /** One answer, whole, as the kernel wants it in one write; null where it wants none. */
  private static byte @Nullable [] answer(int operation, long unique) {
    return switch (operation) {
      case FORGET -> null;
      // Version 7.31, without any feature; writes of a page.
      case INIT ->
          head(64, 0, unique).putInt(7).putInt(31).putLong(0).putInt(0).putInt(4096).array();
      case GETATTR -> attributes(head(104, 0, unique)).array();
      case STATFS -> head(80, 0, unique).array();
      case OPENDIR -> head(16, 0, unique).array();
      case READDIR, RELEASEDIR -> head(0, 0, unique).array();
      case LOOKUP -> head(0, NO_ENTRY, unique).array();
      default -> head(0, NOT_IMPLEMENTED, unique).array();
    };
  }

  private static ByteBuffer head(int body, int error, long unique) {
    return ByteBuffer.allocate(HEADER + body)
        .order(ByteOrder.nativeOrder())
        .putInt(HEADER + body)
        .putInt(-error)
        .putLong(unique);
  }

  /** Those of the folder, good for a second: inode 1, a folder of root's. */
  private static ByteBuffer attributes(ByteBuffer answer) {
    answer.putLong(1).putInt(0).putInt(0).putLong(1);
    answer.putInt(HEADER + 16 + 60, DIRECTORY).putInt(HEADER + 16 + 64, 2);
    return answer.putInt(HEADER + 16 + 80, 4096);
  }
}
