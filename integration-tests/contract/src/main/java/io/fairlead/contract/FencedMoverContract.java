package io.fairlead.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What a mover does besides where the target itself compares the holder with what a step expects. A
 * target that does not, such as an Elastic IP in seamless mode, is repaired after a late write.
 */
public abstract class FencedMoverContract extends AddressMoverContract {
  @Test
  void case_16_a_move_that_comes_late_again_never_undoes_newer_ones() {
    move("a", null, FIRST);
    if (overNothing()) {
      move("b", FIRST, null);
    }
    Order old = order("b", overNothing() ? null : FIRST, SECOND, now().plusSeconds(60));
    apply(old);
    move("c", SECOND, FIRST);

    assertThat(apply(old)).isInstanceOf(ApplyOutcome.Conflict.class);
    assertThat(holder()).isEqualTo(FIRST);
  }

  @Test
  void of_moves_that_race_from_one_holder_only_one_target_wins() throws Exception {
    List<Callable<ApplyOutcome>> racers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String to = i % 2 == 0 ? FIRST : SECOND;
      String intent = "racer-" + i;
      Order racer = order(intent, null, to, now().plusSeconds(60));
      racers.add(() -> sent(racer));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long accepted = 0;
      for (Future<ApplyOutcome> outcome : threads.invokeAll(racers)) {
        accepted += outcome.get() instanceof ApplyOutcome.Accepted ? 1 : 0;
      }
      // The losers that wanted the winner's node find the address there already.
      assertThat(accepted).isEqualTo(4);
    }
  }
}
