package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.PublishReport.Outcome;
import io.fairlead.local.artifact.GitSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set is what a commit holds, by the {@code git} of this machine. */
final class GitSourceTest {
  @TempDir private Path work;

  private Copying copying;

  @BeforeEach
  void commitTwoFiles() throws IOException {
    copying = new Copying(work);
    git("init", "--quiet", "--initial-branch=main");
    copying.write("apis/orders.yaml", "orders 1");
    copying.write("policies/gr\u00fcn limit.json", "limit 1");
    copying.write(".github/hidden.yaml", "not an artifact");
    commit();
  }

  private void commit() throws IOException {
    git("add", "--all");
    git("-c", "user.name=anna", "-c", "user.email=anna@example.test", "commit", "-qm", "a change");
  }

  private String git(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", copying.source.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      return said.strip();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private PublishReport publish(String revision) {
    return copying.publish(new GitSource(copying.source, revision, copying.clock()));
  }

  private static String why(PublishReport report) {
    return switch (report.outcome()) {
      case Outcome.Refused(String why) -> "refused: " + why;
      case Outcome.Unreachable(String why) -> "unreachable: " + why;
      case Outcome other -> other.toString();
    };
  }

  @Test
  void a_commit_is_published_and_what_lies_beside_it_is_not() throws IOException {
    copying.write("apis/orders.yaml", "changed and not committed");
    copying.write("apis/stray.yaml", "stray");

    assertThat(publish("main").outcome()).isInstanceOf(Outcome.Done.class);
    copying.replicate();
    assertThat(copying.seen())
        .containsOnlyKeys("apis/orders.yaml", "policies/gr\u00fcn limit.json")
        .containsEntry("apis/orders.yaml", "orders 1");
    assertThat(publish("main").outcome()).isInstanceOf(Outcome.Unchanged.class);
  }

  @Test
  void a_commit_by_its_id_stays_what_it_is() throws IOException {
    String first = git("rev-parse", "HEAD");
    copying.write("apis/orders.yaml", "orders 2");
    commit();
    publish("main");
    copying.replicate();
    assertThat(copying.seen()).containsEntry("apis/orders.yaml", "orders 2");

    publish(first);
    copying.replicate();
    assertThat(copying.seen()).containsEntry("apis/orders.yaml", "orders 1");
  }

  @Test
  void links_pointers_to_large_files_and_unknown_revisions_are_refused() throws IOException {
    assertThat(why(publish("v1.2"))).contains("has no commit 'v1.2': fetch it there first");

    copying.write("apis/large.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:00\n");
    commit();
    assertThat(why(publish("main"))).contains("apis/large.bin is a pointer of Git LFS");

    copying.delete("apis/large.bin");
    Files.createSymbolicLink(copying.source.resolve("apis/link"), Path.of("orders.yaml"));
    commit();
    assertThat(why(publish("main"))).startsWith("refused: 'apis/link' is no plain file");
  }

  @Test
  void content_that_the_repository_has_lost_is_not_taken_for_an_empty_file() throws IOException {
    String object = git("rev-parse", "main:apis/orders.yaml");
    Files.delete(
        copying.source.resolve(
            ".git/objects/" + object.substring(0, 2) + "/" + object.substring(2)));

    assertThat(why(publish("main"))).startsWith("unreachable: the source cannot be read: git says");
  }

  @Test
  void a_folder_that_is_no_repository_is_told() {
    assertThat(why(copying.publish(new GitSource(work.resolve("store"), "main", copying.clock()))))
        .startsWith("unreachable: the source cannot be read: git says: fatal: ");
  }
}
