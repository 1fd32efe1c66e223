package io.fairlead.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that are signed. */
final class ManifestTextTest {
  @Test
  void a_manifest_reads_as_people_would_write_it_down() {
    Manifest manifest = Sets.first(Sets.api("orders v2.yaml", "a", "orders", "eu"));
    ManifestPage page = manifest.objects().pages().getFirst();

    assertThat(new String(ManifestText.encode(manifest), UTF_8))
        .isEqualTo(
            """
            fairlead-manifest/2
            fleet three-regions
            set gateway
            version 1
            master eu-west
            epoch 1
            parent -
            created 2026-03-01T12:00:00Z
            expires 2026-03-08T12:00:00Z
            by anna@desk
            reason orders v2
            scope 2
            eu-north
            us-east
            deletions 0 25
            tombstones 0
            objects 1
            PAGE 1 1 apis/orders v2.yaml\tapis/orders v2.yaml
            end
            """
                .replace("PAGE", page.blob().digest().hex() + " " + page.blob().length()));
    assertThat(new String(PageForm.OBJECTS.encode(Sets.objects(manifest)), UTF_8))
        .isEqualTo(
            """
            fairlead-objects/1
            ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb 1 apis eu,orders apis/orders v2.yaml
            end
            """);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void what_was_written_is_read_back(long seed) {
    Random random = new Random(seed);
    List<ArtifactObject> objects = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(40); i++) {
      ArtifactKind kind = ArtifactKind.values()[random.nextInt(ArtifactKind.values().length)];
      String[] tags = random.nextBoolean() ? new String[] {"b", "a"} : new String[0];
      objects.add(Sets.object("f" + i + "/ü " + random.nextInt(), "c" + i, kind, tags));
    }
    Version one = Sets.published(Sets.first(objects.toArray(ArtifactObject[]::new)));
    objects.removeFirst();
    objects.add(Sets.api("new", "new"));
    PublishTerms all = new PublishTerms(Sets.ID, "eu-west", List.of(), Sets.TERMS.validFor(), 100);
    Manifest two = Sets.manifest(Sets.next(one, objects, all, Sets.NOON.plusSeconds(seed)));

    assertThat(ManifestText.decode(ManifestText.encode(one.manifest()))).isEqualTo(one.manifest());
    assertThat(ManifestText.decode(ManifestText.encode(two))).isEqualTo(two);
    assertThat(Sets.published(two).tombstones()).hasSize(1);
    assertThat(Sets.objects(two)).containsExactlyInAnyOrderElementsOf(objects);
  }

  @Test
  void bytes_that_mean_the_same_in_another_spelling_are_refused() {
    String text = new String(ManifestText.encode(Sets.first(Sets.api("a", "a"))), UTF_8);

    for (String other :
        List.of(
            text.replace("12:00:00Z", "12:00:00.000Z"),
            text.replace("eu-north\nus-east", "us-east\neu-north"),
            text + "more\n",
            text.replace("\n", "\r\n"),
            text.replace("version 1", "version 01"),
            text.replace("objects 1", "objects 999999999"),
            text.substring(0, text.length() - 1))) {
      assertThat(other).isNotEqualTo(text);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ManifestText.decode(other.getBytes(UTF_8)));
    }
  }

  @Test
  void a_reason_on_two_lines_is_one_and_forges_no_key() {
    Note note = new Note("anna\nepoch 99", "x".repeat(500) + "\r\nend");

    assertThat(note.by()).isEqualTo("anna epoch 99");
    assertThat(note.reason()).hasSize(200).doesNotContain("\n");
  }
}
