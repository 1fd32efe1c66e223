package io.fairlead.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.cli.verb.Init;
import io.fairlead.health.Observation;
import io.fairlead.journal.OperatorNote;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.VerbAnswer;
import io.fairlead.port.Observations;
import io.fairlead.port.Observations.Entries;
import io.fairlead.port.Observations.Published;
import io.fairlead.port.Register;
import io.fairlead.wiring.region.FleetPorts;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A write of the register that somebody else is always ahead of, or that is never answered. */
class RegisterChangeTest {
  private final Topology topology = starter();
  private static final Instant NOW = Instant.parse("2026-03-01T03:12:08Z");

  private static final Verb FREEZE =
      new Verb(
          "freeze",
          "fleet",
          (snapshot, note) -> OperatorVerbs.freeze(snapshot.state(), note),
          Verb.Kind.STANDING);

  /** A verb that a freeze forbids. */
  private static final Verb STEERING =
      new Verb(
          "drain",
          "region/eu-west",
          (snapshot, note) -> OperatorVerbs.drain(snapshot.state(), "region/eu-west", note),
          Verb.Kind.LASTING);

  private final StringWriter out = new StringWriter();
  private long seen;
  private final TimeOptions times = new TimeOptions();
  private Duration offset = Duration.ZERO;

  /** A register that takes the first write. */
  private final class Taking implements Register {
    private RegisterState written =
        RegisterState.initial(
            topology.fleet().name(), topology.fleet().digest(), "op", NOW.minusSeconds(60));

    @Override
    public Read read(Instant deadline) {
      return new Read.State(1, written);
    }

    @Override
    public Cas cas(long expected, RegisterState next, Instant deadline) {
      written = next;
      return new Cas.Ok(2);
    }
  }

  @Test
  void a_register_that_changes_under_every_try_is_a_conflict() {
    Moving register = new Moving(false);

    assertThatExceptionOfType(Stop.class)
        .isThrownBy(() -> freeze(register))
        .withMessageContaining("nothing is written: other changes came first 5 times")
        .withMessageContaining("the last as epoch 6. See by 'fairlead history' what they are")
        .withMessageContaining("run it again")
        .satisfies(stop -> assertThat(stop.code()).isEqualTo(ExitCode.CONFLICT));
    assertThat(register.writes).isEqualTo(5);
  }

  @Test
  void a_change_of_somebody_elses_that_came_first_may_leave_nothing_to_do_or_forbid_it() {
    Kept register = new Kept();
    register.first = OperatorVerbs::freeze;

    assertThat(freeze(register)).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("freeze: unchanged, frozen already, by bob");

    Kept other = new Kept();
    other.first = OperatorVerbs::freeze;
    assertThatExceptionOfType(Stop.class)
        .isThrownBy(() -> change(other, STEERING))
        .withMessageContaining("all changes are stopped by bob: run 'fairlead unfreeze' first")
        .satisfies(stop -> assertThat(stop.code()).isEqualTo(ExitCode.REFUSED));
    assertThat(other.epoch).isEqualTo(2);
  }

  @Test
  void what_somebody_elses_change_forbids_is_not_told_as_written() {
    Kept register = new Kept();
    register.first = OperatorVerbs::freeze;
    Verb verb =
        new Verb(
            "freeze",
            "fleet",
            (snapshot, note) ->
                snapshot.epoch() > 1
                    ? new VerbAnswer.Refused("there is nothing to stop")
                    : OperatorVerbs.freeze(snapshot.state(), note),
            Verb.Kind.STANDING);

    assertThatExceptionOfType(Stop.class)
        .isThrownBy(() -> change(register, verb))
        .withMessage(
            "nothing is written: another change came first, epoch 2, and now there is nothing to"
                + " stop: look at 'fairlead history'.")
        .satisfies(stop -> assertThat(stop.code()).isEqualTo(ExitCode.REFUSED));
  }

  @Test
  void what_the_register_cannot_take_is_told_with_the_numbers() {
    Kept register = new Kept();
    register.full = "the register's value has 5 bytes, at most 4 are allowed: nothing was written";

    assertThatExceptionOfType(Stop.class)
        .isThrownBy(() -> freeze(register))
        .withMessage("the register cannot take it: " + register.full + ".")
        .satisfies(stop -> assertThat(stop.code()).isEqualTo(ExitCode.FAILED));
  }

  @Test
  void a_write_whose_answer_is_lost_and_that_did_not_take_effect_is_told_as_such() {
    assertThatExceptionOfType(Stop.class)
        .isThrownBy(() -> freeze(new Moving(true)))
        .withMessageContaining("it is not known whether the register took it (no answer; a moment")
        .withMessageContaining("look at 'fairlead history', and run it again where it is not told")
        .satisfies(stop -> assertThat(stop.code()).isEqualTo(ExitCode.UNREACHABLE));
  }

  @Test
  void nothing_is_written_over_a_register_that_went_back_until_a_person_takes_it() {
    Kept register = new Kept();
    seen = 7;

    assertThatExceptionOfType(Stop.class)
        .isThrownBy(() -> freeze(register))
        .withMessageContaining("went back from epoch 7, which eu-west has seen, to epoch 1")
        .satisfies(stop -> assertThat(stop.code()).isEqualTo(ExitCode.UNREACHABLE));
    assertThat(register.epoch).isEqualTo(1);

    try (OpenFleet fleet = new OpenFleet(topology, ports(register), surroundings())) {
      assertThat(new TakeOlder(fleet, operation()).run()).isEqualTo(ExitCode.DONE);
    }
    assertThat(register.epoch).isEqualTo(8);
    assertThat(register.state.history())
        .anyMatch(line -> line.text().startsWith("went back from epoch 7 to 1"));
    assertThat(freeze(register)).isEqualTo(ExitCode.DONE);
  }

  @Test
  void what_is_written_carries_the_stores_time_and_not_the_operators() {
    offset = Duration.ofSeconds(-8);
    times.lasting = Duration.ofHours(1);
    Taking register = new Taking();

    assertThat(freeze(register)).isEqualTo(ExitCode.DONE);

    Instant stores = NOW.minusSeconds(8);
    assertThat(register.written.writtenAt()).isEqualTo(stores);
    assertThat(register.written.history().getLast().at()).isEqualTo(stores);
    assertThat(Objects.requireNonNull(register.written.freeze()).until())
        .isEqualTo(stores.plusSeconds(3600));
  }

  @Test
  void an_operator_whose_clock_is_an_hour_ahead_is_told_to_set_it() {
    offset = Duration.ofHours(-1);
    Taking register = new Taking();

    assertThatExceptionOfType(Stop.class)
        .isThrownBy(() -> freeze(register))
        .withMessageContaining("clock is 3600 s ahead of the stores' clocks")
        .withMessageContaining("at most 10 s are allowed: set it")
        .satisfies(stop -> assertThat(stop.code()).isEqualTo(ExitCode.REFUSED));
    assertThat(register.written.history()).isEmpty();
  }

  @Test
  void a_wait_for_what_holds_as_soon_as_it_is_written_is_refused() {
    times.wait = Duration.ofSeconds(1);

    assertThatExceptionOfType(Stop.class)
        .isThrownBy(() -> freeze(new Taking()))
        .withMessageContaining("--wait has no meaning here: freeze holds as soon as it is written")
        .satisfies(stop -> assertThat(stop.code()).isEqualTo(ExitCode.USAGE));
  }

  private Operation operation() {
    OperatorOptions options = new OperatorOptions();
    options.yes = true;
    return new Operation(topology, options, times, surroundings(), false);
  }

  private ExitCode freeze(Register register) {
    return change(register, FREEZE);
  }

  private ExitCode change(Register register, Verb verb) {
    Operation operation = operation();
    try (OpenFleet fleet = new OpenFleet(topology, ports(register), surroundings())) {
      return new RegisterChange(fleet, operation).run(verb, Beside.NOTHING);
    }
  }

  private final class Moving implements Register {
    private final boolean silent;
    private long epoch = 1;
    private int writes;

    Moving(boolean silent) {
      this.silent = silent;
    }

    @Override
    public Read read(Instant deadline) {
      return new Read.State(
          epoch,
          RegisterState.initial(topology.fleet().name(), topology.fleet().digest(), "op", NOW));
    }

    @Override
    public Cas cas(long expected, RegisterState next, Instant deadline) {
      writes++;
      epoch++;
      return silent ? new Cas.Unknown("no answer") : new Cas.Conflict();
    }
  }

  /** A register in memory. */
  private final class Kept implements Register {
    private long epoch = 1;

    /** What somebody else does right before the first write. */
    private @Nullable BiFunction<RegisterState, OperatorNote, VerbAnswer> first;

    private String full = "";
    private RegisterState state =
        RegisterState.initial(
            topology.fleet().name(), topology.fleet().digest(), "op", Instant.EPOCH);

    @Override
    public Read read(Instant deadline) {
      return new Read.State(epoch, state);
    }

    @Override
    public Cas cas(long expected, RegisterState next, Instant deadline) {
      if (!full.isEmpty()) {
        return new Cas.Refused(full);
      }
      BiFunction<RegisterState, OperatorNote, VerbAnswer> before = first;
      if (before != null) {
        first = null;
        OperatorNote bob = new OperatorNote("b", "bob", "", NOW, null, 2);
        if (before.apply(state, bob) instanceof VerbAnswer.Changed(RegisterState theirs)) {
          state = theirs;
          epoch++;
        }
      }
      if (expected != epoch) {
        return new Cas.Conflict();
      }
      epoch++;
      state = next;
      return new Cas.Ok(epoch);
    }
  }

  /** Entries that tell of the epoch seen. */
  private SortedMap<String, Observation> entries() {
    SortedMap<String, Observation> entries = new TreeMap<>();
    entries.put(
        "eu-west",
        new Observation(
            "eu-west", 1, "run", 1, Instant.EPOCH, "d1", seen, false, "", new TreeMap<>()));
    return entries;
  }

  private FleetPorts ports(Register register) {
    return new FleetPorts(
        register,
        new Observations() {
          @Override
          public Published publish(Observation mine, Instant deadline) {
            return Published.UNKNOWN;
          }

          @Override
          public Entries latest(Instant deadline) {
            return new Entries(entries(), new TreeMap<>());
          }
        },
        new Absent.Targets(),
        new Absent.Targets(),
        new Absent.Flags(),
        new Absent.Archive(),
        new Absent.Holds(),
        () -> Optional.of(offset),
        TreeMap::new,
        () -> {});
  }

  private Surroundings surroundings() {
    return new Surroundings(
        new PrintWriter(out, true),
        new PrintWriter(out, true),
        new BufferedReader(new StringReader("")),
        Map.of("FAIRLEAD_OPERATOR", "anna"),
        Path.of(""),
        false,
        false,
        InstantSource.fixed(NOW));
  }

  private static Topology starter() {
    try (InputStream in =
        Objects.requireNonNull(Init.class.getResourceAsStream("starter-local.yaml"))) {
      return switch (TopologyReader.read(in.readAllBytes(), Path.of("."), _ -> null)) {
        case ReadTopology.Valid(var topology, _) -> topology;
        case ReadTopology.Invalid(var problems) -> throw new IllegalStateException("" + problems);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
