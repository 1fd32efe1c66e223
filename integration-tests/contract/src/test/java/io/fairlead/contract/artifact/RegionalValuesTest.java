package io.fairlead.contract.artifact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.ArtifactKind;
import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.ObjectRule;
import io.fairlead.artifact.PathPattern;
import io.fairlead.artifact.RegionValues;
import io.fairlead.contract.Struck;
import io.fairlead.cycle.RegionalSink;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.gateway.kong.KongDatabase;
import io.fairlead.gateway.kong.KongDatabaseSink;
import io.fairlead.gateway.kong.KongDblessSink;
import io.fairlead.gateway.kong.KongFile;
import io.fairlead.gateway.kong.KongNode;
import io.fairlead.local.artifact.FolderSink;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.ArtifactStore;
import io.fairlead.wiring.artifact.KongYaml;
import io.fairlead.wiring.artifact.RefusalFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A region's own values stand in the files that its gateways read, and nowhere else. */
final class RegionalValuesTest {
  private static final String FILE = "kong.yaml";
  private static final String SETTINGS = "replication.sets.gateway.regions.us-east.values";
  private static final int MORE_THAN_ENOUGH = 100;
  private static final List<ObjectRule> RULES =
      List.of(
          rule("policies/**", ArtifactKind.POLICIES),
          rule("files/**", ArtifactKind.FILES),
          rule("**", ArtifactKind.GATEWAY_CONFIG));

  @TempDir private Path work;

  private Copying copying;
  private Map<String, String> values = Map.of("orders", "http://10.0.0.7:8080/");

  @BeforeEach
  void publishAFileWithAPlaceholder() throws IOException {
    copying = published("first");
  }

  private Copying published(String name) throws IOException {
    Copying made = new Copying(work.resolve(name));
    made.write(FILE, config("orders"));
    made.write("plain.yaml", "a: 1\n");
    made.publish(RULES);
    return made;
  }

  private static ObjectRule rule(String paths, ArtifactKind kind) {
    return new ObjectRule(List.of(PathPattern.parse(paths)), kind, List.of());
  }

  private static String config(String name) {
    return """
        _format_version: "3.0"
        services:
        - {name: orders, url: "${fairlead:%s}"}
        """
        .formatted(name);
  }

  private static String become(String url) {
    return config("orders").replace("${fairlead:orders}", url);
  }

  private ReplicateReport replicate() throws IOException {
    return replicate(copying.storeItself(), sink -> sink, false);
  }

  private ReplicateReport scrub() throws IOException {
    return replicate(copying.storeItself(), sink -> sink, true);
  }

  /** With Kong, or nothing, between the folder and the values. */
  private ReplicateReport replicate(
      ArtifactStore store, UnaryOperator<ArtifactSink> beside, boolean scrub) throws IOException {
    return copying.replicate(
        store,
        folder ->
            new RegionalSink(
                beside.apply(folder),
                ((FolderSink) folder).originals(),
                new RegionValues(SETTINGS, new TreeMap<>(values))),
        scrub);
  }

  private void write(String path, byte[] content) throws IOException {
    Path file = copying.source.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private byte[] seen(String path) throws IOException {
    return Files.readAllBytes(copying.destination.resolve("current").resolve(path));
  }

  @Test
  void readers_see_the_values_and_the_store_has_what_was_signed() throws IOException {
    assertThat(replicate().outcome()).isEqualTo(new Outcome.Applied());

    assertThat(copying.seen())
        .containsOnlyKeys(FILE, "plain.yaml")
        .containsEntry(FILE, become("http://10.0.0.7:8080/"));
    assertThat(Copying.read(copying.store).values()).contains(config("orders"));
    assertThat(replicate().outcome()).isEqualTo(new Outcome.UpToDate());
    assertThat(scrub().outcome()).isEqualTo(new Outcome.UpToDate());
    assertThat(scrub().drift().isEmpty()).isTrue();
  }

  @Test
  void an_escaped_placeholder_is_one_that_readers_see() throws IOException {
    copying.write(
        FILE, "a: $${fairlead:orders} $$${fairlead:orders} $${other} ${fairlead:orders}$");
    copying.publish(RULES);
    replicate();

    assertThat(copying.seen())
        .containsEntry(
            FILE, "a: ${fairlead:orders} $${fairlead:orders} $${other} http://10.0.0.7:8080/$");
    assertThat(scrub().outcome()).isEqualTo(new Outcome.UpToDate());
  }

  @Test
  void policies_other_files_and_what_is_no_text_stay_as_they_are() throws IOException {
    String text = "x ${fairlead:unknown} x";
    Map<String, byte[]> untouched =
        Map.of(
            "policies/limit.json", text.getBytes(UTF_8),
            "files/a.txt", text.getBytes(UTF_8),
            "zero.bin", (text + "\0").getBytes(UTF_8),
            "latin.bin", (text + "\u00e9").getBytes(ISO_8859_1));
    for (Map.Entry<String, byte[]> each : untouched.entrySet()) {
      write(each.getKey(), each.getValue());
    }
    copying.publish(RULES);

    assertThat(replicate().outcome()).isEqualTo(new Outcome.Applied());
    for (Map.Entry<String, byte[]> each : untouched.entrySet()) {
      assertThat(seen(each.getKey())).as(each.getKey()).isEqualTo(each.getValue());
    }
  }

  @Test
  void a_value_that_the_region_does_not_have_refuses_the_set_and_the_one_before_stays()
      throws IOException {
    replicate();
    SortedMap<String, String> before = copying.seen();
    copying.write("plain.yaml", "a: 2\n");
    copying.write(FILE, config("portal"));
    copying.publish(RULES);

    assertThat(replicate().outcome())
        .isEqualTo(
            new Outcome.Refused(
                FILE
                    + ": line 3 names '${fairlead:portal}', of which "
                    + SETTINGS
                    + " has no value: add it there"));
    assertThat(copying.seen()).isEqualTo(before);

    values = Map.of("orders", "http://10.0.0.7:8080/", "portal", "http://10.0.0.8/");
    assertThat(replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(copying.seen())
        .containsEntry("plain.yaml", "a: 2\n")
        .containsEntry(FILE, become("http://10.0.0.8/"));
  }

  @Test
  void what_looks_like_a_placeholder_and_is_none_is_refused() throws IOException {
    for (String wrong : List.of("${fairlead:}", "${fairlead:Not a name}", "${fairlead:orders")) {
      copying.write(FILE, "a: 1\nb: " + wrong);
      copying.publish(RULES);

      assertThat(replicate().outcome().reason())
          .startsWith(FILE + ": line 2 has '${fairlead:' and no name")
          .endsWith("a literal one is written '$${fairlead:'");
    }
    values = Map.of();
    copying.write(FILE, config("orders"));
    copying.publish(RULES);
    assertThat(replicate().outcome()).isInstanceOf(Outcome.Refused.class);
    assertThat(copying.seen()).isEmpty();
  }

  @Test
  void other_values_make_the_copy_anew_without_a_new_version_or_the_stores_content()
      throws IOException {
    replicate();
    values = Map.of("orders", "http://10.0.0.9/");
    ReplicateReport report = replicate();

    assertThat(report.outcome()).isEqualTo(new Outcome.Applied());
    assertThat(report.copied().objects()).as("what comes from the store").isZero();
    assertThat(report.remarks())
        .containsExactly("the region's values have changed: " + SETTINGS + " puts in others now");
    assertThat(copying.seen()).containsEntry(FILE, become("http://10.0.0.9/"));
    assertThat(replicate().outcome()).isEqualTo(new Outcome.UpToDate());

    values = Map.of();
    assertThat(replicate().outcome()).isInstanceOf(Outcome.Refused.class);
    assertThat(copying.seen()).containsEntry(FILE, become("http://10.0.0.9/"));
  }

  @Test
  void a_file_with_values_that_somebody_edits_is_told_and_put_right() throws IOException {
    replicate();
    for (String edited : List.of(become("http://evil/"), config("orders"), "")) {
      Files.writeString(copying.destination.resolve("current").resolve(FILE), edited);
      ReplicateReport report = scrub();

      assertThat(report.drift().edited()).containsExactly(FILE);
      assertThat(report.outcome()).isEqualTo(new Outcome.Applied());
      assertThat(copying.seen()).containsEntry(FILE, become("http://10.0.0.7:8080/"));
    }
  }

  @Test
  void long_files_are_substituted_in_pieces_wherever_a_piece_ends() throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.length() < 3 << 20) {
      text.append("x".repeat(text.length() % 97)).append("${fairlead:orders}\n");
    }
    byte[] binary = (text + "\0").getBytes(UTF_8);
    copying.write(FILE, text.toString());
    write("long.bin", binary);
    copying.publish(RULES);

    assertThat(replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(ContentDigest.of(seen(FILE)))
        .isEqualTo(
            ContentDigest.of(
                text.toString()
                    .replace("${fairlead:orders}", "http://10.0.0.7:8080/")
                    .getBytes(UTF_8)));
    assertThat(seen("long.bin")).isEqualTo(binary);
    assertThat(scrub().outcome()).isEqualTo(new Outcome.UpToDate());
  }

  @Test
  void killed_before_every_call_readers_see_no_placeholder_and_a_later_run_ends()
      throws IOException {
    boolean missed = false;
    int kills = 0;
    for (int at = 1; !missed && at < MORE_THAN_ENOUGH; at++) {
      copying = published("kill" + at);
      replicate();
      SortedMap<String, String> old = copying.seen();
      copying.write(FILE, "# 2\n" + config("orders"));
      copying.publish(RULES);
      Struck struck = new Struck(at);
      try {
        copying.replicate(
            copying.storeItself(),
            folder ->
                new RegionalSink(
                    struck.over(ArtifactSink.class, folder),
                    struck.over(ArtifactSink.class, ((FolderSink) folder).originals()),
                    new RegionValues(SETTINGS, new TreeMap<>(values))),
            false);
        missed = struck.missed();
      } catch (Struck.Killed _) {
        kills++;
      }

      String wanted = "# 2\n" + become("http://10.0.0.7:8080/");
      assertThat(copying.seen().get(FILE)).as("call " + at).isIn(old.get(FILE), wanted);
      assertThat(replicate().outcome())
          .as("call " + at)
          .isInstanceOfAny(Outcome.Applied.class, Outcome.UpToDate.class);
      assertThat(copying.seen()).as("call " + at).containsEntry(FILE, wanted);
      assertThat(scrub().outcome()).as("call " + at).isEqualTo(new Outcome.UpToDate());
    }

    assertThat(missed).isTrue();
    assertThat(kills).isGreaterThan(15);
  }

  @Test
  void nodes_of_kong_load_the_file_with_the_values_and_their_hash_is_that_files()
      throws IOException {
    try (KongAdmin node = new KongAdmin()) {
      UnaryOperator<ArtifactSink> beside =
          folder ->
              new KongDblessSink(
                  folder,
                  new KongFile(FILE, KongYaml::read),
                  List.of(new KongNode(node.uri(), null, copying.clock())),
                  new RefusalFile(copying.destination),
                  new KongDblessSink.Time(copying.clock(), _ -> {}));
      assertThat(replicate(copying.storeItself(), beside, false).outcome())
          .isEqualTo(new Outcome.Applied());
      assertThat(replicate(copying.storeItself(), beside, false).outcome())
          .isEqualTo(new Outcome.UpToDate());
      assertThat(node.served()).isEqualTo(become("http://10.0.0.7:8080/"));
      int loads = node.loads();

      values = Map.of("orders", "http://10.0.0.9/");
      assertThat(replicate(copying.storeItself(), beside, false).outcome())
          .isEqualTo(new Outcome.Applied());
      assertThat(node.loads()).isEqualTo(loads + 1);
      values = Map.of();
      assertThat(replicate(copying.storeItself(), beside, false).outcome())
          .isInstanceOf(Outcome.Refused.class);
      assertThat(node.loads()).isEqualTo(loads + 1);
    }
  }

  @Test
  void entities_of_kong_have_the_values() throws IOException {
    try (KongControl kong = new KongControl()) {
      UnaryOperator<ArtifactSink> beside =
          folder ->
              new KongDatabaseSink(
                  folder,
                  new KongFile(FILE, KongYaml::read),
                  new KongDatabase(kong.uri(), null, copying.clock(), _ -> {}),
                  KongChange.TAG);
      assertThat(replicate(copying.storeItself(), beside, false).outcome())
          .isEqualTo(new Outcome.Applied());
      assertThat(replicate(copying.storeItself(), beside, false).outcome())
          .isEqualTo(new Outcome.UpToDate());

      assertThat(kong.rows.table("services").values())
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.path("host").asString("")).isEqualTo("10.0.0.7");
                assertThat(row.path("port").asInt()).isEqualTo(8080);
              });
    }
  }
}
