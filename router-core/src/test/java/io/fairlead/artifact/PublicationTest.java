package io.fairlead.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is published as the next version, and what never is. */
final class PublicationTest {
  private static final Instant LATER = Sets.NOON.plus(Duration.ofHours(1));

  private static Publication next(Version before, List<ArtifactObject> content, Instant now) {
    return Sets.next(before, content, Sets.TERMS, now);
  }

  private static List<ArtifactObject> many(int count) {
    List<ArtifactObject> objects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      objects.add(Sets.api("api-" + i, "content " + i));
    }
    return objects;
  }

  private static Version ten() {
    return Sets.published(Sets.first(many(10).toArray(ArtifactObject[]::new)));
  }

  @Test
  void versions_rise_and_name_the_one_before() {
    Version one = ten();
    List<ArtifactObject> changed = many(10);
    changed.set(3, Sets.api("api-3", "other"));
    changed.add(Sets.api("new", "new"));
    Publication publication = next(one, changed, LATER);

    assertThat(publication)
        .isInstanceOfSatisfying(
            Publication.Next.class,
            two -> {
              assertThat(two.manifest().version()).isEqualTo(2);
              assertThat(two.manifest().edition().parent()).isEqualTo(one.published().pointer());
              assertThat(two.difference().added().first())
                  .map(ArtifactObject::path)
                  .containsExactly("apis/new");
              assertThat(two.difference().changed().first())
                  .map(ArtifactObject::path)
                  .containsExactly("apis/api-3");
              assertThat(two.difference().bytes()).isEqualTo(8);
            });
  }

  @Test
  void the_same_content_is_published_anew_only_when_half_its_time_is_over() {
    Instant half = Sets.NOON.plus(Duration.ofHours(84));

    assertThat(next(ten(), many(10), half.minusSeconds(1)))
        .isInstanceOf(Publication.Unchanged.class);
    assertThat(next(ten(), many(10), half)).isInstanceOf(Publication.Next.class);
  }

  @Test
  void a_region_more_is_a_new_version() {
    PublishTerms wider =
        new PublishTerms(Sets.ID, "eu-west", List.of("us-east"), Duration.ofDays(7), 25);

    assertThat(Sets.next(ten(), many(10), wider, LATER)).isInstanceOf(Publication.Next.class);
  }

  @Test
  void a_store_made_anew_begins_an_epoch_above_every_version_that_a_region_has_begun() {
    PublishTerms rebuilding = Sets.TERMS.rebuilding(7);
    Manifest made = Sets.manifest(Sets.next(ten(), many(10), rebuilding, LATER));

    assertThat(made.version()).isEqualTo(8);
    assertThat(made.edition().epoch()).isEqualTo(2);
    assertThat(made.edition().parent()).isEqualTo(ten().published().pointer());
    assertThat(Sets.manifest(Sets.next(ten(), many(10), Sets.TERMS.rebuilding(1), LATER)).version())
        .isEqualTo(2);
    assertThat(Sets.next(null, many(10), rebuilding, LATER))
        .isInstanceOf(Publication.Refused.class);
  }

  @Test
  void every_reason_to_refuse_has_its_case() {
    Set<Publication.Reason> seen = EnumSet.noneOf(Publication.Reason.class);
    for (Publication publication :
        List.of(
            next(ten(), List.of(), LATER),
            next(ten(), many(7), LATER),
            next(ten(), many(9), Sets.NOON.minusSeconds(1)),
            Sets.next(ten(), many(10), Sets.TERMS.takingOffice(), LATER))) {
      if (publication instanceof Publication.Refused(var reason, String sentence)) {
        assertThat(sentence).isNotBlank();
        seen.add(reason);
      }
    }

    assertThat(seen).isEqualTo(EnumSet.allOf(Publication.Reason.class));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sets.first(Sets.api("a", "1"), Sets.api("a/b", "2")))
        .withMessage("'apis/a' is a file and a folder");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sets.first(Sets.api("a", "1"), Sets.api("a", "2")))
        .withMessage("'apis/a' is there twice");
  }

  @Test
  void deletions_leave_tombstones_until_the_path_is_back() {
    Version one = ten();
    Version two = Sets.published(Sets.manifest(next(one, many(8), LATER)));
    List<ArtifactObject> back = many(9);
    Version three = Sets.published(Sets.manifest(next(two, back, LATER.plusSeconds(1))));

    assertThat(two.tombstones())
        .containsExactly(new Tombstone("apis/api-8", 2), new Tombstone("apis/api-9", 2));
    assertThat(three.tombstones()).containsExactly(new Tombstone("apis/api-9", 2));
  }

  @Test
  void a_quarter_may_go_at_once_and_no_object_more() {
    assertThat(Deletions.objection(8, 2, 25)).isEmpty();
    assertThat(Deletions.objection(8, 3, 25))
        .contains("3 of 8 objects would be deleted, and at most 25 % may at once");
    assertThat(Deletions.objection(3, 1, 0)).isEmpty();
    assertThat(Deletions.objection(1, 1, 99)).isPresent();
    assertThat(Deletions.objection(1, 1, 100)).isEmpty();
  }

  @Test
  void old_content_comes_back_under_a_higher_version() {
    Version one = ten();
    Version two = Sets.published(Sets.manifest(next(one, many(9), LATER)));
    Manifest three = Sets.manifest(next(two, Sets.objects(one.manifest()), LATER.plusSeconds(1)));

    assertThat(three.version()).isEqualTo(3);
    assertThat(three.objects()).isEqualTo(one.manifest().objects());
    assertThat(three.deletions().tombstones()).isEqualTo(PageList.NONE);
  }
}
