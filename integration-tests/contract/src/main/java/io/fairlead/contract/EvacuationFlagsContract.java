package io.fairlead.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.EvacuationFlags.Copy;
import io.fairlead.port.EvacuationFlags.Flags;
import io.fairlead.port.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link EvacuationFlags} does. Each test starts with three stores without flags. */
public abstract class EvacuationFlagsContract {
  /** The flag most tests raise. */
  protected static final RegionGroup FLAG = new RegionGroup("us-east", "default");

  private static final RegionGroup OTHER = new RegionGroup("us-east", "portal");

  /** The flags tested. */
  protected abstract EvacuationFlags flags();

  /** Puts a flag into every store as a person does, by the stores' own means. */
  protected abstract void holdAsPerson(RegionGroup flag);

  /** Puts the freeze object into one store as a person does, by the store's own means. */
  protected abstract void freezeOneStoreAsPerson();

  /** The adapter's wall clock. */
  protected abstract Instant now();

  /** Raises a flag in time. */
  protected final ApplyOutcome raise(RegionGroup flag, long epoch) {
    return apply(new Step.RaiseFlag(flag, epoch));
  }

  /** Lowers a flag in time. */
  protected final ApplyOutcome lower(RegionGroup flag, long upto) {
    return apply(new Step.LowerFlag(flag, upto));
  }

  /** What all stores hold. */
  protected final Flags read() {
    return flags().read(deadline());
  }

  private ApplyOutcome apply(Step step) {
    List<ApplyOutcome> outcomes =
        flags().apply(List.of(new Order("intent", step, now().plusSeconds(60))), deadline());
    assertThat(outcomes).hasSize(1);
    return outcomes.getFirst();
  }

  private Instant deadline() {
    return now().plus(Duration.ofSeconds(10));
  }

  @Test
  void three_stores_are_read_and_nothing_is_raised() {
    assertThat(read().stores()).hasSize(3);
    assertThat(read().unreadable()).isEmpty();
    assertThat(read().raised(FLAG)).isFalse();
    assertThat(read().frozen()).isFalse();
  }

  @Test
  void a_raised_flag_is_in_every_store_with_its_epoch() {
    assertThat(raise(FLAG, 418)).isEqualTo(new ApplyOutcome.Accepted());

    assertThat(read().raised(FLAG)).isTrue();
    assertThat(read().raised(OTHER)).isFalse();
    assertThat(read().stores().values())
        .allSatisfy(copies -> assertThat(copies).extracting(Copy::epoch).containsExactly(418L));
  }

  @Test
  void raising_twice_changes_nothing() {
    raise(FLAG, 418);
    Flags once = read();

    assertThat(raise(FLAG, 418)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(read()).isEqualTo(once);
  }

  @Test
  void raising_under_a_newer_epoch_renews_ours_so_that_clean_up_of_old_ones_leaves_it() {
    raise(FLAG, 418);

    assertThat(raise(FLAG, 430)).isEqualTo(new ApplyOutcome.Accepted());
    lower(FLAG, 420);

    assertThat(read().raised(FLAG)).isTrue();
  }

  @Test
  void raising_under_an_older_epoch_leaves_the_newer_flag() {
    raise(FLAG, 430);

    raise(FLAG, 418);

    assertThat(read().stores().values())
        .allSatisfy(copies -> assertThat(copies).extracting(Copy::epoch).containsExactly(430L));
  }

  @Test
  void lowering_removes_ours_up_to_an_epoch() {
    raise(FLAG, 418);
    raise(OTHER, 418);

    assertThat(lower(FLAG, 418)).isEqualTo(new ApplyOutcome.Accepted());

    assertThat(read().raised(FLAG)).isFalse();
    assertThat(read().raised(OTHER)).isTrue();
  }

  @Test
  void case_16_lowering_leaves_a_flag_of_a_newer_epoch() {
    raise(FLAG, 419);

    lower(FLAG, 418);

    assertThat(read().raised(FLAG)).isTrue();
  }

  @Test
  void lowering_what_is_not_raised_is_accepted() {
    assertThat(lower(FLAG, 9)).isEqualTo(new ApplyOutcome.Accepted());
  }

  @Test
  void a_persons_flag_is_read_as_epoch_0_and_is_never_lowered() {
    holdAsPerson(FLAG);

    lower(FLAG, Long.MAX_VALUE);

    assertThat(read().raised(FLAG)).isTrue();
    assertThat(read().stores().values())
        .allSatisfy(copies -> assertThat(copies).extracting(Copy::epoch).containsExactly(0L));
  }

  @Test
  void raising_over_a_persons_flag_is_accepted_and_leaves_it_a_persons() {
    holdAsPerson(FLAG);

    assertThat(raise(FLAG, 418)).isEqualTo(new ApplyOutcome.Accepted());
    lower(FLAG, 418);

    assertThat(read().raised(FLAG)).isTrue();
  }

  @Test
  void an_order_past_its_time_is_expired_and_raises_nothing() {
    Order late = new Order("intent", new Step.RaiseFlag(FLAG, 1), now().minusSeconds(30));

    assertThat(flags().apply(List.of(late), deadline()))
        .containsExactly(new ApplyOutcome.Expired());
    assertThat(read().raised(FLAG)).isFalse();
  }

  @Test
  void outcomes_come_in_the_order_of_the_orders() {
    Order late = new Order("a", new Step.RaiseFlag(FLAG, 1), now().minusSeconds(30));
    Order good = new Order("b", new Step.RaiseFlag(OTHER, 1), now().plusSeconds(60));

    assertThat(flags().apply(List.of(late, good), deadline()))
        .containsExactly(new ApplyOutcome.Expired(), new ApplyOutcome.Accepted());
  }

  @Test
  void one_freeze_object_freezes() {
    freezeOneStoreAsPerson();

    assertThat(read().frozen()).isTrue();
  }
}
