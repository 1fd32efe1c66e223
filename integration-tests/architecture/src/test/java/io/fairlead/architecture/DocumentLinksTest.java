package io.fairlead.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A link of a page leads to a file that is there, and to a heading that it has. */
class DocumentLinksTest {
  private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```|`[^`\\n]*`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

  @Test
  void every_link_of_the_pages_leads_to_what_is_there() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      String text = CODE.matcher(text(page)).replaceAll("");
      for (String link : LINK.matcher(text).results().map(found -> found.group(1)).toList()) {
        if (!ELSEWHERE.matcher(link).matches()) {
          links++;
          why(page, link).ifPresent(why -> broken.add(page + ": " + link + ": " + why));
        }
      }
    }

    assertThat(links).isGreaterThan(60);
    assertThat(broken).isEmpty();
  }

  @Test
  void a_link_to_a_file_or_a_heading_that_is_not_there_is_found() {
    Path readme = Sources.top().resolve("README.md");

    assertThat(why(readme, "docs/operations.md#break-glass")).isEmpty();
    assertThat(why(readme, "docs/operation.md")).contains("no such file");
    assertThat(why(readme, "docs/operations.md#breakglass")).contains("no such heading");
  }

  private static Optional<String> why(Path page, String link) {
    String[] parts = link.split("#", 2);
    Path target =
        parts[0].isEmpty() ? page : Objects.requireNonNull(page.getParent()).resolve(parts[0]);
    if (!Files.exists(target)) {
      return Optional.of("no such file");
    }
    boolean leads =
        parts.length == 1
            || text(target)
                .lines()
                .filter(line -> line.matches("#+ .*"))
                .map(DocumentLinksTest::anchor)
                .anyMatch(parts[1]::equals);
    return leads ? Optional.empty() : Optional.of("no such heading");
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String heading) {
    return heading
        .replaceFirst("#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }

  private static String text(Path page) {
    return String.join("\n", Sources.lines(page));
  }

  private static List<Path> pages() throws IOException {
    Path top = Sources.top();
    List<Path> pages = new ArrayList<>();
    for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "infra/README.md")) {
      pages.add(top.resolve(name));
    }
    try (Stream<Path> files = Files.walk(top.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }
}
