package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.local.artifact.FolderSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the verbs on artifact sets answer when something is not as it should be. */
class ArtifactVerbsTest {
  @TempDir private Path folder;

  private Path topology;

  @BeforeEach
  void declareASet() throws Exception {
    GatewaySet.in(folder);
    topology = folder.resolve("fairlead.yaml");
  }

  private void instead(String of, String text) throws IOException {
    assertThat(Files.readString(topology)).contains(of);
    Files.writeString(topology, Files.readString(topology).replace(of, text));
  }

  private CommandLineRun run(String... args) {
    return CommandLineRun.in(folder, args);
  }

  private void assertStopped(CommandLineRun run, ExitCode code, String words) {
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.err()).contains(words).doesNotContain("Exception");
  }

  @Test
  void a_set_is_published_after_a_question() {
    CommandLineRun asked = CommandLineRun.typing("n\n", folder, "publish");

    assertStopped(asked, ExitCode.USAGE, "Publish it? [y/N]");
    assertThat(asked.out()).startsWith("gateway  version 1  2 added");
    assertStopped(run("publish"), ExitCode.USAGE, "add --yes");
    assertThat(CommandLineRun.typing("y\n", folder, "publish").code()).isEqualTo(ExitCode.DONE);
    assertThat(run("publish").out())
        .isEqualTo("gateway: nothing has changed, nothing was published\n");
  }

  @Test
  void what_cannot_be_is_one_sentence_with_its_exit_code() throws IOException {
    assertStopped(
        run("publish", "gatewya"),
        ExitCode.USAGE,
        "there is no artifact set 'gatewya', did you mean 'gateway'?");
    assertStopped(
        run("replicate", "--region", "us-eats"), ExitCode.USAGE, "there is no region 'us-eats'");
    assertStopped(run("artifacts", "rollback"), ExitCode.USAGE, "name the version");
    assertThat(run("replicate", "--region", "us-east").code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(run("replicate", "--region", "eu-north").out())
        .isEqualTo("region eu-north gets no artifact set\n");
    Files.delete(folder.resolve("artifacts/a"));
    Files.delete(folder.resolve("artifacts/b"));
    assertStopped(run("publish", "--yes"), ExitCode.REFUSED, "the source is empty");
    Files.delete(folder.resolve("store"));
    assertStopped(run("publish", "--yes"), ExitCode.UNREACHABLE, "there is no folder");
  }

  @Test
  void a_file_of_kong_is_a_set_by_itself() throws IOException {
    instead("source: {folder: artifacts}", "source: {kong: deck/kong.yaml}");
    instead(
        "{into: {folder: us-east}}",
        "{into: {folder: us-east, kong: {nodes: [\"http://127.0.0.1:9\"], file: kong.yaml}}}");
    Files.createDirectories(folder.resolve("deck"));
    Path file = folder.resolve("deck/kong.yaml");
    Files.writeString(file, "_format_version: \"3.0\"\nplugins: [{name: oauth2}]\n");

    assertStopped(
        run("publish", "--yes"),
        ExitCode.REFUSED,
        "kong.yaml: plugin oauth2 needs a database beside the proxy, and us-east could not take"
            + " it");
    Files.writeString(file, "_format_version: \"3.0\"\n");
    assertThat(run("publish", "--yes").out()).contains("+ kong.yaml  23 B  gateway-config");
  }

  @Test
  void values_of_a_region_stand_in_its_folder_and_one_that_is_missing_refuses_the_set()
      throws IOException {
    instead("sign: [", "objects: [{paths: [a], kind: gateway-config}]\n      sign: [");
    Files.writeString(folder.resolve("artifacts/a"), "url: ${fairlead:orders}\n");
    run("publish", "--yes");

    CommandLineRun refused = run("replicate", "--region", "us-east");
    assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.out())
        .contains(
            "refused, nothing was touched: a: line 1 names '${fairlead:orders}', of which"
                + " replication.sets.gateway.regions.us-east.values has no value: add it there");
    instead("{folder: us-east}}", "{folder: us-east}, values: {orders: \"http://10.0.0.7/\"}}");
    assertThat(run("replicate", "--region", "us-east").code()).isEqualTo(ExitCode.DONE);
    assertThat(folder.resolve("us-east/current/a")).hasContent("url: http://10.0.0.7/");
    assertThat(run("artifacts", "verify").code()).isEqualTo(ExitCode.DONE);
    instead("10.0.0.7", "10.0.0.8");
    assertThat(run("artifacts", "verify").out()).contains("the region's values have changed");
    assertThat(run("replicate", "--region", "us-east").code()).isEqualTo(ExitCode.DONE);
    assertThat(folder.resolve("us-east/current/a")).hasContent("url: http://10.0.0.8/");
  }

  @Test
  void more_deletions_than_allowed_are_asked_for_by_name() throws IOException {
    run("publish", "--yes");
    Files.delete(folder.resolve("artifacts/a"));
    Files.move(folder.resolve("artifacts/b"), folder.resolve("artifacts/c"));

    assertStopped(
        run("publish", "--yes"),
        ExitCode.REFUSED,
        "2 of 2 objects would be deleted, and at most 25 % may at once");
    assertThat(run("publish", "--yes", "--max-delete", "100").code()).isEqualTo(ExitCode.DONE);
    assertStopped(
        run("publish", "--yes", "--max-delete", "101"), ExitCode.USAGE, "0 to 100 percent");
  }

  @Test
  void a_key_that_is_missing_or_not_trusted_publishes_nothing() throws Exception {
    KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Files.writeString(
        folder.resolve("master.pub"), GatewaySet.text(other.getPublic().getEncoded()));
    assertStopped(
        run("publish", "--yes"), ExitCode.REFUSED, "no destination would take it: no signature");
    Files.writeString(folder.resolve("master.pem"), "no key");
    assertStopped(run("publish", "--yes"), ExitCode.UNREACHABLE, "openssl genpkey");
    instead("      sign: [{key: master, file: master.pem}]\n", "");
    assertStopped(run("publish", "--yes"), ExitCode.USAGE, "has no key to sign with");
  }

  @Test
  void an_operator_names_another_key_and_is_told_where_it_is_none() throws Exception {
    KeyPair next = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Files.copy(folder.resolve("master.pem"), folder.resolve("moved.pem"));
    instead("sign: [{key: master, file: master.pem}]", "sign: [{key: master, file: gone.pem}]");

    assertStopped(run("publish", "--yes"), ExitCode.UNREACHABLE, "key master did not sign: ");
    assertThat(run("publish", "--yes", "--key", "file:moved.pem").code()).isEqualTo(ExitCode.DONE);
    assertStopped(
        run("publish", "--yes", "--key", "kms:arn:aws:kms:eu-west-1:1:alias/a"),
        ExitCode.USAGE,
        "--key: expected kms:arn:aws:kms:LOCATION:ACCOUNT:key/ID");
    assertStopped(
        run("publish", "--yes", "--key", "mastre=file:moved.pem"),
        ExitCode.USAGE,
        "the topology trusts no key 'mastre'; there are master.");
    instead("keys: {", "keys: {next: \"" + GatewaySet.text(next.getPublic().getEncoded()) + "\", ");
    assertStopped(
        run("publish", "--yes", "--key", "file:moved.pem"),
        ExitCode.USAGE,
        "say which of the topology's keys it is, as in ID=kms:ARN; there are master, next.");
    assertStopped(
        run("publish", "--yes", "--key", "master", "--key", "next", "--key", "next"),
        ExitCode.USAGE,
        "--key is given once, or twice");
  }

  @Test
  void certificates_leave_the_master_sealed_and_are_opened_by_their_region_alone()
      throws Exception {
    box("east");
    box("other");
    String secret = "nobody else reads this";
    Files.createDirectories(folder.resolve("artifacts/certs"));
    Files.writeString(folder.resolve("artifacts/certs/gw.pem"), secret);
    instead(
        "      regions: {us-east",
        "      objects: [{paths: [\"certs/**\"], kind: certificates}]\n      regions: {us-east");
    assertStopped(
        run("publish", "--yes"),
        ExitCode.REFUSED,
        "'certs/gw.pem' is for us-east, and there is no key that it could be sealed with for it:"
            + " add replication.boxes.us-east");
    instead(
        "  sets:\n    gateway:",
        "  boxes: {us-east: [{key: east, public: \"${file:east.pub}\", file: other.pem}]}\n"
            + "  sets:\n    gateway:");
    CommandLineRun published = run("publish", "--yes");
    CommandLineRun locked = run("replicate", "--region", "us-east");
    instead("file: other.pem", "file: east.pem");
    CommandLineRun opened = run("replicate", "--region", "us-east");

    assertThat(published.out()).contains("+ certs/gw.pem").contains("certificates");
    assertThat(locked.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(locked.out())
        .contains("certs/gw.pem: its key was not wrapped with key 'east' of this region");
    assertThat(opened.code()).isEqualTo(ExitCode.DONE);
    assertThat(folder.resolve("us-east/current/certs/gw.pem")).hasContent(secret);
    assertThat(run("artifacts", "verify").code()).isEqualTo(ExitCode.DONE);
    for (CommandLineRun run : List.of(published, locked, opened)) {
      assertThat(run.out() + run.err()).doesNotContain(secret);
    }
  }

  @Test
  void what_no_version_needs_is_said_and_deleted_by_a_later_collection() throws Exception {
    run("publish", "--yes");
    Files.writeString(folder.resolve("artifacts/a"), "a 2");
    run("publish", "--yes");

    CommandLineRun dry =
        run("artifacts", "collect", "--keep", "1", "--keep-for", "1s", "--dry-run");
    assertThat(dry.code()).isEqualTo(ExitCode.DONE);
    assertThat(dry.out()).contains("to be deleted: nothing", "nothing was touched");
    assertThat(folder.resolve("store/collection")).doesNotExist();
    assertStopped(
        run("artifacts", "collect", "--grace", "1h"), ExitCode.USAGE, "--grace is 12h or more");
    assertStopped(
        run("artifacts", "collect", "--keep", "0"), ExitCode.USAGE, "--keep is 1 or more");
    JsonNode listed = json(run("artifacts", "collect", "-o", "json"));
    assertThat(listed.at("/stores/0/versions").asInt()).isEqualTo(2);
    assertThat(listed.at("/stores/0/kept/objects").asInt()).isEqualTo(5);
    assertThat(listed.at("/stores/0/deleted/objects").asInt()).isZero();
    assertThat(listed.at("/stores/0/region").isMissingNode()).as("the master's").isTrue();
    assertThat(run("artifacts", "collect", "--region", "us-east").out())
        .isEqualTo("region us-east has no store of its own: nothing is collected there\n");
    assertThat(json(run("artifacts", "list", "-o", "json")).path("collected").isEmpty()).isTrue();
    Files.createDirectories(folder.resolve("store/sets/another/manifests"));
    assertStopped(
        run("artifacts", "collect", "--yes"),
        ExitCode.REFUSED,
        "nothing was deleted: the store has a set 'another'");
  }

  private void box(String name) throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    Files.writeString(
        folder.resolve(name + ".pub"), GatewaySet.text(pair.getPublic().getEncoded()));
    Files.writeString(
        folder.resolve(name + ".pem"),
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(GatewaySet.text(pair.getPrivate().getEncoded())));
  }

  @Test
  void in_mode_observe_and_with_dry_run_nothing_is_touched() throws IOException {
    run("publish", "--yes");
    CommandLineRun dry = run("replicate", "--region", "us-east", "--dry-run");
    assertThat(dry.code()).isEqualTo(ExitCode.PENDING);
    instead("mode: act", "mode: observe");
    CommandLineRun observed = run("replicate", "--region", "us-east");

    assertThat(observed.code()).isEqualTo(ExitCode.PENDING);
    assertThat(observed.out()).isEqualTo(dry.out()).contains("2 added", "nothing was touched");
    assertThat(folder.resolve("us-east")).doesNotExist();
  }

  @Test
  void one_replication_at_a_time_writes_a_folder() throws IOException {
    run("publish", "--yes");
    try (FolderSink _ = FolderSink.writing(folder.resolve("us-east"), InstantSource.system())) {
      CommandLineRun second = run("replicate", "--region", "us-east");

      assertThat(second.code()).isEqualTo(ExitCode.CONFLICT);
      assertThat(second.out()).contains("another 'fairlead replicate' is at work");
    }
    assertThat(run("replicate", "--region", "us-east").code()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void verify_finds_what_is_wrong_in_the_store() throws IOException {
    run("publish", "--yes");
    run("replicate", "--region", "us-east");
    assertThat(run("artifacts", "verify").code()).isEqualTo(ExitCode.DONE);
    try (var files = Files.walk(folder.resolve("store/sha256"))) {
      Path blob = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      Files.writeString(blob, "x 1");
    }

    assertStopped(run("artifacts", "verify"), ExitCode.PENDING, "store of gateway: ");
    assertThat(run("artifacts", "verify").err()).contains("'fairlead publish --scrub' brings anew");
  }

  @Test
  void a_store_that_lost_its_pointer_gets_no_second_first_version() throws IOException {
    Path pointer = folder.resolve("store/sets/gateway/pointer");
    run("publish", "--yes");
    Files.writeString(folder.resolve("artifacts/a"), "a 2");
    run("publish", "--yes");
    Files.move(pointer, folder.resolve("kept"));

    assertStopped(
        run("publish", "--yes"),
        ExitCode.REFUSED,
        "the store has manifests up to version 2 and points at none");
    Files.deleteIfExists(pointer);
    Files.move(folder.resolve("kept"), pointer);
    assertThat(run("publish").out()).contains("nothing has changed");
  }

  @Test
  void programs_get_documents() throws IOException {
    JsonNode published = json(run("publish", "--yes", "-o", "json"));
    JsonNode copied = json(run("replicate", "--region", "us-east", "-o", "json"));
    JsonNode listed = json(run("artifacts", "list", "-o", "json"));
    Files.writeString(folder.resolve("us-east/current/a"), "edited");
    JsonNode verified = json(run("artifacts", "verify", "-o", "json"));

    assertThat(published.path("outcome").asString()).isEqualTo("published");
    assertThat(published.path("version").asInt()).isEqualTo(1);
    assertThat(copied.at("/copies/0/outcome").asString()).isEqualTo("applied");
    assertThat(copied.at("/copies/0/copiedBytes").asInt()).isEqualTo(6);
    assertThat(listed.at("/versions/0/by").asString()).isEqualTo("anna@desk");
    assertThat(verified.at("/copies/0/drift/edited/0").asString()).isEqualTo("a");
    assertThat(verified.at("/copies/0/code").asInt()).isEqualTo(4);
  }

  private static JsonNode json(CommandLineRun run) {
    return JsonMapper.shared().readTree(run.out());
  }
}
