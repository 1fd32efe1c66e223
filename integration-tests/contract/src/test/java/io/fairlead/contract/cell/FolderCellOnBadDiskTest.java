package io.fairlead.contract.cell;

import static io.fairlead.contract.CasCellContract.soon;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.local.cell.FolderCell;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder cell on a disk that is full or read-only: a real one where this user may mount one. */
final class FolderCellOnBadDiskTest {
  private static final int VALUE = 20_000;

  @TempDir Path work;

  @Test
  void a_full_disk_is_said_and_nothing_is_lost() throws Exception {
    if (!SmallDisk.isAllowed()) {
      limitedFileSize();
      return;
    }
    Path folder = work.resolve("cell");
    try (SmallDisk _ = SmallDisk.mount(folder)) {
      Path filler = folder.resolve("filler");
      FolderCell cell = open(folder);
      long version = 0;
      CellCas answer = cell.cas(0, new byte[VALUE], soon());
      Files.write(filler, new byte[100_000]);
      while (answer instanceof CellCas.Ok(long written)) {
        version = written;
        answer = cell.cas(version, new byte[VALUE], soon());
      }

      assertThat(answer)
          .isEqualTo(
              new CellCas.Unknown(
                  "cannot write to the cell's folder " + folder + ": No space left on device"));
      assertThat(temps(folder)).isEmpty();
      assertValue(open(folder).read(soon()), version);
      Files.delete(filler);
      assertThat(open(folder).cas(version, new byte[VALUE], soon()))
          .isEqualTo(new CellCas.Ok(version + 1));
    }
  }

  @Test
  void a_read_only_folder_is_read_and_says_why_it_is_not_written() throws Exception {
    Path folder = work.resolve("cell");
    if (SmallDisk.isAllowed()) {
      try (SmallDisk disk = SmallDisk.mount(folder)) {
        open(folder).cas(0, new byte[VALUE], soon());
        disk.makeReadOnly();
        assertReadOnly(folder, "Read-only file system");
      }
    } else {
      open(folder).cas(0, new byte[VALUE], soon());
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
      assertReadOnly(folder, "permission denied");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void a_folder_on_a_mount_that_may_hide_a_network_is_refused() throws Exception {
    Path folder = work.resolve("far");
    if (!UserSpaceMount.isAllowed()) {
      assertThat(open(folder).read(soon())).isEqualTo(new CellRead.Empty());
      return;
    }
    try (UserSpaceMount mount = UserSpaceMount.mount(folder)) {
      while (!mount.isSettled()) {
        LockSupport.parkNanos(5_000_000);
      }
      assertThat(Files.getFileStore(folder).type()).isEqualTo("fuse.sshfs");

      assertThatThrownBy(() -> open(folder))
          .isInstanceOf(IOException.class)
          .hasMessage(
              folder
                  + " is on a network mount (fuse.sshfs), where a hard link or an fsync may say"
                  + " done and not be: choose a folder on a local disk");
    }
  }

  private static void assertReadOnly(Path folder, String reason) throws IOException {
    assertThat(open(folder).cas(1, new byte[1], soon()))
        .isEqualTo(
            new CellCas.Unknown("cannot write to the cell's folder " + folder + ": " + reason));
    assertValue(open(folder).read(soon()), 1);
  }

  /** Without a disk of its own, a process whose files may have two blocks of 512 bytes. */
  private void limitedFileSize() throws Exception {
    Path folder = work.resolve("cell");
    open(folder).cas(0, new byte[VALUE], soon());
    Path errors = work.resolve("errors");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -f 1; exec \"$@\"",
                "bash",
                java,
                "-XX:-UsePerfData",
                "-cp",
                classPath,
                FolderWriter.class.getName(),
                folder.toString(),
                "1")
            .redirectError(errors.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(Files.readString(errors, UTF_8))
        .contains("cannot write to the cell's folder " + folder + ": File too large");
    assertThat(temps(folder)).isEmpty();
    assertValue(open(folder).read(soon()), 1);
  }

  private static void assertValue(CellRead read, long version) {
    assertThat(read)
        .isInstanceOfSatisfying(
            CellRead.Value.class,
            value -> {
              assertThat(value.version()).isEqualTo(version);
              assertThat(value.bytes()).hasSize(VALUE);
            });
  }

  private static List<Path> temps(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("temp-")).toList();
    }
  }

  private static FolderCell open(Path folder) throws IOException {
    return FolderCell.open(folder, "eu-west", InstantSource.system());
  }
}
