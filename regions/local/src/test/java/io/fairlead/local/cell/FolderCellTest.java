package io.fairlead.local.cell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FolderCellTest {
  private static final Instant LATER = Instant.MAX;

  @TempDir Path folder;
  private FolderCell cell;

  @BeforeEach
  void open() throws IOException {
    cell = reopened();
  }

  @Test
  void a_torn_newest_version_is_unknown_and_never_the_one_before() throws IOException {
    write(0, "one");
    write(1, "two");
    byte[] whole = Files.readAllBytes(file(2));
    for (int length = 0; length < whole.length; length++) {
      Files.write(file(2), java.util.Arrays.copyOf(whole, length));

      assertUnknown(reopened().read(LATER), "version-2");
      assertThat(reopened().cas(1, bytes("other"), LATER)).isInstanceOf(CellCas.Unknown.class);
    }
  }

  @Test
  void a_flipped_bit_anywhere_is_found() throws IOException {
    write(0, "one");
    byte[] whole = Files.readAllBytes(file(1));
    for (int i = 0; i < whole.length * 8; i++) {
      byte[] flipped = whole.clone();
      flipped[i / 8] ^= (byte) (1 << i % 8);
      Files.write(file(1), flipped);

      assertThat(reopened().read(LATER)).as("bit %d", i).isInstanceOf(CellRead.Unknown.class);
    }
  }

  @Test
  void a_file_of_a_newer_format_says_so() throws IOException {
    Files.writeString(file(1), "fairlead-cell 2 moons 3\nvalue");

    assertUnknown(
        cell.read(LATER),
        "version-1 has format 2, this Fairlead reads format 1: a newer Fairlead wrote it, upgrade"
            + " this one");
  }

  @Test
  void a_foreign_file_under_a_versions_name_is_found() throws IOException {
    write(0, "one");
    Files.writeString(file(2), "shopping list");

    assertUnknown(cell.read(LATER), "version-2 is no file of a Fairlead cell");
  }

  @Test
  void a_version_that_was_copied_to_another_number_is_found() throws IOException {
    write(0, "one");
    Files.copy(file(1), file(9));

    assertUnknown(cell.read(LATER), "version-9 was written as version 1: it was copied or renamed");
  }

  @Test
  void other_names_are_left_alone() throws IOException {
    write(0, "one");
    Files.writeString(folder.resolve("version-two"), "x");
    Files.writeString(folder.resolve("version-02"), "x");
    Files.writeString(folder.resolve("notes.txt"), "x");

    assertThat(text(reopened().read(LATER))).isEqualTo("1 one");
  }

  @Test
  void a_folder_of_something_else_is_refused() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "x");

    assertThatThrownBy(this::reopened)
        .isInstanceOf(IOException.class)
        .hasMessage(
            folder
                + " holds notes.txt and no version of a cell: give the cell a folder of its own");
  }

  @Test
  void a_file_in_place_of_the_folder_is_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("cell"), "x");

    assertThatThrownBy(() -> FolderCell.open(file, "eu-west", InstantSource.system()))
        .hasMessage(file + " is a file: a cell needs a folder");
  }

  @Test
  void a_folder_that_goes_back_to_an_older_copy_is_found() throws IOException {
    write(0, "one");
    write(1, "two");
    Files.delete(file(2));

    assertUnknown(
        cell.read(LATER),
        "went back from version 2 to 1: it was emptied or restored from an older copy");
  }

  @Test
  void old_versions_go_and_the_newest_stay() throws IOException {
    int last = VersionFolder.KEPT + 20;
    for (int i = 0; i < last; i++) {
      write(i, "value " + (i + 1));
    }

    List<String> names = names();
    assertThat(names).hasSize(VersionFolder.KEPT);
    assertThat(names).contains("version-" + last, "version-21").doesNotContain("version-20");
    assertThat(text(cell.read(LATER))).isEqualTo(last + " value " + last);
  }

  @Test
  void a_writer_that_creates_a_removed_version_again_changes_nothing_for_readers()
      throws IOException {
    int last = VersionFolder.KEPT + 20;
    for (int i = 0; i < last; i++) {
      write(i, "value");
    }
    Files.write(file(3), CellFile.encode(3, bytes("stopped between looking and linking")));

    assertThat(text(reopened().read(LATER))).isEqualTo(last + " value");
    write(last, "next");
    assertThat(names()).doesNotContain("version-3");
  }

  @Test
  void what_dead_writers_left_is_removed_after_an_hour_and_not_before() throws IOException {
    Path old = Files.writeString(folder.resolve("temp-old"), "half");
    Path fresh = Files.writeString(folder.resolve("temp-fresh"), "half");
    Instant twoHoursAgo = Instant.now().minus(Duration.ofHours(2));
    Files.setLastModifiedTime(old, FileTime.from(twoHoursAgo));

    write(0, "one");

    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
    assertThat(names()).containsExactly("temp-fresh", "version-1");
  }

  @Test
  void a_folder_that_vanishes_is_unknown_with_its_name() throws IOException {
    write(0, "one");
    Files.move(folder, folder.resolveSibling(folder.getFileName() + "-away"));
    try {
      assertUnknown(cell.read(LATER), "cannot read the cell's folder " + folder + ": it is gone");
    } finally {
      Files.move(
          folder.resolveSibling(folder.getFileName() + "-away"),
          folder,
          StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nfs4,true",
    "nfs,true",
    "CIFS,true",
    "smb3,true",
    "smbfs,true",
    "9p,true",
    "fuse.sshfs,true",
    "afpfs,true",
    "ceph,true",
    "ext4,false",
    "xfs,false",
    "btrfs,false",
    "tmpfs,false",
    "overlay,false",
    "apfs,false",
    "zfs,false",
    "fuseblk,false",
    "NTFS,false"
  })
  void network_mounts_are_told_by_their_type(String type, boolean network) {
    assertThat(LocalDisk.isNetwork(type)).isEqualTo(network);
  }

  private FolderCell reopened() throws IOException {
    return FolderCell.open(folder, "eu-west", InstantSource.system());
  }

  private void write(long expected, String value) {
    assertThat(cell.cas(expected, bytes(value), LATER)).isEqualTo(new CellCas.Ok(expected + 1));
  }

  private Path file(long version) {
    return folder.resolve("version-" + version);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void assertUnknown(CellRead read, String why) {
    assertThat(read)
        .isInstanceOfSatisfying(
            CellRead.Unknown.class, unknown -> assertThat(unknown.why()).contains(why));
  }

  private static String text(CellRead read) {
    return read instanceof CellRead.Value(long version, byte[] bytes)
        ? version + " " + new String(bytes, UTF_8)
        : read.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
