package io.fairlead.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
  private static final StateHeader.Owner OURS =
      new StateHeader.Owner("three-regions", "eu-west", "zone:demo.test");
  private static final byte[] BODY = "{\"epoch\":421}".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private Path path() {
    return folder.resolve("zone-demo.test.state");
  }

  private StateFile file() {
    return new StateFile(path(), OURS);
  }

  @Test
  void a_file_never_written_is_empty() {
    assertThat(file().read()).isEmpty();
  }

  @Test
  void what_was_written_last_is_read() {
    file().write("older".getBytes(StandardCharsets.UTF_8));
    file().write(BODY);

    assertThat(file().read()).hasValue(BODY);
  }

  @Test
  void an_empty_body_is_not_an_absent_one() {
    file().write(new byte[0]);

    assertThat(file().read()).hasValue(new byte[0]);
  }

  @Test
  void a_file_cut_at_any_byte_is_refused_by_name() throws IOException {
    file().write(BODY);
    byte[] whole = Files.readAllBytes(path());
    for (int length = 0; length < whole.length; length++) {
      Files.write(path(), Arrays.copyOf(whole, length));

      assertThatThrownBy(() -> file().read())
          .isInstanceOf(StateProblem.class)
          .hasMessageContaining(path().toString());
    }
  }

  @Test
  void a_file_with_any_bit_turned_is_refused() throws IOException {
    file().write(BODY);
    byte[] whole = Files.readAllBytes(path());
    for (int at = 0; at < whole.length; at++) {
      byte[] turned = whole.clone();
      turned[at] ^= 1;
      Files.write(path(), turned);

      assertThatThrownBy(() -> file().read()).isInstanceOf(StateProblem.class);
    }
  }

  /** Regression 13: two deployments shared one state object, and one failed over the other. */
  @Test
  void case_13_a_file_of_another_fleet_region_or_kind_is_refused_and_says_whose_it_is() {
    file().write(BODY);
    for (StateHeader.Owner other :
        new StateHeader.Owner[] {
          new StateHeader.Owner("staging", "eu-west", "zone:demo.test"),
          new StateHeader.Owner("three-regions", "eu-north", "zone:demo.test"),
          new StateHeader.Owner("three-regions", "eu-west", "flags:all")
        }) {
      assertThatThrownBy(() -> new StateFile(path(), other).read())
          .isInstanceOf(StateProblem.class)
          .hasMessageContaining(
              "belongs to fleet three-regions region eu-west (zone:demo.test), not to fleet "
                  + other.fleet());
    }
  }

  @Test
  void a_file_of_a_newer_format_is_refused_and_says_so() throws IOException {
    file().write(BODY);
    String text = Files.readString(path()).replaceFirst("fairlead-edge 1 ", "fairlead-edge 2 ");
    Files.writeString(path(), text);

    assertThatThrownBy(() -> file().read())
        .isInstanceOf(StateProblem.class)
        .hasMessageContaining("has format 2, this version reads 1");
  }

  @Test
  void a_write_that_was_killed_before_its_rename_leaves_the_old_content() throws IOException {
    file().write(BODY);
    Path leftover = folder.resolve("zone-demo.test.state.tmp");
    Files.writeString(leftover, "half");

    assertThat(file().read()).hasValue(BODY);
    assertThat(leftover).doesNotExist();
  }

  @Test
  void a_file_that_is_too_big_is_refused_before_it_is_read() throws IOException {
    try (var channel =
        Files.newByteChannel(
            path(),
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.WRITE)) {
      channel.position(StateFile.MAX_BYTES);
      channel.write(java.nio.ByteBuffer.wrap(new byte[] {1}));
    }

    assertThatThrownBy(() -> file().read())
        .isInstanceOf(StateProblem.class)
        .hasMessageContaining("more than");
  }

  @Test
  void a_folder_that_is_gone_is_said_and_nothing_is_lost_silently() throws IOException {
    Files.delete(folder);

    assertThatThrownBy(() -> file().write(BODY))
        .isInstanceOf(StateProblem.class)
        .hasMessageContaining("cannot be written");
    Files.createDirectory(folder);
  }
}
