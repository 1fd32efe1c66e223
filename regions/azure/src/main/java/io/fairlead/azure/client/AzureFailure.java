package io.fairlead.azure.client;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import io.fairlead.azure.identity.NoToken;
import io.fairlead.port.FaultWords;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a failed call means.
 *
 * @param kind what to do about it
 * @param code Azure's error code, or a short name where no answer came
 * @param sentence for people: the operation, what it was called on, what was answered, what to do.
 *     The service's own message is left out: for refused signatures it has what was signed
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes">Blob
 *     service error codes</a>
 */
public record AzureFailure(Kind kind, String code, String sentence) {
  /** What to do about a failure. */
  public enum Kind {
    /** Nothing was changed: the condition was not met. */
    CHANGED,
    /** What was asked for is not there. */
    ABSENT,
    /** Nothing was changed; the next tick may try again. */
    RETRY,
    /** Nothing was changed, and repeating the same call changes nothing about that. */
    GIVE_UP,
    /** Nothing was changed; a person has to grant, create or correct something. */
    OPERATOR,
    /** It may have taken effect: read before anything else is tried. */
    UNKNOWN
  }

  /** The storage service refuses requests whose date is further off. */
  private static final Duration SKEW = Duration.ofMinutes(15);

  private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("x-ms-error-code");
  private static final Set<String> CHANGED =
      Set.of("ConditionNotMet", "TargetConditionNotMet", "BlobAlreadyExists");
  private static final String REFUSED = "AuthenticationFailed";
  private static final String FORBIDDEN_CODE = "AuthorizationFailure";
  private static final String KEY_OR_WALL =
      "the key is not that of the account, or the account's firewall keeps this machine out";
  private static final String GRANT =
      "grant the identity 'Storage Blob Data Contributor' on the container, or for a table"
          + " 'Storage Table Data Contributor'";
  private static final String IDENTITY =
      "the identity's token is not accepted: it has expired, or is of another tenant or audience";
  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry("InvalidAuthenticationInfo", IDENTITY),
          Map.entry("NoAuthenticationInformation", "give an identity, or 'storage.key'"),
          Map.entry("AuthorizationPermissionMismatch", GRANT),
          Map.entry(FORBIDDEN_CODE, GRANT + ", and let this network reach the account"),
          Map.entry("AuthorizationSourceIPMismatch", "let this network reach the account"),
          Map.entry("InsufficientAccountPermissions", GRANT),
          Map.entry("UnauthorizedBlobOverwrite", GRANT),
          Map.entry("KeyBasedAuthenticationNotPermitted", "leave out 'storage.key'"),
          Map.entry("PublicAccessNotPermitted", "give an identity"),
          Map.entry("AccountIsDisabled", "enable the account"),
          Map.entry("TableNotFound", "create the table, or correct its name"),
          Map.entry("ContainerNotFound", "create the container, or correct its name"),
          Map.entry("ContainerDisabled", "enable the container"),
          Map.entry("ContainerBeingDeleted", "create the container once it is gone"),
          Map.entry("ResourceNotFound", "correct the account or the container"),
          Map.entry("BlobImmutableDueToPolicy", "take the container's immutability policy away"),
          Map.entry("LeaseIdMissing", "break the lease that somebody has on it"),
          Map.entry("InvalidHeaderValue", "the store knows no version of the API that is so new"));

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION = 412;
  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;
  private static final int MAX_DEPTH = 12;

  /**
   * A call.
   *
   * @param operation as the REST API names it
   * @param clockOffset the stores' clock minus ours, as its answer told
   * @param byKey signed by the account's key, else by an identity's token
   */
  public record Call(String operation, String resource, Duration clockOffset, boolean byKey) {
    private String on() {
      return operation + " on " + resource;
    }
  }

  /** What an exception of a call means. */
  public static AzureFailure of(RuntimeException failure, Call call) {
    HttpResponseException answered = cause(failure, HttpResponseException.class);
    if (answered != null && answered.getResponse() != null) {
      return answered(answered, call);
    }
    NoToken noToken = cause(failure, NoToken.class);
    if (noToken != null) {
      return new AzureFailure(
          Kind.OPERATOR, "NoToken", call.on() + FaultWords.NOT_SENT + noToken.getMessage());
    }
    Throwable unsent = unsent(failure);
    if (unsent != null) {
      String why = unsent.getMessage() == null ? "nobody is there" : unsent.getMessage();
      return new AzureFailure(Kind.RETRY, "NotConnected", call.on() + FaultWords.NOT_SENT + why);
    }
    return new AzureFailure(
        Kind.UNKNOWN, "NoAnswer", call.on() + " got no answer: " + innermost(failure));
  }

  private static AzureFailure answered(HttpResponseException failure, Call call) {
    int status = failure.getResponse().getStatusCode();
    String header = failure.getResponse().getHeaderValue(ERROR_CODE);
    return answered(status, header == null ? "without a code" : header, call);
  }

  /** What a refusal with a status and a code means. */
  public static AzureFailure answered(int status, String code, Call call) {
    Kind kind = kind(status, code);
    String advice = advice(code, call);
    return new AzureFailure(
        kind,
        code,
        call.on() + " answered " + status + " " + code + (advice == null ? "" : ": " + advice));
  }

  private static Kind kind(int status, String code) {
    if (CHANGED.contains(code) || (status == PRECONDITION && !ADVICE.containsKey(code))) {
      return Kind.CHANGED;
    }
    if (status == TOO_MANY) {
      return Kind.RETRY;
    }
    if (status >= SERVER) {
      return Kind.UNKNOWN;
    }
    if (status == UNAUTHORIZED || status == FORBIDDEN || ADVICE.containsKey(code)) {
      return Kind.OPERATOR;
    }
    return status == NOT_FOUND ? Kind.ABSENT : Kind.GIVE_UP;
  }

  private static @Nullable String advice(String code, Call call) {
    if (code.equals(REFUSED)) {
      return refused(call);
    }
    return call.byKey() && code.equals(FORBIDDEN_CODE) ? KEY_OR_WALL : ADVICE.get(code);
  }

  /** A refused signature: the date in it, or the key; or a token. */
  private static String refused(Call call) {
    Duration offset = call.clockOffset();
    if (offset.abs().compareTo(SKEW) >= 0) {
      return "this machine's clock is "
          + offset.abs().toSeconds()
          + " s "
          + (offset.isNegative() ? "ahead of" : "behind")
          + " the storage service's, which takes 15 minutes at most: let it be set by NTP";
    }
    return call.byKey() ? "the key is not that of the account" : IDENTITY;
  }

  private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
    Throwable at = failure;
    for (int depth = 0; depth < MAX_DEPTH && at != null; depth++) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
      at = at.getCause();
    }
    return null;
  }

  /** The cause that shows that no connection was made, so that nothing can have been changed. */
  private static @Nullable Throwable unsent(Throwable failure) {
    Throwable at = cause(failure, ConnectException.class);
    if (at == null) {
      at = cause(failure, UnknownHostException.class);
    }
    if (at == null) {
      at = cause(failure, UnresolvedAddressException.class);
    }
    return at == null ? cause(failure, HttpConnectTimeoutException.class) : at;
  }

  private static String innermost(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; depth < MAX_DEPTH && at.getCause() != null; depth++) {
      at = at.getCause();
    }
    return FaultWords.of(at);
  }
}
