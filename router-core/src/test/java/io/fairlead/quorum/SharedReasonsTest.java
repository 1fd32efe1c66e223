package io.fairlead.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** What keeps several cells silent is said once, with their names. */
class SharedReasonsTest {
  @Test
  void calls_that_were_not_sent_share_their_reason_whatever_they_were() {
    assertThat(
            said(
                "paris", "Get Blob on a/state was not sent: no identity",
                "rome", "Get Blob on b/state was not sent: no identity",
                "oslo", "GetItem on fleet was not sent: no identity"))
        .isEqualTo("paris, rome, oslo: no identity");
  }

  @Test
  void what_one_cell_alone_says_stays_whole() {
    assertThat(
            said(
                "paris", "Get Blob on a/state was not sent: no identity",
                "rome", "Get Blob on b/state answered 403",
                "oslo", "Get Blob on c/state was not sent: no name"))
        .isEqualTo(
            "paris: Get Blob on a/state was not sent: no identity;"
                + " rome: Get Blob on b/state answered 403;"
                + " oslo: Get Blob on c/state was not sent: no name");
  }

  @Test
  void two_of_three_are_together_where_the_first_of_them_stands() {
    assertThat(said("a", "dark", "b", "slow", "c", "dark")).isEqualTo("a, c: dark; b: slow");
  }

  private static String said(String... namesAndReasons) {
    SequencedMap<String, String> reasons = new LinkedHashMap<>();
    for (int i = 0; i < namesAndReasons.length; i += 2) {
      reasons.put(namesAndReasons[i], namesAndReasons[i + 1]);
    }
    return SharedReasons.text(reasons);
  }
}
