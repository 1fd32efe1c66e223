package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.flag.FlagStore;
import io.fairlead.aws.flag.S3Canary;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The canary flag on the twin. */
class S3CanaryOnTwinTest {
  private OnTwin on;
  private S3Canary canary;

  @BeforeEach
  void start() throws IOException {
    on = new OnTwin();
    on.twin.s3().bucket(OnTwin.LOCATION, "flags");
    canary =
        new S3Canary(on.clients, OnTwin.FLEET, new FlagStore("west", OnTwin.LOCATION, "flags"));
  }

  @AfterEach
  void stop() {
    on.close();
  }

  @Test
  void each_run_takes_the_last_canary_away_and_makes_a_new_one_under_conditions() {
    assertThat(exercise()).isEmpty();
    Instant first = made();
    on.clock.pass(Duration.ofMinutes(1));
    on.twin.forgetCalls();

    assertThat(exercise()).isEmpty();

    assertThat(made()).isEqualTo(first.plusSeconds(60));
    assertThat(on.twin.calls())
        .filteredOn(call -> !call.operation().equals("HeadObject"))
        .extracting(Call::operation)
        .containsExactly("GetObject", "DeleteObject", "PutObject");
    assertThat(on.twin.calls().get(1).request().header("if-match")).isNotEmpty();
    assertThat(on.twin.calls().get(2).request().header("if-none-match")).isEqualTo("*");
  }

  @Test
  void whatever_of_reading_lowering_and_raising_is_refused_is_named() {
    exercise();
    for (String operation : new String[] {"GetObject", "DeleteObject", "PutObject"}) {
      on.twin.faults().clear();
      on.twin.faults().add(new Where("s3", "", operation), Fault.Refused.forbidden());

      assertThat(exercise())
          .hasValueSatisfying(
              why -> assertThat(why).contains("s3:" + operation, "s3://flags/canary/shop/west"));
    }
  }

  @Test
  void a_canary_that_another_run_makes_meanwhile_counts() {
    on.twin.faults().add(new Where("s3", "", "PutObject"), new Fault.Twice(), 1);
    exercise();
    on.twin.faults().add(new Where("s3", "", "GetObject"), new Fault.Stale(Duration.ofHours(1)), 1);

    assertThat(exercise()).isEmpty();
  }

  private Optional<String> exercise() {
    return canary.exercise(on.clock.instant().plusSeconds(10));
  }

  private Instant made() {
    return on.clients
        .s3(OnTwin.LOCATION)
        .headObject(head -> head.bucket("flags").key(S3Canary.key(OnTwin.FLEET, "west")))
        .lastModified();
  }
}
