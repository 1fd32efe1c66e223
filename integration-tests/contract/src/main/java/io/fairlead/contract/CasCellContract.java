package io.fairlead.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link CasCell} does. Each test starts with a cell that was never written. */
public abstract class CasCellContract {
  private static final int LARGEST_ITEM = 66_500;

  /** A new handle on the one cell of this test, as another process would have it. */
  protected abstract CasCell open() throws Exception;

  /** A deadline that a healthy cell meets. */
  public static Instant soon() {
    return Instant.now().plusSeconds(30);
  }

  @Test
  void a_new_cell_is_empty() throws Exception {
    assertThat(open().read(soon())).isEqualTo(new CellRead.Empty());
  }

  @Test
  void what_was_written_is_read_by_every_handle() throws Exception {
    CasCell writer = open();
    long first = written(writer.cas(0, bytes("one"), soon()));
    long second = written(writer.cas(first, bytes("two"), soon()));

    assertThat(first).isPositive();
    assertThat(second).isGreaterThan(first);
    assertThat(text(open().read(soon()))).isEqualTo(second + " two");
  }

  @Test
  void creating_twice_is_a_conflict_that_tells_what_is_there() throws Exception {
    long version = written(open().cas(0, bytes("one"), soon()));

    CellCas answer = open().cas(0, bytes("other"), soon());

    assertThat(text(conflict(answer))).isEqualTo(version + " one");
    assertThat(text(open().read(soon()))).isEqualTo(version + " one");
  }

  @Test
  void replacing_an_old_version_is_a_conflict_that_tells_what_is_there() throws Exception {
    CasCell cell = open();
    long first = written(cell.cas(0, bytes("one"), soon()));
    long second = written(cell.cas(first, bytes("two"), soon()));

    assertThat(text(conflict(open().cas(first, bytes("late"), soon())))).isEqualTo(second + " two");
    assertThat(text(cell.read(soon()))).isEqualTo(second + " two");
  }

  @Test
  void replacing_what_was_never_written_is_a_conflict_with_empty() throws Exception {
    assertThat(conflict(open().cas(7, bytes("seven"), soon()))).isEqualTo(new CellRead.Empty());
    assertThat(open().read(soon())).isEqualTo(new CellRead.Empty());
  }

  @Test
  void a_value_that_comes_back_is_another_version_to_those_who_read_it_before() throws Exception {
    CasCell cell = open();
    CasCell slow = open();
    long first = written(cell.cas(0, bytes("one"), soon()));
    long second = written(cell.cas(first, bytes("two"), soon()));
    long third = written(cell.cas(second, bytes("one"), soon()));

    assertThat(text(conflict(slow.cas(first, bytes("late"), soon())))).isEqualTo(third + " one");
  }

  @Test
  void every_byte_comes_back_up_to_the_largest_item_of_a_quorum() throws Exception {
    CasCell cell = open();
    Random random = new Random(11);
    long version = 0;
    for (int length : List.of(0, 1, 255, 4096, LARGEST_ITEM)) {
      byte[] value = new byte[length];
      random.nextBytes(value);
      version = written(cell.cas(version, value, soon()));

      assertThat(open().read(soon()))
          .isInstanceOfSatisfying(
              CellRead.Value.class, read -> assertThat(read.bytes()).isEqualTo(value));
    }
  }

  @Test
  void a_caller_that_changes_its_array_later_changes_nothing() throws Exception {
    CasCell cell = open();
    byte[] mine = bytes("one");
    long version = written(cell.cas(0, mine, soon()));
    Arrays.fill(mine, (byte) 'x');
    if (cell.read(soon()) instanceof CellRead.Value read) {
      Arrays.fill(read.bytes(), (byte) 'y');
    }

    assertThat(text(cell.read(soon()))).isEqualTo(version + " one");
  }

  @Test
  void after_the_deadline_nothing_is_sent_and_nothing_is_claimed() throws Exception {
    Instant past = Instant.now().minusSeconds(1);

    assertThat(open().read(past)).isInstanceOf(CellRead.Unknown.class);
    assertThat(open().cas(0, bytes("late"), past)).isInstanceOf(CellCas.Unknown.class);
    assertThat(open().read(soon())).isEqualTo(new CellRead.Empty());
  }

  @Test
  void every_handle_names_the_same_failure_domain() throws Exception {
    assertThat(open().failureDomain()).isNotBlank().isEqualTo(open().failureDomain());
  }

  /** A text as bytes. */
  protected static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** The version of a write that succeeded. */
  protected static long written(CellCas answer) {
    assertThat(answer).isInstanceOf(CellCas.Ok.class);
    return ((CellCas.Ok) answer).version();
  }

  /** What a write that lost was told. */
  protected static CellRead conflict(CellCas answer) {
    assertThat(answer).isInstanceOf(CellCas.Conflict.class);
    return ((CellCas.Conflict) answer).current();
  }

  /** A value as {@code VERSION TEXT}. */
  protected static String text(CellRead read) {
    return read instanceof CellRead.Value(long version, byte[] bytes)
        ? version + " " + new String(bytes, UTF_8)
        : read.toString();
  }
}
