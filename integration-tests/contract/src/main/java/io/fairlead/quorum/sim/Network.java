package io.fairlead.quorum.sim;

import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import io.fairlead.quorum.FanOut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Messages between clients and cells: lost, repeated, late, out of order. */
final class Network {
  private static final int TIMEOUT = 100;
  private static final int USUAL_DELAY = 20;
  private static final int LATEST = 1000;

  private final Stage stage;
  private Faults faults;

  Network(Stage stage, Faults faults) {
    this.stage = stage;
    this.faults = faults;
  }

  /** From now on every message arrives, once and in time. */
  void heal() {
    faults = Faults.NONE;
  }

  /** A cell as a client sees it. */
  CasCell cell(StoredItem store) {
    return new CasCell() {
      @Override
      public CellRead read(Instant deadline) {
        return ask(store, StoredItem::read, new CellRead.Unknown("timeout"));
      }

      @Override
      public CellCas cas(long expected, byte[] next, Instant deadline) {
        return ask(store, item -> item.cas(expected, next), new CellCas.Unknown("timeout"));
      }

      @Override
      public String failureDomain() {
        return store.domain();
      }
    };
  }

  /** Calls side by side, each an actor of the client's. */
  FanOut fanOut(Stage.Troupe troupe) {
    return new FanOut() {
      @Override
      public <T> List<T> call(List<Supplier<T>> calls, Predicate<List<T>> enough) {
        Stage.Actor caller = stage.playing();
        List<T> answers = new ArrayList<>();
        for (Supplier<T> call : calls) {
          stage.enter(
              troupe,
              () -> {
                answers.add(call.get());
                stage.wake(caller);
              });
        }
        while (answers.size() < calls.size() && !enough.test(List.copyOf(answers))) {
          stage.pause();
        }
        return List.copyOf(answers);
      }

      @Override
      public void backOff(int round) {
        Answer<Boolean> over = new Answer<>(stage.playing());
        stage.after(stage.random().nextInt(TIMEOUT << Math.min(round, 3)), () -> over.give(true));
        over.await(stage);
      }
    };
  }

  private <T> T ask(StoredItem store, Function<StoredItem, T> request, T timeout) {
    Answer<T> answer = new Answer<>(stage.playing());
    int copies = chance(faults.repeated()) ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      send(() -> arrive(store, request, answer));
    }
    stage.after(TIMEOUT, () -> answer.give(timeout));
    return answer.await(stage);
  }

  private <T> void arrive(StoredItem store, Function<StoredItem, T> request, Answer<T> answer) {
    if (store.isUp()) {
      T result = request.apply(store);
      send(() -> answer.give(result));
    }
  }

  private void send(Runnable arrival) {
    if (!chance(faults.loss())) {
      int most = chance(faults.late()) ? LATEST : USUAL_DELAY;
      stage.after(1 + stage.random().nextInt(most), arrival);
    }
  }

  private boolean chance(int percent) {
    return stage.random().nextInt(100) < percent;
  }

  /** The first answer counts. */
  private static final class Answer<T> {
    private final Stage.Actor waiting;
    private @Nullable T value;

    Answer(Stage.Actor waiting) {
      this.waiting = waiting;
    }

    void give(T answer) {
      if (value == null) {
        value = answer;
        waiting.wake();
      }
    }

    T await(Stage stage) {
      while (true) {
        T found = value;
        if (found != null) {
          return found;
        }
        stage.pause();
      }
    }
  }
}
