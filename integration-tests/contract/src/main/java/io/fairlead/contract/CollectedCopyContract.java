package io.fairlead.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.Selector;
import io.fairlead.cycle.CollectCycle;
import io.fairlead.cycle.CollectReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A region's own store is collected, whatever it is made of. */
public abstract class CollectedCopyContract extends LostStoreContract {
  @Test
  void what_a_region_needs_no_more_is_deleted_a_grace_time_later() throws IOException {
    mirroring.write(ORDERS, "orders, the second");
    mirroring.publish();
    mirroring.replicate();

    CollectReport first = mirroring.collect();
    mirroring.pass(CollectCycle.MIN_GRACE.minusSeconds(1));
    CollectReport early = mirroring.collect();
    mirroring.pass(Duration.ofSeconds(1));
    CollectReport second = mirroring.collect();

    assertThat(first.kept().versions()).isEqualTo(1);
    assertThat(first.waiting().things()).as("manifest, page and content").isEqualTo(3);
    assertThat(early.deleted().things()).isZero();
    assertThat(second.outcome()).isEqualTo(new CollectReport.Outcome.Done());
    assertThat(second.deleted()).isEqualTo(first.waiting());
    assertThat(manifests()).hasSize(1);
    assertThat(mirroring.seen()).isEqualTo(mirroring.written());
    assertThat(mirroring.scrub().outcome()).isEqualTo(new Outcome.UpToDate());
  }

  @Test
  void what_is_needed_again_is_taken_off_the_list_before_it_is_counted_on() throws IOException {
    String first = Objects.requireNonNull(mirroring.written().get(ORDERS));
    mirroring.write(ORDERS, "orders, the second");
    mirroring.publish();
    mirroring.replicate();
    mirroring.collect();
    mirroring.pass(CollectCycle.MIN_GRACE);
    mirroring.write(ORDERS, first);
    mirroring.publish();

    assertThat(mirroring.replicate().copied().objects()).as("it was there").isZero();
    CollectReport report = mirroring.collect();

    assertThat(report.deleted().things()).as("the first manifest alone").isEqualTo(1);
    assertThat(mirroring.seen()).isEqualTo(mirroring.written());
    assertThat(mirroring.scrub().outcome()).isEqualTo(new Outcome.UpToDate());
  }

  @Test
  void what_a_region_does_not_select_any_more_is_collected_and_can_be_selected_again()
      throws IOException {
    assertThat(mirroring.narrow(new Selector.ByTag(List.of("o"))).outcome())
        .isEqualTo(new Outcome.Applied());
    mirroring.collect();
    mirroring.pass(CollectCycle.MIN_GRACE);
    CollectReport report = mirroring.collect();

    assertThat(report.deleted().things()).isPositive();
    assertThat(mirroring.seen()).as("what is tagged").containsOnlyKeys(ORDERS);
    assertThat(mirroring.replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(mirroring.seen()).isEqualTo(mirroring.written());
  }

  private List<Pointer> manifests() {
    if (mirroring.mirror.manifests(Mirroring.SET, Mirroring.soon())
        instanceof Reading.Known<List<Pointer>>(List<Pointer> known)) {
      return known;
    }
    throw new AssertionError("the manifests cannot be listed");
  }
}
