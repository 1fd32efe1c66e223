package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** No file, however broken, gives anything but problems. A failure names its seed. */
final class FuzzTest {
  private static final List<String> PIECES =
      List.of(
          "a",
          ": ",
          "- ",
          "\n",
          "\n  ",
          "{",
          "}",
          "[",
          "]",
          ",",
          "\"",
          "'",
          "&a ",
          "*a",
          "|",
          ">",
          "#",
          "!!x ",
          "? ",
          "---\n",
          "...\n",
          "%YAML 1.2\n",
          "${",
          "}",
          "\t",
          "é",
          "\0",
          "\\",
          "regions",
          "services",
          "probes",
          "eu-west",
          "127.10.1.1",
          "5s",
          "[]",
          "{}",
          "null",
          "~",
          "<<: ",
          "\u2028",
          "\ud83d\ude00",
          "1e9",
          "0x1F",
          "true",
          "@",
          "`");

  @Test
  void random_bytes_give_problems_only() {
    for (long seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      survives(bytes, seed);
    }
  }

  @Test
  void random_pieces_of_yaml_give_problems_only() {
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i >= 0; i--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      survives(text.toString().getBytes(StandardCharsets.UTF_8), seed);
    }
  }

  @Test
  void examples_with_random_damage_give_a_topology_or_problems() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder(Examples.text(Examples.NAMES.get(random.nextInt(3))));
      for (int i = random.nextInt(4); i >= 0; i--) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(20));
        text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
      }
      survives(text.toString().getBytes(StandardCharsets.UTF_8), seed);
    }
  }

  private static void survives(byte[] bytes, long seed) {
    assertThatCode(
            () -> {
              ReadTopology read = TopologyReader.read(bytes, Path.of("."), name -> null);
              if (read instanceof ReadTopology.Invalid invalid) {
                assertThat(invalid.problems())
                    .allMatch(problem -> !problem.text("f").contains("\n"));
              }
            })
        .as("seed %d: %s", seed, new String(bytes, StandardCharsets.UTF_8))
        .doesNotThrowAnyException();
  }
}
