package io.fairlead.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values in place of placeholders, byte for byte. */
final class PlaceholdersTest {
  private static final RegionValues VALUES =
      new RegionValues("settings", new TreeMap<>(Map.of("a", "A", "long-name", "ü${fairlead:a}")));

  private static String replaced(String text) {
    return new String(Placeholders.replaced(text.getBytes(UTF_8), VALUES), UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${fairlead:a}|A",
        "x${fairlead:a}${fairlead:a}y|xAAy",
        "$${fairlead:a}|${fairlead:a}",
        "$$${fairlead:a}|$${fairlead:a}",
        "$${fairlead:not a name|${fairlead:not a name",
        "${fairlead:long-name}|ü${fairlead:a}",
        "${fairlea:a} $ ${ $$|${fairlea:a} $ ${ $$"
      })
  void placeholders_become_values_once_and_nothing_else_changes(String text, String becomes) {
    assertThat(replaced(text)).isEqualTo(becomes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${fairlead:b}|line 1 names '${fairlead:b}', of which settings has no value: add it there",
        "${fairlead:A}|line 1 has '${fairlead:' and no name",
        "${fairlead:}|line 1 has '${fairlead:' and no name",
        "${fairlead:a|line 1 has '${fairlead:' and no name"
      })
  void what_has_no_value_is_told(String text, String why) {
    assertThatExceptionOfType(UnknownValue.class)
        .isThrownBy(() -> replaced(text))
        .satisfies(unknown -> assertThat(unknown.sentence()).startsWith(why));
  }

  @Test
  void a_name_of_63_characters_is_one_and_a_longer_one_is_none() {
    String name = "n".repeat(RegionValues.LONGEST_NAME);
    RegionValues values = new RegionValues("s", new TreeMap<>(Map.of(name, "V")));

    assertThat(Placeholders.replaced(("${fairlead:" + name + "}").getBytes(UTF_8), values))
        .isEqualTo("V".getBytes(UTF_8));
    assertThatExceptionOfType(UnknownValue.class)
        .isThrownBy(() -> replaced("${fairlead:n" + name + "}"));
  }

  @Test
  void pieces_of_any_length_make_the_same_and_are_text_or_not() {
    Random random = new Random(318);
    String[] parts = {"$", "$$", "${fairlead:a}", "$${fairlead:", "ü", "€", "\n", "${", "x}", "𐍈"};
    for (int run = 0; run < 500; run++) {
      StringBuilder text = new StringBuilder();
      for (int part = random.nextInt(20); part > 0; part--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      byte[] bytes = text.append("z".repeat(random.nextInt(200))).toString().getBytes(UTF_8);
      Placeholders placeholders = new Placeholders(VALUES);
      TextScan scan = new TextScan();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int at = 0; at < bytes.length; ) {
        int length = Math.min(1 + random.nextInt(5), bytes.length - at);
        byte[] piece = new byte[length + 3];
        System.arraycopy(bytes, at, piece, 0, length);
        out.writeBytes(placeholders.next(piece, length));
        scan.next(piece, length);
        at += length;
      }
      out.writeBytes(placeholders.last());

      assertThat(out.toString(UTF_8)).as("run " + run).isEqualTo(replaced(text.toString()));
      assertThat(scan.hasPlaceholders())
          .as("run " + run)
          .isEqualTo(text.toString().contains("${fairlead:"));
    }
  }

  @Test
  void what_is_no_text_has_no_placeholders() {
    byte[] cut = "${fairlead:a}€".getBytes(UTF_8);
    assertThat(scanned(cut, cut.length)).isTrue();
    assertThat(scanned(cut, cut.length - 1)).isFalse();
    assertThat(scanned("${fairlead:a}\0".getBytes(UTF_8), 14)).isFalse();
  }

  private static boolean scanned(byte[] bytes, int length) {
    TextScan scan = new TextScan();
    scan.next(bytes, length);
    return scan.hasPlaceholders();
  }
}
