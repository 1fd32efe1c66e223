package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Equal views give equal plans: in two JVMs, whatever order the input was put together in. */
class PlanBytesTest {
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L, 5L, 8L, 13L);

  @Test
  void plans_are_equal_byte_for_byte_in_two_jvms_with_shuffled_input() throws Exception {
    StringBuilder all = new StringBuilder();
    for (int stage = 0; stage < ShuffledPlans.STAGES; stage++) {
      String plan = ShuffledPlans.of(stage);
      for (long seed : SEEDS) {
        assertThat(ShuffledPlans.of(stage, seed)).as("shuffled by %d", seed).isEqualTo(plan);
      }
      all.append(plan);
    }
    assertThat(all)
        .contains("action rung 1", "action rung 2 flag", "action rung 2 zone")
        .contains("unreadable ", "requested by ann");

    assertThat(elsewhere(99L)).isEqualTo(all.toString());
  }

  @Test
  void a_plan_s_id_follows_its_content() {
    Stage stage = Stage.demo().darken("us-east");
    View view = stage.view();
    Plan plan = Planner.plan(view, java.util.Set.of());

    assertThat(plan.id()).hasSize(16).isEqualTo(Planner.plan(view, java.util.Set.of()).id());
    stage.pass(java.time.Duration.ofMillis(1));
    assertThat(Planner.plan(stage.view(), java.util.Set.of()).id()).isNotEqualTo(plan.id());
  }

  private static String elsewhere(long seed) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ShuffledPlans.class.getName(),
                Long.toString(seed))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isZero();
    return output;
  }
}
