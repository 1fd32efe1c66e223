package io.fairlead.aws.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
  private static final int OF_AN_ACCOUNT = 5;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 10, 20})
  void all_regions_and_a_person_together_stay_below_what_an_account_has(int regions) {
    double together = regions * aSecond(Share.ofRegions(regions)) + aSecond(Share.OF_PEOPLE);

    assertThat(together).isLessThan(OF_AN_ACCOUNT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void up_to_three_regions_stay_below_it_in_every_single_second_too(int regions) {
    Share share = Share.ofRegions(regions);

    assertThat(share.window()).isGreaterThan(Duration.ofSeconds(1));
    assertThat(regions * share.calls() + Share.OF_PEOPLE.calls())
        .isLessThanOrEqualTo(OF_AN_ACCOUNT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 10, 20})
  void pages_of_a_tick_take_about_half_of_it_and_are_never_none(int regions) {
    Share share = Share.ofRegions(regions);

    Duration pages = share.window().multipliedBy(share.pages()).dividedBy(share.calls());

    assertThat(share.pages()).isPositive();
    assertThat(pages).isLessThanOrEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void a_share_of_nothing_is_refused_with_what_it_was() {
    assertThatThrownBy(() -> new Share(0, MINUTE, 1)).hasMessageContaining("found 0, 1, PT1M");
  }

  private static double aSecond(Share share) {
    return share.calls() * 1000.0 / share.window().toMillis();
  }
}
