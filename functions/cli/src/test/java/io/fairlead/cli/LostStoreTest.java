package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master's store that was lost is made anew from a region's copy, by one command. */
final class LostStoreTest {
  @TempDir private Path folder;

  @BeforeEach
  void publishACopyWithValuesAndLoseTheStore() throws Exception {
    GatewaySet.in(folder);
    edit(
        "regions: {us-east: {into: {folder: us-east}}}",
        "objects: [{paths: [a], kind: apis}]\n      regions: {us-east: {into: {folder: us-east},"
            + " values: {orders: east}}, eu-north: {into: {folder: north}, values: {orders: north}}}");
    Files.writeString(folder.resolve("artifacts/a"), "to ${fairlead:orders}");
    done("publish", "--yes");
    done("replicate", "--region", "eu-north");
    Files.writeString(folder.resolve("artifacts/b"), "b 2");
    done("publish", "--yes");
    done("replicate", "--region", "us-east");
    Files.move(folder.resolve("store"), folder.resolve("lost"));
    Files.createDirectories(folder.resolve("store"));
  }

  private CommandLineRun rebuild(String... further) {
    String[] words = {"artifacts", "rebuild", "--reason", "disk died"};
    String[] all = Arrays.copyOf(words, words.length + further.length);
    System.arraycopy(further, 0, all, words.length, further.length);
    return run(all);
  }

  @Test
  void versions_and_epochs_rise_and_regions_go_on() throws IOException {
    CommandLineRun dry = rebuild("--region", "us-east", "--dry-run");
    CommandLineRun made = rebuild("--region", "us-east", "--yes");

    assertThat(dry.out())
        .startsWith("gateway  version 2 → 3  master eu-west → eu-west, epoch 1 → 2  0 added")
        .endsWith("nothing was published (--dry-run)\n");
    assertThat(made.code()).as(made.err()).isEqualTo(ExitCode.DONE);
    assertThat(made.out()).contains("published version 3", "2 objects uploaded");
    assertThat(made.err()).contains("the fleet's history does not tell that the store of gateway");
    assertThat(run("artifacts", "list").out()).contains("anna@desk  disk died");
    for (String region : new String[] {"eu-north", "us-east"}) {
      done("replicate", "--region", region);
    }
    assertThat(folder.resolve("us-east/current/a")).hasContent("to east");
    assertThat(folder.resolve("north/current/a")).hasContent("to north");
    assertThat(folder.resolve("north/current/b")).hasContent("b 2");
    done("artifacts", "verify");
    assertThat(rebuild("--region", "us-east", "--yes").err())
        .contains("the store has version 3 and is not lost");
    Files.writeString(folder.resolve("artifacts/b"), "b 4");
    assertThat(done("publish", "--yes").out()).contains("version 3 → 4");
  }

  @Test
  void the_key_that_signs_can_be_named_and_is_tried_before_anything_is_made() throws IOException {
    Files.move(folder.resolve("master.pem"), folder.resolve("elsewhere.pem"));

    CommandLineRun dark = rebuild("--region", "us-east", "--yes");
    assertThat(dark.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(dark.err()).contains("nothing was published: key master does not sign: ");
    assertThat(folder.resolve("store")).isEmptyDirectory();
    CommandLineRun made =
        rebuild("--region", "us-east", "--yes", "--key", "master=file:elsewhere.pem");
    assertThat(made.code()).as(made.err()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void a_region_that_is_behind_another_is_refused() {
    CommandLineRun behind = rebuild("--region", "eu-north", "--yes");

    assertThat(behind.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(behind.err())
        .contains("us-east has version 2 and eu-north has 1: make the store anew from us-east");
    assertThat(folder.resolve("store")).isEmptyDirectory();
  }

  @Test
  void an_old_store_that_comes_back_is_refused_by_every_reader() throws IOException {
    rebuild("--region", "us-east", "--yes");
    done("replicate", "--region", "us-east");
    Files.move(folder.resolve("store"), folder.resolve("made"));
    Files.move(folder.resolve("lost"), folder.resolve("store"));
    for (int version = 3; version < 6; version++) {
      Files.writeString(folder.resolve("artifacts/b"), "of the old store " + version);
      done("publish", "--yes");
    }

    CommandLineRun returned = run("replicate", "--region", "us-east");
    assertThat(returned.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(returned.out())
        .contains("published in epoch 1 of the master's office, and this region has seen epoch 2");
    assertThat(folder.resolve("us-east/current/b")).hasContent("b 2");
  }

  @Test
  void what_is_missing_is_one_sentence() throws IOException {
    assertThat(rebuild("--yes").err()).contains("name the region whose copy");
    assertThat(rebuild("--region", "eu-west", "--yes").err())
        .contains("set 'gateway' does not go to eu-west");
    assertThat(run("artifacts", "rebuild", "--region", "us-east", "--yes").err())
        .contains("say why with --reason");
    edit("folder: north}", "folder: elsewhere}");
    assertThat(rebuild("--region", "us-east", "--dry-run").err())
        .contains("no copy of eu-north is seen from here: whether it has a later one is not known");
  }

  private void edit(String of, String text) throws IOException {
    Path file = folder.resolve("fairlead.yaml");
    assertThat(Files.readString(file)).contains(of);
    Files.writeString(file, Files.readString(file).replace(of, text));
  }

  private CommandLineRun run(String... args) {
    return CommandLineRun.in(folder, args);
  }

  private CommandLineRun done(String... args) {
    CommandLineRun run = run(args);
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    return run;
  }
}
