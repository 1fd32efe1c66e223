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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a region takes, and what it has to copy for that. */
final class ReplicationPlanTest {
  private static final ArtifactObject ORDERS = Sets.api("orders.yaml", "o", "orders");
  private static final ArtifactObject PORTAL = Sets.api("portal/index.yaml", "p", "portal");
  private static final ArtifactObject THROTTLE =
      Sets.object("policies/throttle.json", "t", ArtifactKind.POLICIES);
  private static final Manifest MANIFEST = Sets.first(ORDERS, PORTAL, THROTTLE);
  private static final Selector ALL = new Selector.All();

  private static ReplicationPlan plan(
      ReplicationPlan.Applied before, Manifest wanted, Selector selector) {
    return ReplicationPlan.of(
        before, Sets.published(wanted), new ReplicationPlan.Taking(selector, 0));
  }

  private static List<ArtifactObject> taken(Selector selector) {
    return taken(selector, MANIFEST);
  }

  private static List<ArtifactObject> taken(Selector selector, Manifest manifest) {
    List<ArtifactObject> objects = new ArrayList<>();
    Sets.published(manifest).each(selector, objects::add);
    return objects;
  }

  @Test
  void a_region_takes_all_or_by_tag_or_by_path_and_every_policy() {
    assertThat(taken(ALL)).containsExactly(ORDERS, PORTAL, THROTTLE);
    assertThat(taken(new Selector.ByTag(List.of("orders", "x")))).containsExactly(ORDERS, THROTTLE);
    assertThat(taken(new Selector.ByPath(List.of(PathPattern.parse("apis/portal/**")))))
        .containsExactly(PORTAL, THROTTLE);
    assertThat(taken(new Selector.ByTag(List.of()))).containsExactly(THROTTLE);
  }

  @Test
  void a_selector_is_written_and_read_back() {
    for (Selector selector :
        List.of(
            ALL,
            new Selector.ByTag(List.of("b", "a")),
            new Selector.ByPath(List.of(PathPattern.parse("a b/**"), PathPattern.parse("*.y"))))) {
      Selector read = Selector.parse(selector.text());

      assertThat(read.text()).isEqualTo(selector.text());
      assertThat(taken(read)).isEqualTo(taken(selector));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "apis/**, apis/a, true",
    "apis/**, apis/a/b, true",
    "apis/**, apis, false",
    "apis/*, apis/a/b, false",
    "*.yaml, a.yaml, true",
    "*.yaml, x/a.yaml, false",
    "**/a.yaml, a.yaml, true",
    "**/a.yaml, x/y/a.yaml, true",
    "**/a.yaml, xa.yaml, false",
    "a?c, abc, true",
    "a?c, a/c, false",
    "a.c, abc, false",
    "a[b]c, a[b]c, true"
  })
  void a_pattern_matches_the_whole_path(String pattern, String path, boolean matches) {
    assertThat(PathPattern.parse(pattern).matches(path)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/a",
        "a/",
        "a//b",
        "../a",
        "a/./b",
        "a\\b",
        "c:a",
        "a\nb",
        "a\u0000b",
        "no text \ufffd",
        "half a letter \ud800"
      })
  void a_path_never_leads_out_of_its_folder(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sets.object(path, "x", ArtifactKind.FILES));
  }

  @Test
  void a_name_has_no_more_bytes_than_folders_take() {
    String letters = "\u20ac".repeat(85);

    assertThat(Sets.object("a/" + letters, "x", ArtifactKind.FILES).path()).hasSize(87);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sets.object("a/b" + letters + "/c", "x", ArtifactKind.FILES))
        .withMessageContaining("more than 255 bytes in UTF-8");
  }

  @Test
  void only_what_differs_is_told_as_such() {
    Manifest two =
        Sets.manifest(
            Sets.next(
                Sets.published(MANIFEST),
                List.of(Sets.api("orders.yaml", "o2", "orders"), PORTAL, THROTTLE),
                Sets.TERMS,
                Sets.NOON.plusSeconds(1)));
    ReplicationPlan.Applied before = new ReplicationPlan.Applied(Sets.published(MANIFEST), ALL);

    assertThat(plan(before, two, ALL))
        .isInstanceOfSatisfying(
            ReplicationPlan.Copy.class,
            copy -> {
              assertThat(copy.objects()).isEqualTo(3);
              assertThat(copy.difference().changed().first())
                  .map(ArtifactObject::path)
                  .containsExactly("apis/orders.yaml");
              assertThat(copy.difference().added()).isEqualTo(SomeObjects.NONE);
            });
  }

  @Test
  void every_reason_to_refuse_has_its_case() {
    List<ArtifactObject> many = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      many.add(Sets.api("api-" + i, "c", i < 5 ? "orders" : "portal"));
    }
    Version ten = Sets.published(Sets.first(many.toArray(ArtifactObject[]::new)));
    PublishTerms all =
        new PublishTerms(Sets.ID, "eu-west", List.of("us-east"), Duration.ofDays(1), 100);
    Instant later = Sets.NOON.plusSeconds(1);
    Manifest told = Sets.manifest(Sets.next(ten, many.subList(1, 10), all, later));
    Manifest less = Sets.manifest(Sets.next(ten, many.subList(2, 10), all, later));
    Manifest vanished =
        new Manifest(
            Sets.ID, less.edition(), less.note(), less.scope(), told.deletions(), less.objects());
    Set<ReplicationPlan.Reason> seen = EnumSet.noneOf(ReplicationPlan.Reason.class);
    for (ReplicationPlan plan :
        List.of(
            plan(null, ten.manifest(), new Selector.ByTag(List.of("nobody"))),
            plan(
                new ReplicationPlan.Applied(ten, ALL),
                ten.manifest(),
                new Selector.ByTag(List.of("orders"))),
            plan(new ReplicationPlan.Applied(ten, ALL), vanished, ALL))) {
      if (plan instanceof ReplicationPlan.Refused(var reason, String sentence)) {
        assertThat(sentence).isNotBlank();
        seen.add(reason);
      }
    }

    assertThat(seen).isEqualTo(EnumSet.allOf(ReplicationPlan.Reason.class));
  }

  @Test
  void the_master_and_the_operator_may_each_allow_more_deletions() {
    List<ArtifactObject> four =
        List.of(ORDERS, PORTAL, THROTTLE, Sets.api("more.yaml", "m", "orders"));
    Version before = Sets.published(Sets.first(four.toArray(ArtifactObject[]::new)));
    ReplicationPlan.Applied applied = new ReplicationPlan.Applied(before, ALL);
    PublishTerms generous =
        new PublishTerms(Sets.ID, "eu-west", List.of("us-east"), Duration.ofDays(7), 75);
    Manifest less =
        Sets.manifest(Sets.next(before, List.of(THROTTLE), generous, Sets.NOON.plusSeconds(1)));
    ReplicationPlan.Taking orders =
        new ReplicationPlan.Taking(new Selector.ByPath(List.of(PathPattern.parse("none"))), 75);

    assertThat(plan(applied, less, ALL)).isInstanceOf(ReplicationPlan.Copy.class);
    assertThat(ReplicationPlan.of(applied, before, orders))
        .isInstanceOf(ReplicationPlan.Copy.class);
    assertThat(plan(applied, before.manifest(), orders.selector()))
        .isInstanceOf(ReplicationPlan.Refused.class);
  }

  @Test
  void what_lies_there_differs_by_edits_gaps_and_strangers() {
    Drift.Draft found = new Drift.Draft(List.of(ORDERS, PORTAL, THROTTLE).iterator());
    found.found(new FoundFile(ORDERS.path(), THROTTLE.blob()));
    found.found(new FoundFile(PORTAL.path(), PORTAL.blob()));
    found.found(new FoundFile("stranger", null));
    Drift drift = found.ended();

    assertThat(drift)
        .isEqualTo(
            new Drift(
                List.of("apis/orders.yaml"),
                List.of("policies/throttle.json"),
                List.of("stranger")));
    assertThat(drift.text())
        .contains(
            "edited: apis/orders.yaml; missing: policies/throttle.json; not of the set: stranger");
    assertThat(Drift.NONE.text()).isEmpty();
  }

  @Test
  void rules_give_the_first_kind_and_every_tag() {
    List<ObjectRule> rules =
        List.of(
            new ObjectRule(List.of(PathPattern.parse("**/x")), null, List.of("x")),
            new ObjectRule(List.of(PathPattern.parse("apis/**")), ArtifactKind.APIS, List.of("a")),
            new ObjectRule(List.of(PathPattern.parse("**")), ArtifactKind.POLICIES, List.of()));

    assertThat(ObjectRule.labelled("apis/x", ORDERS.blob(), rules))
        .isEqualTo(
            new ArtifactObject("apis/x", ORDERS.blob(), ArtifactKind.APIS, List.of("a", "x")));
    assertThat(ObjectRule.labelled("x", ORDERS.blob(), List.of()).kind())
        .isEqualTo(ArtifactKind.FILES);
  }

  @Test
  void a_journal_is_written_and_read_back() {
    Pointer pointer = Sets.published(MANIFEST).published().pointer();
    String slot = SlotNames.next(pointer, null);
    for (SinkJournal journal :
        List.of(
            SinkJournal.NEW,
            new SinkJournal(new Floor(pointer, 7), ScrubCursor.at(Sets.NOON), null),
            new SinkJournal(new Floor(pointer, 7), null, new SwitchIntent(null, slot, pointer)),
            new SinkJournal(
                new Floor(pointer, 7),
                new ScrubCursor(Sets.NOON, "apis/ü b"),
                new SwitchIntent(slot, SlotNames.next(pointer, slot), pointer)))) {
      assertThat(SinkJournal.decode(journal.encode())).isEqualTo(journal);
    }
    assertThat(SlotNames.next(pointer, slot)).isNotEqualTo(slot).matches(SlotNames::isSlot);
  }
}
