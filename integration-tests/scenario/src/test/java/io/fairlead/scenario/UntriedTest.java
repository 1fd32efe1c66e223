package io.fairlead.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that its own machine keeps from probing says so by name. */
class UntriedTest {
  private static final Duration LONG = Duration.ofSeconds(90);

  @Test
  void a_source_address_that_the_machine_lacks_is_named_once(@TempDir Path folder)
      throws IOException {
    try (LiveFleet fleet = new LiveFleet(folder, "127.46")) {
      String lacking = fleet.example().replace("from: 127.46.1.1,", "from: 192.0.2.77,");
      Files.writeString(fleet.topology(), lacking);
      fleet.run("eu-west");

      Await.until(
          "counted",
          LONG,
          () ->
              Tools.metrics("127.46.1.1:5390")
                  .contains("fairlead_probe_problems{region=\"eu-west\"} 1.0"));

      assertThat(fleet.log("run-eu-west"))
          .containsOnlyOnce("cannot be probed from here: cannot connect from 192.0.2.77: ");
    }
  }
}
