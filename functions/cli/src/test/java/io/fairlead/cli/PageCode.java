package io.fairlead.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What pages show as code: lines in fences, and spans. */
final class PageCode {
  private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```");
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

  private PageCode() {}

  /** Those of a page, each as one line. */
  static List<String> of(String page) {
    List<String> codes = new ArrayList<>();
    FENCE.matcher(page).results().flatMap(fence -> fence.group().lines()).forEach(codes::add);
    SPAN.matcher(FENCE.matcher(page).replaceAll(""))
        .results()
        .map(span -> span.group(1))
        .forEach(codes::add);
    return codes.stream().map(code -> code.replaceAll("\\s+", " ").strip()).toList();
  }

  /** The pages that people read. */
  static List<Path> pages() throws IOException {
    Path top = CommandReferenceTest.root();
    List<Path> pages = new ArrayList<>(List.of(top.resolve("README.md")));
    pages.add(top.resolve("infra/README.md"));
    for (String folder : List.of("docs", "docs/operations")) {
      try (Stream<Path> files = Files.list(top.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }
}
