package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on tokens does what it says: its commands are run, its answers compared. */
class TokenPageTest {
  @TempDir private Path folder;

  @Test
  void every_command_of_the_page_answers_as_the_page_says() throws Exception {
    Path page = CommandReferenceTest.root().resolve("docs/tokens.md");

    assertThat(new PageCommands(folder).run(page)).isGreaterThan(15);
  }
}
