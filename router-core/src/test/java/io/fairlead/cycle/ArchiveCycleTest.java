package io.fairlead.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.RegisterDraft;
import io.fairlead.journal.RegisterState;
import io.fairlead.port.HistoryArchive;
import io.fairlead.port.Register;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A line leaves the register only for the archive, whatever is lost on the way. */
class ArchiveCycleTest {
  private static final Instant NOW = Instant.parse("2026-03-01T03:12:00Z");

  private final Memory register = new Memory();
  private final Pages archive = new Pages();
  private final ArchiveCycle cycle = new ArchiveCycle(register, archive, () -> "archive");
  private int written;

  @Test
  void a_short_history_stays_as_it_is() {
    write(RegisterState.HISTORY_ARCHIVED);

    assertThat(run()).isInstanceOf(ArchiveCycle.Outcome.Fits.class);
    assertThat(archive.lines).isEmpty();
    assertThat(register.epoch).isEqualTo(1);
  }

  @Test
  void the_oldest_lines_of_a_long_history_go_to_the_archive_and_then_from_the_register() {
    write(RegisterState.HISTORY_ARCHIVED + 1);

    assertThat(run()).isInstanceOf(ArchiveCycle.Outcome.Archived.class);

    assertThat(register.state.history()).hasSize(RegisterState.HISTORY_KEPT);
    assertThat(archive.lines)
        .hasSize(RegisterState.HISTORY_ARCHIVED + 1 - RegisterState.HISTORY_KEPT);
    assertNothingLost();
  }

  @Test
  void nothing_leaves_the_register_while_the_archive_does_not_take_it() {
    write(RegisterState.HISTORY_ARCHIVED + 1);
    archive.dark = true;

    assertThat(run()).isInstanceOf(ArchiveCycle.Outcome.Kept.class);
    assertThat(register.state.history()).hasSize(RegisterState.HISTORY_ARCHIVED + 1);
  }

  @Test
  void a_run_killed_after_the_archive_had_it_does_the_same_again() {
    write(RegisterState.HISTORY_ARCHIVED + 1);
    register.conflicts = true;
    assertThat(run()).isInstanceOf(ArchiveCycle.Outcome.Kept.class);
    register.conflicts = false;

    assertThat(run()).isInstanceOf(ArchiveCycle.Outcome.Archived.class);
    assertNothingLost();
  }

  @Test
  void the_newest_end_of_a_targets_intents_stays_in_the_register() {
    line("confirmed", "zone/demo.test");
    write(RegisterState.HISTORY_ARCHIVED + 1);

    run();

    assertThat(register.state.history()).extracting(HistoryEntry::kind).contains("confirmed");
    assertNothingLost();
  }

  @Test
  void no_line_is_lost_over_a_long_time_with_failures() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      write(random.nextInt(8));
      archive.dark = random.nextInt(4) == 0;
      register.conflicts = random.nextInt(4) == 0;
      run();
    }

    assertNothingLost("seed " + seed);
    assertThat(register.state.history()).hasSizeLessThan(RegisterState.HISTORY_LIMIT);
  }

  private void assertNothingLost(String... about) {
    Set<HistoryEntry> all = new LinkedHashSet<>(archive.lines);
    all.addAll(register.state.history());
    assertThat(all).as(String.join("", about)).hasSize(written);
  }

  private void write(int lines) {
    for (int i = 0; i < lines; i++) {
      line("verdict", "region/us-east");
    }
  }

  private void line(String kind, String subject) {
    register.state =
        RegisterDraft.of(register.state)
            .line(
                new HistoryEntry(
                    NOW.plusSeconds(written),
                    register.epoch,
                    kind,
                    subject,
                    "line " + written,
                    "x"))
            .build("tick", NOW);
    written++;
  }

  private ArchiveCycle.Outcome run() {
    SteerReport report =
        SteerReport.held(new CycleOutcome.Idle(), NOW, register.epoch, register.state);
    return cycle.run(report, NOW.plusSeconds(2));
  }

  private static final class Memory implements Register {
    private long epoch = 1;
    private RegisterState state = RegisterState.initial("demo", "9f3c12", "first", NOW);
    private boolean conflicts;

    @Override
    public Read read(Instant deadline) {
      return new Read.State(epoch, state);
    }

    @Override
    public Cas cas(long expected, RegisterState next, Instant deadline) {
      if (conflicts || expected != epoch) {
        return new Cas.Conflict();
      }
      state = next;
      return new Cas.Ok(++epoch);
    }
  }

  private static final class Pages implements HistoryArchive {
    private final Set<HistoryEntry> lines = new LinkedHashSet<>();
    private boolean dark;

    @Override
    public Kept keep(List<HistoryEntry> page, Instant deadline) {
      if (dark) {
        return new Kept.Unknown("dark");
      }
      lines.addAll(page);
      return new Kept.Done();
    }

    @Override
    public Found since(Instant from, Instant deadline) {
      return new Found(new ArrayList<>(lines), new TreeMap<>());
    }
  }
}
