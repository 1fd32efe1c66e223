package io.fairlead.aws.client;

import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.FaultWords;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * What a failed call means.
 *
 * @param kind what to do about it
 * @param code AWS's error code, or a short name where no answer came
 * @param sentence for people: the action, what it was called on, what was answered
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html">EC2
 *     error codes</a>
 */
public record AwsFailure(Kind kind, String code, String sentence) {
  /** What to do about a failure. */
  public enum Kind {
    /** Nothing was changed; the next tick may try again. */
    RETRY,
    /** Nothing was changed, and repeating the same call changes nothing about that. */
    GIVE_UP,
    /** Nothing was changed; a person has to grant or create something. */
    OPERATOR,
    /** It may have taken effect: read before anything else is tried. */
    UNKNOWN
  }

  private static final Set<String> THROTTLED =
      Set.of(
          "Throttling",
          "ThrottlingException",
          "ThrottledException",
          "RequestLimitExceeded",
          "RequestThrottled",
          "RequestThrottledException",
          "TooManyRequestsException",
          "ProvisionedThroughputExceededException",
          "SlowDown",
          "PriorRequestNotComplete",
          "BandwidthLimitExceeded");
  private static final Set<String> PERSONS =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "UnauthorizedOperation",
          "AuthFailure",
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "ExpiredToken",
          "ExpiredTokenException",
          "OptInRequired",
          "NoSuchBucket",
          "NoSuchHostedZone",
          "NoSuchHealthCheck",
          "ResourceNotFoundException",
          "InvalidAllocationID.NotFound",
          "InvalidAddress.NotFound",
          "InvalidNetworkInterfaceID.NotFound",
          "AddressLimitExceeded");

  /** How the SDK begins to list all the places where it looked. */
  private static final String NO_CREDENTIALS = "Unable to load credentials";

  /** How a sentence begins that says why a process of another cloud has no credentials here. */
  public static final String NO_ROLE = "no credentials for AWS: ";

  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;
  private static final int MAX_DEPTH = 8;

  /**
   * What an exception of a call means.
   *
   * @param action as IAM names it, as in {@code ec2:AssociateAddress}
   * @param resource what it was called on
   */
  public static AwsFailure of(SdkException failure, String action, String resource) {
    if (failure instanceof SdkServiceException service && service.statusCode() >= BAD_REQUEST) {
      String code = code(service);
      String sentence =
          action
              + " on "
              + resource
              + " answered "
              + service.statusCode()
              + " "
              + code
              + because(service);
      return new AwsFailure(kind(service.statusCode(), code), code, sentence);
    }
    if (String.valueOf(failure.getMessage()).startsWith(NO_CREDENTIALS)) {
      return new AwsFailure(
          Kind.OPERATOR,
          "NoCredentials",
          action
              + " on "
              + resource
              + FaultWords.NOT_SENT
              + "no credentials were found in the environment, a profile or a role");
    }
    if (String.valueOf(failure.getMessage()).startsWith(NO_ROLE)) {
      return new AwsFailure(
          Kind.RETRY,
          "NoCredentials",
          action + " on " + resource + FaultWords.NOT_SENT + failure.getMessage());
    }
    Throwable cause = neverSent(failure);
    if (cause != null) {
      String why = FaultWords.of(cause);
      return new AwsFailure(
          Kind.RETRY, "NotConnected", action + " on " + resource + FaultWords.NOT_SENT + why);
    }
    return new AwsFailure(
        Kind.UNKNOWN,
        "NoAnswer",
        action + " on " + resource + " got no answer: " + FaultWords.of(failure));
  }

  /** It as the outcome of an order. */
  public ApplyOutcome outcome() {
    return switch (kind) {
      case RETRY -> new ApplyOutcome.Refused(sentence, true);
      case GIVE_UP, OPERATOR -> new ApplyOutcome.Refused(sentence, false);
      case UNKNOWN -> new ApplyOutcome.Unknown(sentence);
    };
  }

  private static Kind kind(int status, String code) {
    // A throttled call was turned away before it was carried out, whatever its status is.
    if (status == TOO_MANY || THROTTLED.contains(code)) {
      return Kind.RETRY;
    }
    if (status >= SERVER) {
      return Kind.UNKNOWN;
    }
    return status == UNAUTHORIZED || status == FORBIDDEN || PERSONS.contains(code)
        ? Kind.OPERATOR
        : Kind.GIVE_UP;
  }

  private static String code(SdkServiceException failure) {
    if (failure instanceof AwsServiceException aws) {
      AwsErrorDetails details = aws.awsErrorDetails();
      if (details != null && details.errorCode() != null) {
        return details.errorCode();
      }
    }
    // The JDK's connections lose the body of this one status, and with it the code.
    return failure.statusCode() == UNAUTHORIZED ? "AuthFailure" : "without a code";
  }

  private static String because(SdkServiceException failure) {
    if (failure instanceof AwsServiceException aws) {
      AwsErrorDetails details = aws.awsErrorDetails();
      if (details != null && details.errorMessage() != null) {
        return " (" + details.errorMessage() + ")";
      }
    }
    return failure.statusCode() == UNAUTHORIZED ? " (the credentials are not accepted)" : "";
  }

  /** The cause that shows that no connection was made, so that nothing can have been changed. */
  private static @org.jspecify.annotations.Nullable Throwable neverSent(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; depth < MAX_DEPTH && at != null; depth++) {
      if (at instanceof ConnectException || at instanceof UnknownHostException) {
        return at;
      }
      at = at.getCause();
    }
    return null;
  }
}
