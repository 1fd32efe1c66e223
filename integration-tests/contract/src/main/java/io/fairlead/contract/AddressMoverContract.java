package io.fairlead.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.AddressMover;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AddressMover} does. Each test starts with an address on nothing, and nodes
 * {@code gw-1} and {@code gw-2} that may hold it.
 */
public abstract class AddressMoverContract {
  /** A node that may hold the address. */
  protected static final String FIRST = "gw-1";

  /** Another node that may hold the address. */
  protected static final String SECOND = "gw-2";

  /** The mover tested. */
  protected abstract AddressMover mover();

  /** An address that is on nothing. */
  protected abstract AddressId address();

  /** An address that no region has. */
  protected abstract AddressId unknownAddress();

  /** The adapter's wall clock. */
  protected abstract Instant now();

  /** Whether the target has no step from node to node, so that an intent goes over nothing. */
  protected boolean overNothing() {
    return false;
  }

  /** Lets the target end what it goes on with after its answer. */
  protected void settle() {}

  /** Who holds the address, which must be readable. */
  protected final @Nullable String holder() {
    return switch (read(address())) {
      case Reading.Known<HeldBy> known -> known.value().node();
      case Reading.Unreadable<HeldBy> dark -> throw new AssertionError(dark.why());
    };
  }

  /** Moves the address under an intent of its own name. */
  protected final ApplyOutcome move(String intent, @Nullable String from, @Nullable String to) {
    if (overNothing() && from != null && to != null) {
      ApplyOutcome off = apply(order(intent, from, null, now().plusSeconds(60)));
      return off instanceof ApplyOutcome.Accepted
          ? apply(order(intent, null, to, now().plusSeconds(60)))
          : off;
    }
    return apply(order(intent, from, to, now().plusSeconds(60)));
  }

  /** An order to move the address. */
  protected final Order order(
      String intent, @Nullable String from, @Nullable String to, Instant notAfter) {
    return new Order(intent, new Step.MoveAddress(address(), from, to), notAfter);
  }

  /** Applies one order. */
  protected final ApplyOutcome apply(Order order) {
    ApplyOutcome outcome = sent(order);
    settle();
    return outcome;
  }

  /** Applies one order, and leaves the target to what it goes on with. */
  protected final ApplyOutcome sent(Order order) {
    List<ApplyOutcome> outcomes = mover().move(List.of(order), deadline());
    assertThat(outcomes).hasSize(1);
    return outcomes.getFirst();
  }

  /** What the mover reads of an address. */
  protected final Reading<HeldBy> read(AddressId id) {
    return Objects.requireNonNull(mover().holders(new TreeSet<>(List.of(id)), deadline()).get(id));
  }

  private Instant deadline() {
    return now().plus(Duration.ofSeconds(10));
  }

  @Test
  void a_new_address_is_on_nothing() {
    assertThat(read(address())).isEqualTo(new Reading.Known<>(new HeldBy(null)));
  }

  @Test
  void an_address_moves_from_nothing_to_a_node_and_on_to_another() {
    assertThat(move("a", null, FIRST)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(holder()).isEqualTo(FIRST);

    assertThat(move("b", FIRST, SECOND)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(holder()).isEqualTo(SECOND);
  }

  @Test
  void an_address_is_taken_off_its_node() {
    move("a", null, FIRST);

    assertThat(move("b", FIRST, null)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(holder()).isNull();
  }

  @Test
  void case_9_a_move_that_expects_another_holder_is_a_conflict_and_moves_nothing() {
    move("a", null, FIRST);

    assertThat(move("b", null, SECOND)).isInstanceOf(ApplyOutcome.Conflict.class);
    assertThat(holder()).isEqualTo(FIRST);
  }

  @Test
  void a_move_past_its_time_is_expired_and_moves_nothing() {
    assertThat(apply(order("a", null, FIRST, now().minusSeconds(30))))
        .isEqualTo(new ApplyOutcome.Expired());
    assertThat(holder()).isNull();
  }

  @Test
  void a_repeated_move_takes_effect_once() {
    Order order = order("a", null, FIRST, now().plusSeconds(60));
    apply(order);

    assertThat(apply(order)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(holder()).isEqualTo(FIRST);
  }

  @Test
  void a_move_to_a_node_that_is_not_declared_is_refused() {
    assertThat(move("a", null, "gw-9")).isInstanceOf(ApplyOutcome.Refused.class);
    assertThat(holder()).isNull();
  }

  @Test
  void a_node_that_was_refused_for_good_is_an_obstacle_and_one_that_took_the_address_is_none() {
    TreeSet<AddressId> asked = new TreeSet<>(List.of(address()));
    move("a", null, "gw-9");
    assertThat(mover().obstacles(asked).get(address())).containsOnlyKeys("gw-9");

    move("b", null, FIRST);
    assertThat(mover().obstacles(asked).get(address())).containsOnlyKeys("gw-9");
  }

  @Test
  void an_unknown_address_is_unreadable_and_never_on_nothing() {
    assertThat(read(unknownAddress())).isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void a_move_of_an_unknown_address_is_refused() {
    Order order =
        new Order("a", new Step.MoveAddress(unknownAddress(), null, FIRST), now().plusSeconds(60));

    assertThat(apply(order)).isInstanceOf(ApplyOutcome.Refused.class);
  }

  @Test
  void outcomes_come_in_the_order_of_the_orders() {
    // Of two addresses: orders of one call run side by side.
    Order late =
        new Order("a", new Step.MoveAddress(unknownAddress(), null, FIRST), now().minusSeconds(30));
    Order good = order("b", null, FIRST, now().plusSeconds(60));

    List<ApplyOutcome> outcomes = mover().move(List.of(late, good), deadline());

    assertThat(outcomes).hasSize(2);
    assertThat(outcomes.getFirst()).isNotEqualTo(new ApplyOutcome.Accepted());
    assertThat(outcomes.getLast()).isEqualTo(new ApplyOutcome.Accepted());
  }
}
