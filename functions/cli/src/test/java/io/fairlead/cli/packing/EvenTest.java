package io.fairlead.cli.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class EvenTest {
  @Test
  void the_order_and_the_times_of_files_make_no_difference() throws IOException {
    byte[] one = zip(1, "lib/a.txt", text("a"), "lib/b.txt", text("b"));
    byte[] two = zip(2, "lib/b.txt", text("b"), "lib/a.txt", text("a"));
    assertThat(one).isNotEqualTo(two);

    assertThat(Even.of(one)).isEqualTo(Even.of(two));
    assertThat(names(Even.of(two))).containsExactly("lib/a.txt", "lib/b.txt");
  }

  @Test
  void our_jars_are_evened_and_those_of_others_stay_as_they_are() throws IOException {
    byte[] ours = zip(1, "io/fairlead/A.class", text("A"));
    byte[] oursLater = zip(2, "io/fairlead/A.class", text("A"));
    byte[] others = zip(1, "org/other/B.class", text("B"));
    byte[] othersLater = zip(2, "org/other/B.class", text("B"));

    assertThat(Even.of(zip(1, "ours.jar", ours))).isEqualTo(Even.of(zip(1, "ours.jar", oursLater)));
    assertThat(Even.of(zip(1, "b.jar", others)))
        .isNotEqualTo(Even.of(zip(1, "b.jar", othersLater)));
  }

  @Test
  void the_jdk_that_maven_ran_on_makes_no_difference_and_our_version_stays() throws IOException {
    String version = "Manifest-Version: 1.0\r\nImplementation-Version: 1\r\n";
    byte[] on25 = ours(version + "Build-Jdk-Spec: 25\r\n\r\n");
    byte[] on17 = ours(version + "Build-Jdk-Spec: 25\r\nBuild-Tool-Jdk-Spec: 17\r\n\r\n");

    assertThat(Even.of(on25)).isEqualTo(Even.of(on17)).isEqualTo(Even.of(ours(version + "\r\n")));
    assertThat(Even.of(on25)).isNotEqualTo(Even.of(ours("Manifest-Version: 1.0\r\n\r\n")));
  }

  private static byte[] ours(String manifest) throws IOException {
    byte[] jar = zip(1, "META-INF/MANIFEST.MF", text(manifest), "io/fairlead/A.class", text("A"));
    return zip(1, "ours.jar", jar);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zip(int day, Object... files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < files.length; i += 2) {
        ZipEntry entry = new ZipEntry((String) files[i]);
        entry.setTimeLocal(java.time.LocalDateTime.of(2026, 3, day, 0, 0));
        out.putNextEntry(entry);
        out.write((byte[]) files[i + 1]);
      }
    }
    return bytes.toByteArray();
  }

  private static List<String> names(byte[] zip) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }
}
