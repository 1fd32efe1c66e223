package io.fairlead.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** Benchmarks find parts, too, and have no test engine on their class path. */
class WithoutTestEngineTest {
  @Test
  void parts_are_found_without_a_test_engine() throws Exception {
    URL classes = Parts.class.getProtectionDomain().getCodeSource().getLocation();

    try (URLClassLoader alone =
        new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
      Class<?> linked = Class.forName(Parts.class.getName(), true, alone);

      assertThat(linked.getClassLoader()).isSameAs(alone);
      assertThat(linked.getMethods()).extracting("name").contains("find", "program");
    }
  }
}
