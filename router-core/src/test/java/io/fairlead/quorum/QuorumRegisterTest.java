package io.fairlead.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class QuorumRegisterTest {
  private static final Instant LATER = Instant.MAX;

  private final MemoryCell a = new MemoryCell("a");
  private final MemoryCell b = new MemoryCell("b");
  private final MemoryCell c = new MemoryCell("c");
  private final Random random = new Random(7);
  private final QuorumRegister register =
      new QuorumRegister(List.of(a, b, c), FanOut.inTurn(), this::attempt);

  @Test
  void nothing_written_reads_empty_and_writes_nothing() {
    assertThat(register.read(LATER)).isEqualTo(new VersionedRead.Empty());

    assertThat(writes()).isZero();
  }

  @Test
  void a_change_is_read_back_without_a_write() {
    assertThat(cas(0, "one")).isEqualTo(new VersionedCas.Ok(1));
    int before = writes();

    assertThat(text()).isEqualTo("1 one");
    assertThat(writes()).isEqualTo(before);
  }

  @Test
  void a_change_of_an_old_version_is_a_conflict_that_writes_nothing() {
    cas(0, "one");
    cas(1, "two");
    int before = writes();

    assertThat(cas(1, "late")).isEqualTo(new VersionedCas.Conflict(2));
    assertThat(writes()).isEqualTo(before);
  }

  @Test
  void a_minority_of_dark_cells_stops_nothing() {
    c.dark(true);

    assertThat(cas(0, "one")).isEqualTo(new VersionedCas.Ok(1));
    assertThat(text()).isEqualTo("1 one");
  }

  @Test
  void a_majority_of_dark_cells_is_unknown_and_never_empty() {
    b.dark(true);
    c.dark(true);

    assertThat(cas(0, "one"))
        .isEqualTo(new VersionedCas.Unknown("no majority of 3 cells answers: b, c: dark"));
    assertThat(register.read(LATER)).isInstanceOf(VersionedRead.Unknown.class);
  }

  @Test
  void a_repeat_of_a_change_whose_answer_was_lost_is_recognised() {
    List.of(a, b, c).forEach(cell -> cell.loseAnswers(true));
    assertThat(cas(0, "one")).isInstanceOf(VersionedCas.Unknown.class);
    List.of(a, b, c).forEach(cell -> cell.loseAnswers(false));

    assertThat(cas(0, "one")).isEqualTo(new VersionedCas.Ok(1));
    assertThat(cas(0, "one")).isEqualTo(new VersionedCas.Ok(1));
    assertThat(text()).isEqualTo("1 one");
  }

  @Test
  void a_read_settles_a_change_that_reached_one_cell_only() {
    cas(0, "one");
    Ballot half = Ballot.above(item(a).promised(), attempt());
    a.overwrite(bytes(item(a).accept(half, item(a).value().next("two", text("two")))));
    c.dark(true);

    assertThat(text()).isEqualTo("2 two");
    a.dark(true);
    c.dark(false);
    assertThat(text()).as("the read has brought it to a majority").isEqualTo("2 two");
  }

  @Test
  void a_promise_left_by_a_dead_writer_costs_one_identity_write() {
    cas(0, "one");
    Ballot dead = Ballot.above(item(a).promised(), attempt());
    a.overwrite(bytes(item(a).promise(dead)));
    b.overwrite(bytes(item(b).promise(dead)));

    assertThat(text()).isEqualTo("1 one");
    int before = writes();
    assertThat(text()).isEqualTo("1 one");
    assertThat(writes()).isEqualTo(before);
  }

  @Test
  void the_highest_accepted_ballot_wins_not_the_first_found() {
    Ballot low = Ballot.above(Ballot.ZERO, attempt());
    Ballot high = Ballot.above(low, attempt());
    a.overwrite(bytes(Acceptor.BLANK.accept(low, Stamped.NOTHING.next("low", text("low")))));
    b.overwrite(bytes(Acceptor.BLANK.accept(high, Stamped.NOTHING.next("high", text("high")))));

    assertThat(text()).isEqualTo("1 high");
  }

  @Test
  void a_damaged_cell_is_silent_and_not_empty() {
    cas(0, "one");
    byte[] torn = a.bytes();
    torn[torn.length / 2] ^= 1;
    a.overwrite(torn);
    assertThat(text()).isEqualTo("1 one");

    b.dark(true);
    assertThat(register.read(LATER))
        .isInstanceOfSatisfying(
            VersionedRead.Unknown.class,
            unknown -> assertThat(unknown.why()).contains("a: the cell's item of", "damaged"));
  }

  @Test
  void a_value_over_64_kib_is_refused_before_anything_is_sent() {
    VersionedCas answer = register.cas(0, new byte[Stamped.MAX_BYTES + 1], "big", LATER);

    assertThat(answer)
        .isEqualTo(
            new VersionedCas.Refused(
                "the register's value has 262145 bytes, at most 262144 are allowed: nothing was"
                    + " written"));
    assertThat(writes()).isZero();
    assertThat(register.cas(0, new byte[Stamped.MAX_BYTES], "fits", LATER))
        .isEqualTo(new VersionedCas.Ok(1));
  }

  @Test
  void two_cells_of_one_failure_domain_are_refused() {
    List<CasCell> cells = List.of(a, b, new MemoryCell("a"));

    assertThatThrownBy(() -> new QuorumRegister(cells, FanOut.inTurn(), this::attempt))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 cells of the quorum fail together in 'a': put one in each");
  }

  @Test
  void a_quorum_of_four_cells_is_refused() {
    List<CasCell> cells = List.of(a, b, c, new MemoryCell("d"));

    assertThatThrownBy(() -> new QuorumRegister(cells, FanOut.inTurn(), this::attempt))
        .hasMessage("a quorum has three or five cells, found 4");
  }

  private UUID attempt() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private VersionedCas cas(long expected, String value) {
    return register.cas(expected, text(value), value, LATER);
  }

  private String text() {
    return switch (register.read(LATER)) {
      case VersionedRead.Value(Stamped s) ->
          s.version() + " " + new String(s.bytes(), StandardCharsets.UTF_8);
      case VersionedRead other -> other.toString();
    };
  }

  private int writes() {
    return a.writes() + b.writes() + c.writes();
  }

  private static Acceptor item(MemoryCell cell) {
    return new AcceptorCodec().decode(cell.bytes());
  }

  private static byte[] bytes(Acceptor item) {
    return new AcceptorCodec().encode(item);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
