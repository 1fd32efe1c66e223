package io.fairlead.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.port.ApplyOutcome;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.route53.model.Route53Exception;

/** What each failure of a call is taken for. */
class AwsFailureTest {
  private static final String ACTION = "route53:ChangeResourceRecordSets";

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied,                  OPERATOR",
    "400, AccessDeniedException,         OPERATOR",
    "403, UnauthorizedOperation,         OPERATOR",
    "401, AuthFailure,                   OPERATOR",
    "400, ExpiredToken,                  OPERATOR",
    "403, SomethingNew,                  OPERATOR",
    "404, NoSuchBucket,                  OPERATOR",
    "404, NoSuchHostedZone,              OPERATOR",
    "400, InvalidAllocationID.NotFound,  OPERATOR",
    "400, Throttling,                    RETRY",
    "503, SlowDown,                      RETRY",
    "429, AnyOther,                      RETRY",
    "400, PriorRequestNotComplete,       RETRY",
    "503, RequestLimitExceeded,          RETRY",
    "500, InternalError,                 UNKNOWN",
    "503, ServiceUnavailable,            UNKNOWN",
    "400, InvalidInput,                  GIVE_UP",
    "412, PreconditionFailed,            GIVE_UP"
  })
  void an_answer_is_taken_for(int status, String code, AwsFailure.Kind kind) {
    AwsFailure failure = AwsFailure.of(answered(status, code), ACTION, "orders.test");

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.sentence())
        .isEqualTo(ACTION + " on orders.test answered " + status + " " + code + " (it says so)");
    switch (kind) {
      case RETRY ->
          assertThat(failure.outcome())
              .isEqualTo(new ApplyOutcome.Refused(failure.sentence(), true));
      case GIVE_UP, OPERATOR ->
          assertThat(failure.outcome())
              .isEqualTo(new ApplyOutcome.Refused(failure.sentence(), false));
      case UNKNOWN ->
          assertThat(failure.outcome()).isEqualTo(new ApplyOutcome.Unknown(failure.sentence()));
    }
  }

  @Test
  void what_was_never_sent_may_be_sent_again_and_what_has_no_answer_is_unknown() {
    assertThat(without(new ConnectException("refused")).kind()).isEqualTo(AwsFailure.Kind.RETRY);
    assertThat(without(new UnknownHostException("route53")).kind())
        .isEqualTo(AwsFailure.Kind.RETRY);
    assertThat(without(new SocketTimeoutException("read")).kind())
        .isEqualTo(AwsFailure.Kind.UNKNOWN);
  }

  @Test
  void a_process_without_credentials_needs_a_person() {
    AwsFailure failure =
        AwsFailure.of(
            SdkClientException.create("Unable to load credentials from any of"), ACTION, "a.test");

    assertThat(failure.kind()).isEqualTo(AwsFailure.Kind.OPERATOR);
    assertThat(failure.sentence()).contains("was not sent: no credentials were found");
  }

  private static AwsFailure without(Exception cause) {
    return AwsFailure.of(SdkClientException.create("it failed", cause), ACTION, "orders.test");
  }

  private static Route53Exception answered(int status, String code) {
    return (Route53Exception)
        Route53Exception.builder()
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage("it says so").build())
            .build();
  }
}
