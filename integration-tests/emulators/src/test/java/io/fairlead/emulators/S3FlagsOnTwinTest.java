package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.port.ApplyOutcome;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Evacuation flags in S3, on the twin. */
class S3FlagsOnTwinTest extends S3FlagsContract {
  private final OnTwin on;

  S3FlagsOnTwinTest() throws IOException {
    on = new OnTwin();
  }

  @AfterEach
  void stop() {
    on.close();
  }

  @Override
  AwsClients clients() {
    return on.clients;
  }

  @Override
  protected Instant now() {
    return on.clock.instant();
  }

  @Test
  void flags_are_raised_while_route_53_ec2_and_us_east_1_refuse_everything() {
    Fault refused = new Fault.Refused(503, "ServiceUnavailable");
    on.twin.faults().add(new Where("route53", "", ""), refused);
    on.twin.faults().add(new Where("ec2", "", ""), refused);
    on.twin.faults().add(new Where("", "us-east-1", ""), refused);

    assertThat(raise(FLAG, 418)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(read().raised(FLAG)).isTrue();
    assertThat(read().unreadable()).containsOnlyKeys("store-us-east-1");
  }

  @Test
  void every_write_of_a_flag_names_a_condition() {
    raise(FLAG, 418);
    raise(FLAG, 430);
    lower(FLAG, 430);

    assertThat(on.twin.calls())
        .filteredOn(call -> call.method().equals("PUT") && call.operation().equals("PutObject"))
        .isNotEmpty()
        .allMatch(S3FlagsOnTwinTest::isConditional);
    assertThat(on.twin.calls())
        .filteredOn(call -> call.operation().equals("DeleteObject"))
        .isNotEmpty()
        .allMatch(call -> !call.request().header("if-match").isEmpty());
  }

  @Test
  void a_late_raise_of_an_evacuation_that_is_over_brings_no_newer_flag_back() {
    on.twin.faults().add(new Where("s3", "eu-west-1", "PutObject"), new Fault.Late(), 1);
    raise(FLAG, 418);
    lower(FLAG, 418);
    raise(FLAG, 430);

    on.twin.deliverLate();

    assertThat(read().stores().values())
        .allSatisfy(copies -> assertThat(copies).extracting("epoch").containsExactly(430L));
  }

  @Test
  void a_write_behind_another_is_told_as_changed_and_the_next_tick_settles_it() {
    on.twin
        .faults()
        .add(
            new Where("s3", "", "PutObject"),
            new Fault.Refused(409, "ConditionalRequestConflict"),
            2);

    raise(FLAG, 418);

    assertThat(raise(FLAG, 418)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(read().raised(FLAG)).isTrue();
  }

  private static boolean isConditional(Call call) {
    return !call.request().header("if-match").isEmpty()
        || call.request().header("if-none-match").equals("*");
  }
}
