package io.fairlead.emulators.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.world.AwsThings.Kept;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls on a register of several regions are struck as the others are: a quorum of buckets, a
 * quorum of tables, one item as a replica of a global table shows it. In the tables are observers'
 * entries and pages of history, too. Here some of all runs; {@code integration-tests/full
 * aws-kills} plays every one.
 */
@NeedsParts(Part.DYNAMODB_LOCAL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillsAcrossRegionsTest {
  private static final int EVERY = Integer.getInteger("fairlead.kills.every", 307);

  /** No multiple of the number of faults, so that calls meet different ones. */
  private static final int EVERY_CHANGE = 11;

  /** A call that a quorum may leave out is waited for thrice; so many in a hundred never came. */
  private static final int MOST_MISSED = 5;

  private Emulator tables;
  private HttpClient http;
  private AwsPlace place;

  @BeforeAll
  void start() throws IOException {
    tables = Emulator.start(Part.DYNAMODB_LOCAL);
    http = HttpClient.newHttpClient();
    place = new AwsPlace();
    place.twin().serve("dynamodb", new PassedOn(http, tables.endpoint()));
    Emulator.warm(() -> place.clients().dynamo("eu-west-1").listTables());
  }

  @AfterAll
  void stop() {
    place.close();
    http.close();
    tables.close();
  }

  /** A course, and where its register is. */
  record Spread(Course course, Kept kept) {
    @Override
    public String toString() {
      return course + ", " + kept;
    }
  }

  static List<Spread> spread() {
    return List.of(
        new Spread(Courses.named("region down"), Kept.QUORUM),
        new Spread(Courses.nodeKilledWithAFullHistory(), Kept.TABLES),
        new Spread(Courses.nodeKilledWithAFullHistory(), Kept.ONE_ITEM));
  }

  @ParameterizedTest
  @MethodSource("spread")
  void a_fault_at_any_call_on_a_register_of_several_regions_ends_as_it_should(Spread at) {
    Kills.Result result =
        new Kills(place, at.course(), at.kept()).run(EVERY, Math.min(EVERY, EVERY_CHANGE));

    System.out.println(
        "kills on AWS, %s: %d calls, %d runs, %d missed, %d failures"
            .formatted(
                at,
                result.calls(),
                result.runs(),
                result.missed().size(),
                result.failures().size()));
    assertThat(result.failures()).isEmpty();
    assertThat(result.runs()).isPositive();
    assertThat(100 * result.missed().size())
        .as("%s", result.missed())
        .isLessThanOrEqualTo(MOST_MISSED * result.runs());
  }
}
