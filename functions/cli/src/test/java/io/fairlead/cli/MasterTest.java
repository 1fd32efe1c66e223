package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One writer: the office moves by topology and epoch, and an old master is refused everywhere. */
final class MasterTest {
  private static final String NORTH = "eu-north";

  @TempDir private Path folder;

  /** What the old master still believes. */
  private Path before;

  @BeforeEach
  void declareASetWithTwoCopies() throws Exception {
    GatewaySet.in(folder);
    edit(
        "regions: {us-east: {into:",
        "regions: {eu-north: {into: {folder: north}}, us-east: {into:");
    done("publish", "--yes");
    done("replicate", "--region", "us-east");
    done("replicate", "--region", NORTH);
    before = Files.copy(folder.resolve("fairlead.yaml"), folder.resolve("before.yaml"));
  }

  @Test
  void the_topology_says_who_may_take_over_and_the_operator_says_why() {
    assertThat(run("replicate", "--region", "us-east", "--as", "master").err())
        .contains("say why with --reason");
    CommandLineRun early = takeOver();
    assertThat(early.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(early.err())
        .contains(
            "the topology says that eu-west is the master of 'gateway': change"
                + " replication.sets.gateway.master to us-east");
  }

  @Test
  void a_follower_takes_over_under_the_next_epoch_and_readers_go_with_it() throws Exception {
    reverse();
    CommandLineRun waiting = run("replicate", "--region", NORTH);
    assertThat(waiting.out()).isEqualTo("gateway  eu-north  version 1\n  up to date\n");

    CommandLineRun taken = takeOver();

    assertThat(taken.out())
        .startsWith("gateway  version 1 → 2  master eu-west → us-east, epoch 1 → 2  0 added");
    assertThat(run("artifacts", "list").out()).contains("anna@desk  eu-west is dark");
    assertThat(taken.err()).contains("the fleet's history does not tell that us-east is master");
    CommandLineRun copied = done("replicate", "--region", NORTH);
    assertThat(copied.out()).contains("version 1 → 2  0 added, 0 changed, 0 removed");
    assertThat(takeOver().err()).contains("us-east is the master already, in epoch 2");
  }

  @Test
  void an_old_master_that_returns_cannot_publish_over_the_new_one() throws Exception {
    reverse();
    takeOver();
    Files.writeString(folder.resolve("artifacts/a"), "of the old master");

    CommandLineRun returned = run("publish", "-f", before.toString(), "--yes");

    assertThat(returned.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(returned.err())
        .contains("us-east is the master, by version 2 in epoch 2, and eu-west is not");
  }

  @Test
  void every_reader_refuses_what_an_old_master_publishes_in_a_store_that_was_put_back()
      throws Exception {
    copy("store", "old-store");
    reverse();
    takeOver();
    done("replicate", "--region", NORTH);
    Files.move(folder.resolve("store"), folder.resolve("new-store"));
    Files.move(folder.resolve("old-store"), folder.resolve("store"));
    for (int version = 2; version <= 4; version++) {
      Files.writeString(folder.resolve("artifacts/a"), "of the old master " + version);
      assertThat(run("publish", "-f", before.toString(), "--yes").code()).isEqualTo(ExitCode.DONE);
    }

    CommandLineRun north = run("replicate", "--region", NORTH);
    CommandLineRun behind = run("replicate", "-f", before.toString(), "--region", NORTH);

    assertThat(north.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(north.out())
        .contains("eu-west published it, and the topology says that us-east is the master");
    assertThat(behind.out())
        .contains("published in epoch 1 of the master's office, and this region has seen epoch 2");
    assertThat(Files.readString(folder.resolve("north/current/a"))).isEqualTo("a 1");
  }

  @Test
  void a_failed_master_comes_back_as_a_follower_or_takes_the_office_back() throws Exception {
    reverse();
    takeOver();
    edit("regions: {", "regions: {eu-west: {into: {folder: west}}, ");
    assertThat(run("replicate", "--region", "us-east", "--as", "follower", "--reason", "x").err())
        .contains("a master follows nobody");
    Files.writeString(folder.resolve("artifacts/a"), "a 2 of the new master");
    done("publish", "--yes");

    CommandLineRun follower =
        done("replicate", "--region", "eu-west", "--as", "follower", "--reason", "it is back");

    assertThat(follower.out()).contains("gateway  eu-west  version 3");
    assertThat(Files.readString(folder.resolve("west/current/a")))
        .isEqualTo("a 2 of the new master");
    edit("master: us-east", "master: eu-west");
    CommandLineRun back =
        done("replicate", "--region", "eu-west", "--as", "master", "--reason", "home", "--yes");
    assertThat(back.out()).contains("master us-east → eu-west, epoch 2 → 3");
    done("replicate", "--region", NORTH);
    assertThat(Files.readString(folder.resolve("north/current/a")))
        .isEqualTo("a 2 of the new master");
  }

  @Test
  void a_version_of_an_earlier_master_can_be_gone_back_to() throws Exception {
    reverse();
    takeOver();
    Files.writeString(folder.resolve("artifacts/a"), "a 2");
    done("publish", "--yes");

    done("artifacts", "rollback", "gateway", "--to", "1", "--yes", "--reason", "wrong");

    done("replicate", "--region", NORTH);
    assertThat(Files.readString(folder.resolve("north/current/a"))).isEqualTo("a 1");
  }

  @Test
  void a_new_master_signs_with_another_key_where_the_old_ones_is_out_of_reach() throws Exception {
    GatewaySet.key(folder, "east");
    edit("keys: {master:", "keys: {east: \"${file:east.pub}\", master:");
    Files.copy(folder.resolve("fairlead.yaml"), folder.resolve("both.yaml"));
    reverse();
    Files.delete(folder.resolve("master.pem"));

    CommandLineRun dark = takeOver();
    CommandLineRun dry = takeOver("--dry-run", "--key", "east=file:east.pem");

    assertThat(dark.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(dark.err())
        .contains(
            "nothing was published: key master does not sign: ",
            "Name one that signs with --key ID=kms:ARN",
            "the topology trusts east, master",
            "make a new key and add its public key to 'replication.keys' in every region");
    assertThat(dry.out()).contains("signed with east (file:", "which regions trust", "--dry-run");
    assertThat(run("artifacts", "list").out()).doesNotContain("eu-west is dark");
    CommandLineRun taken = takeOver("--key", "east=file:east.pem");
    assertThat(taken.code()).as(taken.err()).isEqualTo(ExitCode.DONE);
    done("replicate", "--region", NORTH);
    assertThat(run("replicate", "-f", before.toString(), "--region", "us-east").out())
        .as("a region that was not told of the new key keeps what it has")
        .contains("it is signed with east, and the topology trusts master");
    edit("sign: [{key: master, file: master.pem}]", "sign: [{key: east, file: east.pem}]");
    Files.writeString(folder.resolve("artifacts/a"), "a 2 of the new master");
    done("publish", "--yes");
    done("artifacts", "rollback", "gateway", "--to", "1", "--yes", "--reason", "old key, old text");
  }

  @Test
  void a_key_that_is_not_the_one_that_regions_trust_takes_nothing_over() throws Exception {
    reverse();
    GatewaySet.key(folder, "other");

    CommandLineRun wrong = takeOver("--key", "master=file:other.pem");

    assertThat(wrong.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(wrong.err())
        .contains("key master is another one than the topology's public key of that name");
    assertThat(run("replicate", "--region", NORTH, "--key", "master").err())
        .contains("it needs --as master");
    assertThat(run("replicate", "--region", NORTH).out()).contains("up to date");
  }

  private CommandLineRun takeOver(String... more) {
    return run(
        Stream.concat(
                Stream.of(
                    "replicate",
                    "--region",
                    "us-east",
                    "--as",
                    "master",
                    "--reason",
                    "eu-west is dark",
                    "--yes"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private void reverse() throws IOException {
    edit("master: eu-west", "master: us-east");
  }

  private void edit(String of, String text) throws IOException {
    Path file = folder.resolve("fairlead.yaml");
    assertThat(Files.readString(file)).contains(of);
    Files.writeString(file, Files.readString(file).replace(of, text));
  }

  private void copy(String from, String to) throws IOException {
    try (var files = Files.walk(folder.resolve(from))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(to).resolve(folder.resolve(from).relativize(file)));
      }
    }
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
