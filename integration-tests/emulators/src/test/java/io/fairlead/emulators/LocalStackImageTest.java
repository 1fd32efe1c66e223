package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalStackImageTest {
  @Test
  void without_a_token_the_image_is_the_last_one_that_needs_none() {
    for (Map<String, String> none : java.util.List.of(Map.<String, String>of(), token(" "))) {
      assertThat(LocalStackImage.name(none)).isEqualTo("localstack/localstack:4.14.0");
      assertThat(LocalStackImage.settings(none)).doesNotContainKey(LocalStackImage.TOKEN);
    }
  }

  @Test
  void with_a_token_the_image_is_newer_and_is_given_the_token() {
    assertThat(LocalStackImage.name(token("ls-1"))).isEqualTo("localstack/localstack:latest");
    assertThat(LocalStackImage.settings(token("ls-1")))
        .containsEntry(LocalStackImage.TOKEN, "ls-1");
  }

  private static Map<String, String> token(String value) {
    return Map.of(LocalStackImage.TOKEN, value);
  }
}
