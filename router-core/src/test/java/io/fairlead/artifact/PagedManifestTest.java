package io.fairlead.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of a manifest: where they are cut, what they are read as, and what two versions share. */
final class PagedManifestTest {
  private static final int MANY = 20_000;

  private static List<ArtifactObject> many(int count) {
    List<ArtifactObject> objects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      objects.add(Sets.api("%05d".formatted(i), "content " + i));
    }
    return objects;
  }

  private static Version version(Version before, List<ArtifactObject> objects) {
    PublishTerms terms =
        new PublishTerms(Sets.ID, "eu-west", List.of("us-east"), Sets.TERMS.validFor(), 100);
    return Sets.published(
        Sets.manifest(Sets.next(before, objects, terms, Sets.NOON.plusSeconds(1))));
  }

  private static int newPages(Version before, Version after) {
    Set<Blob> pages = new HashSet<>(after.manifest().objects().blobs());
    pages.removeAll(before.manifest().objects().blobs());
    return pages.size();
  }

  @Test
  void a_page_has_some_hundred_objects_and_all_of_them_are_read_back_in_order() {
    List<ArtifactObject> objects = many(MANY);
    Version version = version(null, objects);

    assertThat(version.manifest().objects().pages().size()).isBetween(MANY / 400, MANY / 150);
    assertThat(Sets.objects(version.manifest())).isEqualTo(objects);
    assertThat(version.manifest().objects().count()).isEqualTo(MANY);
  }

  @Test
  void what_comes_goes_or_changes_touches_its_own_page_alone() {
    List<ArtifactObject> objects = many(MANY);
    Version one = version(null, objects);
    objects.set(7_000, Sets.api("07000", "other"));
    Version changed = version(one, objects);
    objects.add(1, Sets.api("00000-and-more", "new"));
    Version inserted = version(changed, objects);
    objects.remove(15_000);
    Version removed = version(inserted, objects);

    assertThat(newPages(one, changed)).isEqualTo(1);
    assertThat(newPages(changed, inserted)).isBetween(1, 2);
    assertThat(newPages(inserted, removed)).isBetween(1, 2);
  }

  @Test
  void pages_that_both_versions_have_are_not_read() {
    List<ArtifactObject> objects = many(MANY);
    Version one = version(null, objects);
    for (int i = 0; i < 10; i++) {
      objects.set(i * 2000, Sets.api("%05d".formatted(i * 2000), "other"));
    }
    Version two = version(one, objects);
    Counting reader = new Counting();
    ReplicationPlan plan =
        ReplicationPlan.of(
            new ReplicationPlan.Applied(new Version(one.published(), reader), new Selector.All()),
            new Version(two.published(), reader),
            new ReplicationPlan.Taking(new Selector.All(), 0));

    assertThat(plan)
        .isInstanceOfSatisfying(
            ReplicationPlan.Copy.class,
            copy -> assertThat(copy.difference().changed().count()).isEqualTo(10));
    assertThat(reader.read).isLessThanOrEqualTo(20);
  }

  /** Counts pages that are read. */
  private static final class Counting implements PageReader {
    private int read;

    @Override
    public List<ArtifactObject> objects(ManifestPage page) {
      read++;
      return Sets.READER.objects(page);
    }

    @Override
    public List<Tombstone> tombstones(ManifestPage page) {
      read++;
      return Sets.READER.tombstones(page);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void by_pages_the_difference_is_the_one_object_by_object(long seed) {
    Random random = new Random(seed);
    List<ArtifactObject> before = many(3000);
    before.removeIf(_ -> random.nextInt(20) == 0);
    List<ArtifactObject> after = new ArrayList<>();
    int changed = 0;
    int removed = 0;
    for (ArtifactObject object : before) {
      int what = random.nextInt(300);
      removed += what == 0 ? 1 : 0;
      changed += what == 1 ? 1 : 0;
      if (what == 1) {
        after.add(Sets.object(object.path(), "changed", ArtifactKind.APIS));
      } else if (what != 0) {
        after.add(object);
      }
    }
    after.add(Sets.api("zz", "new"));
    Version one = version(null, before);
    PublishTerms terms =
        new PublishTerms(Sets.ID, "eu-west", List.of(), Sets.TERMS.validFor(), 100);

    Publication next = Sets.next(one, after, terms, Sets.NOON.plusSeconds(1));
    Difference difference = ((Publication.Next) next).difference();
    assertThat(difference.added().count()).isEqualTo(1);
    assertThat(difference.changed().count()).isEqualTo(changed);
    assertThat(difference.removed().count()).isEqualTo(removed);
  }

  @Test
  void a_page_that_is_torn_swapped_or_spelt_otherwise_is_not_read() {
    Version version = version(null, many(1000));
    ManifestPage first = version.manifest().objects().pages().get(0);
    byte[] bytes = PageForm.OBJECTS.encode(Sets.READER.objects(first));
    byte[] changed = bytes.clone();
    changed[bytes.length / 2] ^= 1;
    byte[] second =
        PageForm.OBJECTS.encode(Sets.READER.objects(version.manifest().objects().pages().get(1)));

    assertThat(PageForm.OBJECTS.decode(first, bytes)).hasSize(first.count());
    for (byte[] wrong : List.of(Arrays.copyOf(bytes, bytes.length - 1), changed, second)) {
      assertThatIllegalArgumentException().isThrownBy(() -> PageForm.OBJECTS.decode(first, wrong));
    }
    for (byte[] wrong :
        List.of(
            new String(bytes, UTF_8).replace("apis/00", "apis/01").getBytes(UTF_8),
            new String(bytes, UTF_8).replace("objects/1", "objects/2").getBytes(UTF_8),
            new String(bytes, UTF_8).replace("end\n", "").getBytes(UTF_8))) {
      ManifestPage pinned =
          new ManifestPage(
              new Blob(ContentDigest.of(wrong), wrong.length),
              first.count(),
              first.bytes(),
              first.first(),
              first.last());
      assertThatIllegalArgumentException().isThrownBy(() -> PageForm.OBJECTS.decode(pinned, wrong));
    }
  }

  @Test
  void pages_that_overlap_make_no_list() {
    List<ManifestPage> pages = version(null, many(2000)).manifest().objects().pages();

    assertThat(pages.size()).isGreaterThan(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PageList(List.of(pages.get(1), pages.get(0))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PageList(List.of(pages.get(0), pages.get(0))));
  }

  @Test
  void more_deletions_than_tombstones_are_kept_are_told_by_the_version_they_reach_back_to() {
    Gone gone = new Gone();
    for (int i = 0; i <= Deletions.KEPT + 10; i++) {
      gone.add("p" + i);
    }

    assertThat(gone.count()).isEqualTo(Deletions.KEPT + 11);
    assertThat(gone.first()).hasSize(Deletions.KEPT + 1);
  }
}
