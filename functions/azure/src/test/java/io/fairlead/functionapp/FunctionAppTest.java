package io.fairlead.functionapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A function app whose settings are wrong says so at each call, and throws nothing at its host. */
class FunctionAppTest {
  private final FunctionApp app = FunctionApp.of(Map.of(), InstantSource.system());

  @Test
  void every_function_names_the_setting_that_is_missing() {
    String missing = "the function app's settings need FAIRLEAD_TOPOLOGY";

    assertThat(app.tick("{}")).contains("\"outcome\":\"Failed\"", missing, "\"Outcome\":0");
    assertThat(app.replicate()).contains("\"outcome\":\"Failed\"", missing);
    assertThat(app.operate("{\"verb\":\"freeze\"}").status()).isEqualTo(503);
    assertThat(app.operate("{\"verb\":\"freeze\"}").answer())
        .contains("\"outcome\":\"UNREACHABLE\"", missing);
  }

  @Test
  void a_timer_that_is_past_due_is_known_by_its_own_word() {
    assertThat(TimerCall.parse("{\"Schedule\":{},\"ScheduleStatus\":null,\"IsPastDue\":true}"))
        .isEqualTo(new TimerCall(true));
    assertThat(TimerCall.parse("{\"IsPastDue\":false}")).isEqualTo(new TimerCall(false));
    assertThat(TimerCall.parse("timer")).isEqualTo(new TimerCall(false));
  }
}
