package io.fairlead.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a cell does besides when writers race for it, some of them with equal values. */
public abstract class RacedCellContract extends CasCellContract {
  private static final int WRITERS = 6;

  @Test
  void of_many_writers_at_one_version_exactly_one_wins() throws Exception {
    long version = 0;
    for (int round = 0; round < 6; round++) {
      long expected = version;
      List<CellCas> answers = race(i -> open().cas(expected, bytes("writer " + i), soon()));
      List<CellCas> winners = answers.stream().filter(CellCas.Ok.class::isInstance).toList();

      assertThat(winners).as("round %d: %s", round, answers).hasSize(1);
      assertThat(answers).noneMatch(CellCas.Unknown.class::isInstance);
      String winner = "writer " + answers.indexOf(winners.getFirst());
      version = written(winners.getFirst());
      assertThat(text(open().read(soon()))).isEqualTo(version + " " + winner);
    }
  }

  @Test
  void many_writers_that_count_lose_no_step() throws Exception {
    int steps = 8;
    race(i -> count(open(), steps));

    assertThat(text(open().read(soon()))).endsWith(" " + WRITERS * steps);
  }

  /** Adds one to the number in the cell, as often as asked. */
  private static CellCas count(CasCell cell, int steps) {
    CellCas last = new CellCas.Unknown("no step");
    for (int done = 0; done < steps; ) {
      CellRead now = cell.read(soon());
      assertThat(now).isNotInstanceOf(CellRead.Unknown.class);
      long version = now instanceof CellRead.Value value ? value.version() : 0;
      int number =
          now instanceof CellRead.Value value
              ? Integer.parseInt(new String(value.bytes(), UTF_8))
              : 0;
      last = cell.cas(version, bytes(String.valueOf(number + 1)), soon());
      assertThat(last).isNotInstanceOf(CellCas.Unknown.class);
      done += last instanceof CellCas.Ok ? 1 : 0;
    }
    return last;
  }

  private static List<CellCas> race(Writer writer) throws Exception {
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Callable<CellCas>> calls = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int number = i;
        calls.add(() -> writer.write(number));
      }
      List<CellCas> answers = new ArrayList<>();
      for (Future<CellCas> answer : writers.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  private interface Writer {
    CellCas write(int number) throws Exception;
  }
}
