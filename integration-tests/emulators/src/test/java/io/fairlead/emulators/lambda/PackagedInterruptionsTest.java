package io.fairlead.emulators.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.lambda.FleetInAws.Kept;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The packaged function stopped in the middle of a change: killed, frozen for half an hour while
 * the others go on, or out of time. The twin tells when a call arrives, and that is when it
 * happens. The fleet lasts for all cases; each begins with every gateway up and every region in.
 * Builds run the moments at which most is half done, {@code -Dfairlead.interruptions.all=true}
 * every one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsParts({Part.MINISTACK, Part.FAKETIME})
class PackagedInterruptionsTest {
  private static final String IRELAND = "ireland";
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  /** A change of the register is a promise and a value of three cells each: by now a majority's. */
  private static final int JOURNALED = 5;

  private static final Predicate<Call> CELL_WRITE =
      new Where("dynamodb", "", "PutItem")
          .and(call -> call.body().contains("{\"S\":\"" + FleetInAws.FLEET + "\"}"));

  private static final Predicate<Call> SLOT_WRITE =
      new Where("dynamodb", "", "PutItem")
          .and(call -> call.body().contains("{\"S\":\"slot/" + IRELAND + "\"}"));

  private static final Predicate<Call> OWN_READ =
      new Where("ec2", "eu-west-1", "DescribeAddresses");
  private static final Predicate<Call> ZONE_CHANGE =
      new Where("route53", "", "ChangeResourceRecordSets");

  private PackagedFleet fleet;

  @BeforeAll
  void start() throws IOException {
    fleet = new PackagedFleet(Kept.TABLES);
    fleet.settle();
  }

  @AfterAll
  void stop() throws IOException {
    fleet.close();
  }

  @BeforeEach
  void everythingIsUpAndNothingGoesWrong() {
    fleet.aws.twin.faults().clear();
    fleet.aws.revive(IRELAND, 1);
    fleet.aws.revive(IRELAND, 2);
    fleet.rounds(3);
    if (fleet.state().drains().containsKey("region/paris")) {
      back("paris");
    }
    if (fleet.aws.weights().get(IRELAND) == 0) {
      // While its function stood still the others took the region out, as they should.
      back(IRELAND);
    }
    assertThat(fleet.isAtRest()).isTrue();
  }

  /** All of them where that is asked for. */
  private static <E extends Enum<E>> Set<E> moments(Class<E> type, Set<E> few) {
    return Boolean.getBoolean("fairlead.interruptions.all") ? EnumSet.allOf(type) : few;
  }

  static Set<InMove> inMove() {
    return moments(
        InMove.class,
        EnumSet.of(
            InMove.INTENT_WRITTEN_BY_A_MAJORITY,
            InMove.MOVE_NOT_CARRIED_OUT,
            InMove.MOVE_CARRIED_OUT));
  }

  static Set<InChange> inChange() {
    return moments(InChange.class, EnumSet.of(InChange.CHANGE_CARRIED_OUT));
  }

  static Set<Frozen> frozen() {
    return moments(Frozen.class, EnumSet.of(Frozen.AT_THE_READ_BEFORE_ITS_MOVE));
  }

  /** Where in a move of an address the process is killed. */
  enum InMove {
    SLOT_BEFORE_IT_IS_TAKEN(SLOT_WRITE, 1, false),
    SLOT_TAKEN(SLOT_WRITE, 1, true),
    INTENT_BEFORE_IT_IS_WRITTEN(CELL_WRITE, 1, false),
    INTENT_WRITTEN_BY_A_MAJORITY(CELL_WRITE, JOURNALED, true),
    READ_BEFORE_THE_MOVE(OWN_READ, 1, true),
    MOVE_NOT_CARRIED_OUT(PackagedFleet.ASSOCIATE, 1, false),
    MOVE_CARRIED_OUT(PackagedFleet.ASSOCIATE, 1, true),
    CONFIRMATION(CELL_WRITE, JOURNALED + 2, false);

    private final Predicate<Call> where;
    private final int nth;
    private final boolean carriedOut;

    InMove(Predicate<Call> where, int nth, boolean carriedOut) {
      this.where = where;
      this.nth = nth;
      this.carriedOut = carriedOut;
    }
  }

  @ParameterizedTest
  @MethodSource("inMove")
  void a_function_killed_in_a_move_leaves_it_to_the_next_run(InMove at) throws IOException {
    Move move = fallen();
    strike(at.where, at.nth, at.carriedOut, tick()::kill);
    tick().restart();
    fleet.aws.twin.faults().clear();

    fleet.until(() -> fleet.aws.holder(IRELAND).equals(move.to) && fleet.isAtRest());
    fleet.round();

    int most = at == InMove.MOVE_NOT_CARRIED_OUT ? 2 : 1;
    assertThat(fleet.moves()).hasSize(most);
    movedOnce(move);
    assertThat(fleet.aws.weights()).containsEntry(IRELAND, 127L);
  }

  /** Where in a change of weights the process is killed. */
  enum InChange {
    INTENT_WRITTEN_BY_A_MAJORITY(CELL_WRITE, JOURNALED, true),
    CHANGE_NOT_CARRIED_OUT(ZONE_CHANGE, 1, false),
    CHANGE_CARRIED_OUT(ZONE_CHANGE, 1, true);

    private final Predicate<Call> where;
    private final int nth;
    private final boolean carriedOut;

    InChange(Predicate<Call> where, int nth, boolean carriedOut) {
      this.where = where;
      this.nth = nth;
      this.carriedOut = carriedOut;
    }
  }

  @ParameterizedTest
  @MethodSource("inChange")
  void a_function_killed_in_a_change_of_weights_leaves_it_to_the_next_run(InChange at)
      throws IOException {
    long before = drained("paris");
    strike(at.where, at.nth, at.carriedOut, tick()::kill);
    tick().restart();
    fleet.aws.twin.faults().clear();

    fleet.until(() -> fleet.aws.weights().get("paris") == 0 && fleet.isAtRest());
    fleet.round();

    // Two functions may send the open change in one round: of those the zone takes one.
    assertThat(fleet.state().history())
        .filteredOn(line -> line.epoch() > before && line.kind().equals("confirmed"))
        .extracting(HistoryEntry::subject)
        .containsOnlyOnce("zone/" + FleetInAws.ZONE);
    assertThat(fleet.aws.weights()).containsEntry("paris", 0L).doesNotContainEntry("ireland", 0L);
    back("paris");
  }

  /** Where in a move the process stands still for half an hour, and what it has done by then. */
  enum Frozen {
    AT_ITS_INTENT(CELL_WRITE, JOURNALED, 0),
    AT_THE_READ_BEFORE_ITS_MOVE(OWN_READ, 1, 0),
    AT_ITS_MOVE(PackagedFleet.ASSOCIATE, 1, 1);

    private final Predicate<Call> where;
    private final int nth;
    private final int moves;

    Frozen(Predicate<Call> where, int nth, int moves) {
      this.where = where;
      this.nth = nth;
      this.moves = moves;
    }
  }

  @ParameterizedTest
  @MethodSource("frozen")
  void a_function_frozen_in_a_move_for_half_an_hour_moves_nothing_when_it_thaws(Frozen at) {
    Move move = fallen();
    CompletableFuture<RuntimeApi.Answer> run = strike(at.where, at.nth, true, tick()::freeze);
    assertThat(fleet.moves()).hasSize(at.moves);

    fleet.time.pass(HALF_AN_HOUR);
    fleet.round(PackagedFleet.others(IRELAND));
    int before = fleet.moves().size();
    long epoch = fleet.epoch();
    tick().thaw();
    assertThat(tick().await(run).good()).isTrue();

    assertThat(fleet.moves()).as("moves of the thawed run: %s", tick().lastLine()).hasSize(before);
    assertThat(fleet.epoch()).as("what the thawed run wrote").isEqualTo(epoch);
    fleet.until(() -> fleet.aws.holder(IRELAND).equals(move.to) && fleet.isAtRest());
    fleet.round();
    assertThat(fleet.moves()).hasSize(1);
    movedOnce(move);
  }

  @Test
  void a_function_frozen_in_a_change_of_weights_changes_nothing_when_it_thaws() {
    drained("paris");
    CompletableFuture<RuntimeApi.Answer> run = strike(CELL_WRITE, JOURNALED, true, tick()::freeze);
    assertThat(fleet.isAtRest()).isFalse();
    assertThat(fleet.changes()).isEmpty();

    // By then nobody wants the change any more: what the frozen run read is history.
    fleet.time.pass(HALF_AN_HOUR);
    fleet.operate((state, note) -> OperatorVerbs.undrain(state, "region/paris", note));
    fleet.round(PackagedFleet.others(IRELAND));
    int before = fleet.changes().size();
    tick().thaw();
    assertThat(tick().await(run).good()).isTrue();

    assertThat(fleet.changes()).as("of the thawed run: %s", tick().lastLine()).hasSize(before);
    back("paris");
  }

  @Test
  void a_run_stops_before_its_deadline_while_a_target_hangs_and_says_what_it_left()
      throws IOException {
    Move move = fallen();
    hang();

    Optional<RuntimeApi.Answer> answer = tick().limited(fleet.message(), Duration.ofSeconds(6));

    assertThat(answer).as("it was killed at its deadline").isPresent();
    JsonNode line = tick().lastLine();
    assertThat(line.path("outcome").asString("")).isEqualTo("Acted");
    assertThat(line.path("refused")).hasSize(1);
    JsonNode left = line.path("refused").get(0);
    assertThat(left.path("target").asString("")).isEqualTo("address/ireland/front");
    assertThat(left.path("class").asString("")).isEqualTo("unknown");
    assertThat(left.path("text").asString("")).contains("ec2:AssociateAddress", "no answer");
    assertThat(fleet.isAtRest()).isFalse();
    fleet.aws.twin.faults().clear();
    fleet.until(() -> fleet.aws.holder(IRELAND).equals(move.to) && fleet.isAtRest());
    movedOnce(move);
  }

  @Test
  void a_run_that_its_runtime_kills_at_the_deadline_is_finished_by_the_next() throws IOException {
    Move move = fallen();
    hang();
    // A process that gets no processor cannot stop by itself.
    Strike.before(fleet.aws.twin, PackagedFleet.ASSOCIATE, 1, tick()::freeze);

    Optional<RuntimeApi.Answer> answer = tick().limited(fleet.message(), Duration.ofSeconds(5));

    assertThat(answer).isEmpty();
    assertThat(fleet.isAtRest()).isFalse();
    assertThat(fleet.aws.holder(IRELAND)).isEqualTo(move.from);
    fleet.aws.twin.faults().clear();
    fleet.until(() -> fleet.aws.holder(IRELAND).equals(move.to) && fleet.isAtRest());
    movedOnce(move);
  }

  /** From its first order to move on, EC2 answers nothing within any limit and does nothing. */
  private void hang() {
    AtomicBoolean asked = new AtomicBoolean();
    Predicate<Call> hung =
        call -> {
          if (PackagedFleet.ASSOCIATE.test(call)) {
            asked.set(true);
          }
          return asked.get() && call.service().equals("ec2");
        };
    fleet.aws.twin.faults().add(hung, new Fault.Slow(Duration.ofSeconds(10)));
    fleet.aws.twin.faults().add(hung, new Fault.CutBefore());
  }

  /** An address has to go from a dead node to the other. */
  private record Move(String from, String to, long epoch) {}

  private Move fallen() {
    String from = fleet.aws.holder(IRELAND);
    Move move = new Move(from, from.equals("gw-1") ? "gw-2" : "gw-1", fleet.epoch());
    fleet.aws.kill(IRELAND, from.equals("gw-1") ? 1 : 2);
    fleet.aws.twin.forgetCalls();
    return move;
  }

  private void movedOnce(Move move) {
    assertThat(fleet.aws.holder(IRELAND)).isEqualTo(move.to);
    assertThat(fleet.isAtRest()).isTrue();
    assertThat(fleet.state().history())
        .filteredOn(line -> line.epoch() > move.epoch && line.kind().equals("confirmed"))
        .extracting(HistoryEntry::subject)
        .containsOnlyOnce("address/ireland/front");
  }

  /** The epoch before it. */
  private long drained(String region) {
    long before = fleet.epoch();
    fleet.operate((state, note) -> OperatorVerbs.drain(state, "region/" + region, note));
    fleet.aws.twin.forgetCalls();
    return before;
  }

  private void back(String region) {
    String subject = "region/" + region;
    if (fleet.state().drains().containsKey(subject)) {
      fleet.operate((state, note) -> OperatorVerbs.undrain(state, subject, note));
    }
    fleet.rounds(2);
    if (fleet.aws.weights().get(region) == 0) {
      fleet.operate((state, note) -> OperatorVerbs.failback(state, subject, note));
    }
    fleet.until(() -> fleet.aws.weights().get(region) > 0 && fleet.isAtRest());
  }

  /** Runs one region's slot, alone, until something happens to it. */
  private CompletableFuture<RuntimeApi.Answer> strike(
      Predicate<Call> where, int nth, boolean carriedOut, Runnable blow) {
    Predicate<Call> at = where == OWN_READ ? journaled(where) : where;
    Strike strike =
        carriedOut
            ? Strike.after(fleet.aws.twin, at, nth, blow)
            : Strike.before(fleet.aws.twin, at, nth, blow);
    CompletableFuture<RuntimeApi.Answer> run = tick().begin(fleet.message(), PackagedFleet.TIMEOUT);
    strike.await(run);
    return run;
  }

  /**
   * Calls of a kind once a change is journaled: all targets are read before that, too. Two cells
   * have it then, a promise and a value each; the third one's writes may come whenever they like.
   */
  private static Predicate<Call> journaled(Predicate<Call> where) {
    Map<String, Integer> writes = new ConcurrentHashMap<>();
    return call -> {
      if (CELL_WRITE.test(call)) {
        writes.merge(call.region(), 1, Integer::sum);
      }
      return writes.values().stream().filter(each -> each > 1).count() > 1 && where.test(call);
    };
  }

  private FunctionProcess tick() {
    return fleet.tick(IRELAND);
  }
}
