package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.ArtifactKind;
import io.fairlead.artifact.ObjectRule;
import io.fairlead.artifact.PathPattern;
import io.fairlead.artifact.ReplicationPlan;
import io.fairlead.artifact.Selector;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A region's folder holds what it selects and all policies, and nothing else. */
final class RegionalSelectionTest {
  private static final String ORDERS = "apis/orders/api.yaml";
  private static final String PORTAL = "apis/portal.yaml";
  private static final String LIMIT = "policies/limit.json";
  private static final Selector BY_TAG = new Selector.ByTag(List.of("orders"));

  @TempDir private Path work;

  private Copying copying;

  @BeforeEach
  void publishTwoApisAndAPolicy() throws IOException {
    copying = new Copying(work);
    copying.write(ORDERS, "orders 1");
    copying.write(PORTAL, "portal 1");
    copying.write(LIMIT, "limit 1");
    publish();
  }

  private void publish() {
    copying.publish(
        List.of(
            new ObjectRule(patterns("policies/**"), ArtifactKind.POLICIES, List.of()),
            new ObjectRule(patterns("apis/orders/**"), ArtifactKind.APIS, List.of("orders"))));
  }

  private static List<PathPattern> patterns(String pattern) {
    return List.of(PathPattern.parse(pattern));
  }

  private ReplicateReport replicate(Selector selector) throws IOException {
    return copying.replicate(new ReplicationPlan.Taking(selector, 0));
  }

  @Test
  void all_is_all() throws IOException {
    replicate(new Selector.All());

    assertThat(copying.seen()).containsOnlyKeys(ORDERS, PORTAL, LIMIT);
  }

  @Test
  void by_tag_or_by_path_others_are_absent_and_policies_are_there() throws IOException {
    replicate(BY_TAG);
    assertThat(copying.seen()).containsOnlyKeys(ORDERS, LIMIT);

    copying.replicate(
        new ReplicationPlan.Taking(new Selector.ByPath(patterns("apis/*.yaml")), 100));
    assertThat(copying.seen()).containsOnlyKeys(PORTAL, LIMIT);
  }

  @Test
  void a_change_of_what_is_not_selected_changes_no_file() throws IOException {
    replicate(BY_TAG);
    copying.write(PORTAL, "portal 2");
    copying.write("apis/more.yaml", "more");
    publish();
    ReplicateReport report = replicate(BY_TAG);

    assertThat(report.outcome()).isEqualTo(new Outcome.Applied());
    assertThat(report.copied().objects()).isZero();
    assertThat(copying.seen()).containsOnlyKeys(ORDERS, LIMIT);
    copying.write(LIMIT, "limit 2");
    publish();
    replicate(BY_TAG);
    assertThat(copying.seen()).containsEntry(LIMIT, "limit 2");
  }

  @Test
  void a_wider_selection_needs_no_new_version_and_a_narrower_one_counts_as_deletions()
      throws IOException {
    replicate(BY_TAG);
    assertThat(replicate(new Selector.All()).outcome()).isEqualTo(new Outcome.Applied());
    assertThat(copying.seen()).containsOnlyKeys(ORDERS, PORTAL, LIMIT);

    Selector nothing = new Selector.ByPath(patterns("none/**"));
    assertThat(replicate(nothing).outcome().reason())
        .contains("2 of 3 objects would be deleted, and at most 50 % may at once");
    assertThat(copying.seen()).hasSize(3);
    assertThat(copying.replicate(new ReplicationPlan.Taking(nothing, 100)).outcome())
        .isEqualTo(new Outcome.Applied());
    assertThat(copying.seen()).containsOnlyKeys(LIMIT);
  }
}
