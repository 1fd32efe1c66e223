package io.fairlead.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

class FaultWordsTest {
  @Test
  void an_exception_says_its_message_or_else_its_kind() {
    assertThat(FaultWords.of(new IOException("no space left"))).isEqualTo("no space left");
    assertThat(FaultWords.of(new ClosedChannelException())).isEqualTo("closed channel");
    assertThat(FaultWords.of(new IOException())).isEqualTo("input or output failed");
    assertThat(FaultWords.of(new StackOverflowError())).isEqualTo("stack overflow");
  }

  @Test
  void a_message_that_only_quotes_its_cause_is_the_causes() {
    assertThat(FaultWords.of(new UncheckedIOException(new IOException("no space left"))))
        .isEqualTo("no space left");
    assertThat(FaultWords.of(new IllegalStateException(new ClosedChannelException())))
        .isEqualTo("closed channel");
  }

  @Test
  void a_kind_is_words() {
    assertThat(FaultWords.kind(new AccessDeniedException("/x"))).isEqualTo("access denied");
  }
}
