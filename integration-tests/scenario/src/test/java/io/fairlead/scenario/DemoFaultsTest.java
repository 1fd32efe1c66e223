package io.fairlead.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFaultsTest {
  private static final String FAIRLEAD = Workspace.top().resolve("fairlead").toString();

  @Test
  void a_sabotaged_demo_ends_with_another_exit_code(@TempDir Path folder)
      throws IOException, InterruptedException {
    String topology = Files.readString(Workspace.top().resolve("examples/three-regions.yaml"));
    Path sabotaged = folder.resolve("sabotaged.yaml");
    Files.writeString(sabotaged, topology.replaceFirst("mode: act", "mode: observe"));

    DemoRun demo = DemoRun.of(folder.resolve("logs"), "-f", sabotaged.toString());

    assertThat(demo.exit()).isEqualTo(1);
  }

  @Test
  void a_second_demo_says_that_one_runs_and_the_first_leaves_nothing_behind(@TempDir Path folder)
      throws IOException, InterruptedException {
    Process first =
        new ProcessBuilder(FAIRLEAD, "demo", "--logs", folder.toString())
            .redirectErrorStream(true)
            .start();
    try (var lines = first.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).contains("starting");
      Process second = new ProcessBuilder(FAIRLEAD, "demo").redirectErrorStream(true).start();
      String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(second.waitFor()).isEqualTo(1);
      assertThat(said).contains("another demo runs on this machine (process ");
    }
    first.destroy();
    assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(
            ProcessHandle.allProcesses().filter(ProcessHandle::isAlive).map(DemoFaultsTest::line))
        .noneMatch(line -> line.contains(folder.toString()));
  }

  private static String line(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }
}
