package io.fairlead.functionapp.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.fairlead.functionapp.Functions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of the package, written out in full: what a host reads is what is meant. */
class FunctionFileTest {
  /** A function whose trigger this build writes no binding for. */
  public static final class Queued {
    @FunctionName("queued")
    public void queued(
        @QueueTrigger(name = "message", queueName = "q", connection = "c") String message) {}
  }

  @Test
  void there_is_a_file_for_each_annotated_method() {
    assertThat(FunctionFile.of(Functions.class))
        .containsOnlyKeys("introspect", "operate", "replicate", "tick");
  }

  @Test
  void a_tick_is_fired_every_ten_seconds_by_a_field_for_seconds() {
    assertThat(FunctionFile.of(Functions.class).get("tick"))
        .isEqualTo(
            json(
                """
                {"scriptFile": "../fairlead.jar", "entryPoint": "io.fairlead.functionapp.Functions.tick",
                 "bindings": [{"type": "timerTrigger", "direction": "in", "name": "timer",
                               "schedule": "*/10 * * * * *"}]}
                """));
  }

  @Test
  void an_operators_verb_comes_by_post_with_a_function_key() {
    assertThat(FunctionFile.of(Functions.class).get("operate"))
        .isEqualTo(
            json(
                """
                {"scriptFile": "../fairlead.jar", "entryPoint": "io.fairlead.functionapp.Functions.operate",
                 "bindings": [{"type": "httpTrigger", "direction": "in", "name": "request", "route": "operate",
                               "authLevel": "function", "methods": ["post"]},
                              {"type": "http", "direction": "out", "name": "$return"}]}
                """));
  }

  @Test
  void callers_of_introspection_show_who_they_are_to_the_function_itself() {
    assertThat(FunctionFile.of(Functions.class).get("introspect").at("/bindings/0"))
        .isEqualTo(
            json(
                """
                {"type": "httpTrigger", "direction": "in", "name": "request", "route": "introspect",
                 "authLevel": "anonymous", "methods": ["post"]}
                """));
  }

  @Test
  void a_run_has_thirty_seconds_and_no_line_of_it_is_left_out() {
    assertThat((JsonNode) HostFile.json())
        .isEqualTo(
            json(
                """
                {"version": "2.0", "functionTimeout": "00:00:30",
                 "logging": {
                   "logLevel": {"default": "Warning",
                     "Function.introspect.User": "Information",
                     "Function.operate.User": "Information",
                     "Function.replicate.User": "Information",
                     "Function.tick.User": "Information"},
                   "applicationInsights": {
                     "enableDependencyTracking": false,
                     "enablePerformanceCountersCollection": false,
                     "enableLiveMetrics": false,
                     "samplingSettings": {"isEnabled": false}}}}
                """));
  }

  @Test
  void a_trigger_that_nobody_writes_a_binding_for_stops_the_build() {
    assertThatThrownBy(() -> FunctionFile.of(Queued.class))
        .hasMessageContaining("no binding is known for")
        .hasMessageContaining("QueueTrigger");
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
