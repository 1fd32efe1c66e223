package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.ArtifactKind;
import io.fairlead.artifact.ObjectRule;
import io.fairlead.artifact.PathPattern;
import io.fairlead.artifact.Selector;
import io.fairlead.cycle.PublishContent;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.SealedContent;
import io.fairlead.cycle.SealedSink;
import io.fairlead.local.artifact.FolderSource;
import io.fairlead.local.token.FileBoxKeys;
import io.fairlead.local.token.PublicBoxKeys;
import io.fairlead.parts.KeyFile;
import io.fairlead.port.ArtifactSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates between a master's folder and a region's: sealed there, opened here. */
class SealedCertificatesTest {
  private static final String SECRET = "-----BEGIN PRIVATE KEY-----\nnobody else reads this\n";

  @TempDir private Path work;
  private Copying copying;
  private final SortedMap<String, Path> files = new TreeMap<>();
  private final SortedMap<String, PublicBoxKeys.BoxKey> keys = new TreeMap<>();
  private final SortedSet<String> keyed = new TreeSet<>();

  @BeforeEach
  void makeKeys() throws Exception {
    copying = new Copying(work);
    box("eu-west", "west-box");
    box("us-east", "east-box");
    copying.write("certs/gw.pem", SECRET);
    copying.write("apis/orders", "orders 1");
  }

  private void box(String region, String id) throws IOException {
    Path file = work.resolve(id);
    keys.put(region, PublicBoxKeys.BoxKey.parse(id, KeyFile.make("X25519", file)));
    files.put(id, file);
    keyed.add(region);
  }

  @Test
  void a_certificate_is_plain_at_its_region_alone_and_never_in_a_store() throws IOException {
    assertThat(publish()).isInstanceOf(PublishReport.Outcome.Done.class);
    assertThat(replicate("east-box", false).outcome())
        .isInstanceOf(ReplicateReport.Outcome.Applied.class);

    assertThat(Files.readString(work.resolve("destination/current/certs/gw.pem")))
        .isEqualTo(SECRET);
    assertThat(Files.readString(work.resolve("destination/current/apis/orders")))
        .isEqualTo("orders 1");
    try (Stream<Path> all = Files.walk(work.resolve("store"))) {
      assertThat(all.filter(Files::isRegularFile))
          .hasSizeGreaterThan(3)
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                      .doesNotContain("nobody else"));
    }
  }

  @Test
  void what_has_not_changed_is_not_sealed_anew_and_what_has_is() throws IOException {
    publish();
    assertThat(publish()).isInstanceOf(PublishReport.Outcome.Unchanged.class);
    replicate("east-box", false);

    copying.write("apis/orders", "orders 2");
    assertThat(published().difference().changed().first())
        .singleElement()
        .satisfies(object -> assertThat(object.path()).isEqualTo("apis/orders"));
    copying.write("certs/gw.pem", SECRET + "renewed");
    assertThat(published().difference().changed().first())
        .singleElement()
        .satisfies(object -> assertThat(object.path()).isEqualTo("certs/gw.pem"));
    replicate("east-box", false);
    assertThat(Files.readString(work.resolve("destination/current/certs/gw.pem")))
        .isEqualTo(SECRET + "renewed");
  }

  @Test
  void a_region_that_has_not_its_key_is_told_and_keeps_what_it_had() throws Exception {
    publish();
    replicate("east-box", false);
    box("us-east", "east-2027");
    assertThat(publish())
        .as("sealed with another key")
        .isInstanceOf(PublishReport.Outcome.Done.class);

    ReplicateReport held = replicate("east-box", false);

    assertThat(held.outcome())
        .isInstanceOfSatisfying(
            ReplicateReport.Outcome.Refused.class,
            outcome ->
                assertThat(outcome.sentence())
                    .isEqualTo(
                        "certs/gw.pem: it is sealed with key 'east-2027', and this region has"
                            + " east-box"));
    assertThat(Files.readString(work.resolve("destination/current/certs/gw.pem")))
        .isEqualTo(SECRET);
    assertThat(replicate("east-2027", false).outcome())
        .isInstanceOf(ReplicateReport.Outcome.Applied.class);
  }

  @Test
  void nothing_is_published_that_a_region_could_not_open_or_that_is_too_long() throws IOException {
    keyed.remove("us-east");
    assertThat(publish())
        .isEqualTo(
            new PublishReport.Outcome.Refused(
                "'certs/gw.pem' is for us-east, and there is no key that it could be sealed with"
                    + " for it: add replication.boxes.us-east"));
    keyed.add("us-east");
    copying.write("certs/gw.pem", "x".repeat((1 << 20) + 1));
    assertThat(publish().toString()).contains("and what is sealed has at most 1048576");
    assertThat(work.resolve("store/sha256")).doesNotExist();
  }

  @Test
  void an_edited_certificate_or_sealed_form_is_found_and_put_right() throws IOException {
    publish();
    replicate("east-box", false);
    Path shown = work.resolve("destination/current").toRealPath();
    Files.writeString(shown.resolve("certs/gw.pem"), "by hand");

    ReplicateReport mended = replicate("east-box", true);
    assertThat(mended.drift().edited()).containsExactly("certs/gw.pem");
    assertThat(Files.readString(work.resolve("destination/current/certs/gw.pem")))
        .isEqualTo(SECRET);

    shown = work.resolve("destination/current").toRealPath();
    Files.writeString(shown.resolve(".sealed/certs/gw.pem"), "fairlead-sealed/1\nbroken");
    assertThat(replicate("east-box", true).drift().edited()).containsExactly("certs/gw.pem");
    assertThat(replicate("east-box", true).drift().isEmpty()).isTrue();
  }

  @Test
  void a_box_that_was_moved_to_another_path_or_set_does_not_open() throws IOException {
    publish();
    replicate("east-box", false);
    Path form = work.resolve("destination/current/.sealed/certs/gw.pem").toRealPath();
    copying.write("apis/stolen.pem", Files.readString(form));
    copying.publish("master");

    assertThat(replicate("east-box", false).outcome())
        .isEqualTo(
            new ReplicateReport.Outcome.Refused(
                "apis/stolen.pem: its key was not wrapped with key 'east-box' of this region, or"
                    + " for something else"));
  }

  private PublishReport.Outcome publish() {
    return published().outcome();
  }

  private PublishReport published() {
    PublishContent content =
        PublishContent.of(
            new FolderSource(copying.source, copying.clock()),
            List.of(
                new ObjectRule(
                    List.of(PathPattern.parse("certs/**")), ArtifactKind.CERTIFICATES, List.of())));
    return copying.publish(
        new SealedContent(
            content,
            new SealedContent.Parts(
                Copying.ID,
                copying.storeItself(),
                new PublicBoxKeys(keys),
                opening("west-box"),
                new SealedContent.Readers(
                    "eu-west", new TreeMap<>(Map.of("us-east", new Selector.All())), keyed))));
  }

  private ReplicateReport replicate(String key, boolean scrub) throws IOException {
    return copying.replicate(copying.storeItself(), sink -> sealing(sink, key), scrub);
  }

  private ArtifactSink sealing(ArtifactSink sink, String key) {
    return new SealedSink(sink, opening(key), Copying.ID, "us-east");
  }

  private FileBoxKeys opening(String key) {
    return new FileBoxKeys(new TreeMap<>(Map.of(key, files.get(key))));
  }
}
