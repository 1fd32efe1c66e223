package io.fairlead.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class WeightsTest {
  @Test
  void thirty_and_seventy_percent_are_77_and_178() {
    assertThat(Weights.ofShares(new TreeMap<>(Map.of("eu-west", 30, "eu-north", 70))))
        .isEqualTo(Map.of("eu-west", 77, "eu-north", 178));
  }

  @Test
  void nothing_stays_nothing() {
    assertThat(Weights.ofShares(new TreeMap<>(Map.of("a", 0, "b", 0))))
        .isEqualTo(Map.of("a", 0, "b", 0));
    assertThat(Weights.ofShares(new TreeMap<>())).isEmpty();
  }

  @Test
  void one_percent_is_never_rounded_away() {
    assertThat(Weights.ofShares(new TreeMap<>(Map.of("a", 99, "b", 1)))).containsEntry("b", 3);
  }

  @RepeatedTest(50)
  void weights_add_up_and_undo_themselves(RepetitionInfo info) {
    long seed = info.getCurrentRepetition();
    SortedMap<String, Integer> shares = shares(new Random(seed));

    SortedMap<String, Integer> weights = Weights.ofShares(shares);

    assertThat(weights.values().stream().mapToInt(Integer::intValue).sum())
        .as("seed %d: %s", seed, shares)
        .isEqualTo(255);
    assertThat(Weights.toShares(weights)).as("seed %d", seed).isEqualTo(shares);
    shares.forEach(
        (region, share) ->
            assertThat(weights.get(region) == 0).as("seed %d", seed).isEqualTo(share == 0));
  }

  private static SortedMap<String, Integer> shares(Random random) {
    SortedMap<String, Integer> shares = new TreeMap<>();
    int left = 100;
    for (int i = random.nextInt(1, 8); i > 0 && left > 0; i--) {
      int share = i == 1 ? left : random.nextInt(left + 1);
      shares.put("r" + i, share);
      left -= share;
    }
    return shares;
  }
}
