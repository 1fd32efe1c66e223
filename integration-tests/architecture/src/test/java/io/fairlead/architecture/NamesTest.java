package io.fairlead.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static final Pattern VAGUE =
      Pattern.compile(".*(Utils?|Impl|Manager|Helpers?|Common)\\.java");
  private static final Pattern CALENDAR_OF_WISHES =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");

  @Test
  void no_class_has_a_name_that_says_nothing() {
    List<String> vague =
        Sources.all().stream()
            .map(file -> file.getFileName().toString())
            .filter(name -> VAGUE.matcher(name).matches())
            .toList();

    assertThat(vague).isEmpty();
  }

  @Test
  void every_package_of_production_code_says_what_it_is_and_is_null_marked() {
    List<Path> silent =
        Sources.all().stream()
            .filter(file -> file.toString().contains("/src/main/java/"))
            .map(Path::getParent)
            .distinct()
            .filter(folder -> !saysWhatItIs(folder.resolve("package-info.java")))
            .toList();

    assertThat(silent).isEmpty();
  }

  @Test
  void nothing_is_left_over_or_switched_off() {
    assertThat(Sources.all())
        .filteredOn(file -> Sources.lines(file).stream().anyMatch(NamesTest::leftOver))
        .isEmpty();
  }

  private static boolean leftOver(String line) {
    return CALENDAR_OF_WISHES.matcher(line).find()
        || line.contains("@Dis" + "abled")
        || line.startsWith("import org.mock" + "ito");
  }

  private static boolean saysWhatItIs(Path info) {
    return Files.isRegularFile(info)
        && String.join("\n", Sources.lines(info)).contains("/**")
        && String.join("\n", Sources.lines(info)).contains("@NullMarked");
  }
}
