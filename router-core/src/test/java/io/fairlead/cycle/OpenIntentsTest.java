package io.fairlead.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.OpenIntents.Resolver;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Safety;
import io.fairlead.journal.History.EndedAt;
import io.fairlead.journal.Intent;
import io.fairlead.journal.RegisterDraft;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.journal.TargetState.ZoneAt;
import io.fairlead.plan.Current;
import io.fairlead.port.EvacuationFlags.Flags;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.traffic.ZoneDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who goes on with an intent that another run has just journaled. */
@NullMarked
class OpenIntentsTest {
  private static final Instant JOURNALED = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HALF = Safety.DEFAULTS.probe().interval().dividedBy(2);
  private static final AddressId FRONT = new AddressId("eu-west", "front");
  private static final String ZONE = "orders.test";
  private static final RecordSets EMPTY = new RecordSets(ZONE, 3, new TreeMap<>());

  private static final Intent BATCH =
      intent(
          new TargetId.Zone(ZONE),
          new Step.ChangeRecords(
              new RecordBatch(ZONE, 3, 4, List.of(new RecordChange(null, record())))),
          new ZoneAt(3, ZoneDigest.of(EMPTY)),
          new ZoneAt(4, "another"));

  private static final Intent MOVE =
      intent(
          new TargetId.Address(FRONT),
          new Step.MoveAddress(FRONT, "gw-1", "gw-2"),
          new HeldBy("gw-1"),
          new HeldBy("gw-2"));

  @Test
  void a_batch_of_records_is_left_for_half_an_interval_to_whoever_journaled_it() {
    assertThat(resumed(BATCH, JOURNALED.plus(HALF).minusMillis(1))).isFalse();
    assertThat(resumed(BATCH, JOURNALED.plus(HALF))).isTrue();
  }

  @Test
  void an_address_goes_on_to_move_at_once_whoever_journaled_it() {
    assertThat(resumed(MOVE, JOURNALED)).isTrue();
  }

  /** Whether the planner is to decide about its target afresh, so that it may go on. */
  private static boolean resumed(Intent intent, Instant now) {
    RegisterState state = RegisterState.initial("shop", "d1", "op", JOURNALED);
    RegisterState open = withIntent(state, intent);
    Current current =
        new Current(
            new TreeMap<>(Map.of(FRONT, new Reading.Known<>(new HeldBy("gw-1")))),
            new TreeMap<>(Map.of(ZONE, new Reading.Known<>(EMPTY))),
            new Flags(new TreeMap<>(), new TreeMap<>(), false));
    Resolver resolver = new Resolver(Safety.DEFAULTS, open, now, false, new TreeSet<>());
    return OpenIntents.of(List.of(intent), current, resolver)
        .forPlanning(open, new EndedAt(now, 1))
        .intents()
        .isEmpty();
  }

  private static RegisterState withIntent(RegisterState state, Intent intent) {
    RegisterDraft draft = RegisterDraft.of(state);
    draft.intents().add(intent);
    return draft.build(state.operation(), state.writtenAt());
  }

  private static Intent intent(TargetId target, Step step, TargetState before, TargetState after) {
    return new Intent(
        "7.1-abc",
        target,
        List.of(step),
        List.of(before, after),
        "a test",
        List.of(),
        JOURNALED,
        JOURNALED.plusSeconds(30),
        "plan");
  }

  private static WeightedRecord record() {
    return new WeightedRecord(
        new RecordKey("eu." + ZONE, RecordType.A, "eu-west"),
        Duration.ofSeconds(60),
        1,
        List.of("192.0.2.1"),
        null);
  }
}
