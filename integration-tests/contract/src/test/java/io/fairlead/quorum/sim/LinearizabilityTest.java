package io.fairlead.quorum.sim;

import static io.fairlead.quorum.sim.Operation.Kind.CHANGED;
import static io.fairlead.quorum.sim.Operation.Kind.CONFLICT;
import static io.fairlead.quorum.sim.Operation.Kind.READ;
import static io.fairlead.quorum.sim.Operation.Kind.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LinearizabilityTest {
  private static final long NEVER = Long.MAX_VALUE;

  @Test
  void one_after_the_other_holds() {
    assertHolds(
        read(1, 2, 0, ""), changed(3, 4, 0, "a"), read(5, 6, 1, "a"), changed(7, 8, 1, "b"));
  }

  @Test
  void a_read_of_what_was_replaced_before_it_began_does_not_hold() {
    assertFails(changed(1, 2, 0, "a"), changed(3, 4, 1, "b"), read(5, 6, 1, "a"));
  }

  @Test
  void a_read_beside_a_change_may_see_either() {
    assertHolds(changed(1, 4, 0, "a"), read(2, 3, 0, ""));
    assertHolds(changed(1, 4, 0, "a"), read(2, 3, 1, "a"));
  }

  @Test
  void two_reads_beside_a_change_may_not_go_back() {
    assertFails(changed(1, 10, 0, "a"), read(2, 3, 1, "a"), read(4, 5, 0, ""));
  }

  @Test
  void two_changes_of_one_version_do_not_both_hold() {
    assertFails(changed(1, 4, 0, "a"), changed(2, 3, 0, "b"));
  }

  @Test
  void a_conflict_needs_the_version_that_it_names() {
    assertHolds(changed(1, 2, 0, "a"), conflict(3, 4, 0, 1));
    assertFails(conflict(1, 2, 0, 1));
    assertFails(changed(1, 2, 0, "a"), conflict(3, 4, 1, 1));
  }

  @Test
  void an_unknown_change_may_have_happened_or_not() {
    assertHolds(unknown(1, NEVER, 0, "a"), read(5, 6, 0, ""));
    assertHolds(unknown(1, NEVER, 0, "a"), read(5, 6, 1, "a"));
    assertHolds(unknown(1, NEVER, 0, "a"), read(5, 6, 0, ""), read(7, 8, 1, "a"));
    assertFails(unknown(1, NEVER, 0, "a"), read(5, 6, 1, "a"), read(7, 8, 0, ""));
    assertFails(unknown(1, NEVER, 0, "a"), read(5, 6, 2, "a"));
  }

  @Test
  void a_settled_change_does_not_happen_later() {
    assertFails(unknown(1, 2, 0, "a"), read(3, 4, 0, ""), read(5, 6, 1, "a"));
    assertHolds(unknown(1, 2, 0, "a"), read(3, 4, 1, "a"), read(5, 6, 1, "a"));
    assertHolds(unknown(1, 4, 0, "a"), read(3, 5, 0, ""), read(6, 7, 1, "a"));
    assertHolds(conflict(4, 5, 1, 0), unknown(1, 2, 0, "a"), read(3, 6, 1, "a"));
  }

  @Test
  void what_was_never_asked_is_not_read() {
    assertFails(read(1, 2, 1, "a"), changed(3, 4, 0, "a"));
  }

  private static void assertHolds(Operation... history) {
    assertThat(Linearizability.holds(List.of(history))).isTrue();
  }

  private static void assertFails(Operation... history) {
    assertThat(Linearizability.holds(List.of(history))).isFalse();
  }

  private static Operation read(long began, long ended, long version, String id) {
    return new Operation(READ, began, ended, -1, version, id);
  }

  private static Operation changed(long began, long ended, long expected, String id) {
    return new Operation(CHANGED, began, ended, expected, expected + 1, id);
  }

  private static Operation conflict(long began, long ended, long expected, long version) {
    return new Operation(CONFLICT, began, ended, expected, version, "");
  }

  private static Operation unknown(long began, long ended, long expected, String id) {
    return new Operation(UNKNOWN, began, ended, expected, 0, id);
  }
}
