package io.fairlead.azure.arm;

import io.fairlead.azure.client.AzureFailure;
import io.fairlead.azure.client.AzureFailure.Kind;
import io.fairlead.port.ApplyOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a failed call of Azure Resource Manager means.
 *
 * @param cause its kind, its code, and the sentence for people
 * @param retryAfter how long Azure asks to wait; null = it does not say
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors">Common
 *     errors</a>
 */
public record ArmFailure(AzureFailure cause, @Nullable Duration retryAfter) {
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION = 412;
  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;

  /** Something else is being done to the resource, or to what it refers to. */
  private static final Set<String> BUSY =
      Set.of(
          "RetryableError",
          "RetryableErrorDueToAnotherOperation",
          "AnotherOperationInProgress",
          "ReferencedResourceNotProvisioned",
          "CanceledAndSupersededDueToAnotherOperation");

  private static final String IN_USE = "PublicIPAddressInUse";
  private static final String IDENTITY =
      "the identity's token is not accepted: it has expired, or is of another tenant or audience";
  private static final String CORRECT =
      "correct the name, the resource group or the subscription, or create it";
  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry("ExpiredAuthenticationToken", IDENTITY),
          Map.entry("InvalidAuthenticationToken", IDENTITY),
          Map.entry("InvalidAuthenticationTokenTenant", IDENTITY),
          Map.entry("AuthenticationFailed", IDENTITY),
          Map.entry("ResourceNotFound", CORRECT),
          Map.entry("ParentResourceNotFound", CORRECT),
          Map.entry("ResourceGroupNotFound", CORRECT),
          Map.entry("SubscriptionNotFound", CORRECT),
          Map.entry(
              "InvalidResourceReference",
              "what it refers to must be there, in the same region and subscription"),
          Map.entry(
              "DifferentSkuLoadBalancersAndPublicIPAddressNotAllowed",
              "a public IP and what it sits on must be of one SKU, Standard"),
          Map.entry("ScopeLocked", "take the lock on it away"),
          Map.entry("ReadOnlyDisabledSubscription", "enable the subscription"));

  private static final Pattern ACTION = Pattern.compile("perform action '([^']+)'");
  private static final Pattern SCOPE = Pattern.compile("scope(?:\\(s\\))? '([^']+)'");

  /** An answer that is no success. */
  record Answered(String action, ArmId resource, int status, String body) {}

  /** What an answer means. */
  static ArmFailure of(Answered answer, @Nullable Duration retryAfter) {
    JsonNode error = error(answer.body());
    String outer = error.path("code").asString("without a code");
    String code = error.path("details").path(0).path("code").asString(outer);
    String advice = advice(code, error.path("message").asString(""));
    String sentence =
        answer.action()
            + " on "
            + answer.resource().name()
            + " answered "
            + answer.status()
            + " "
            + code
            + (advice == null ? "" : ": " + advice)
            + (retryAfter == null ? "" : ", to be tried again in " + seconds(retryAfter));
    return new ArmFailure(
        new AzureFailure(kind(answer.status(), code), code, sentence), retryAfter);
  }

  private static String seconds(Duration time) {
    return time.toSeconds() + " s";
  }

  private static Kind kind(int status, String code) {
    if (status == PRECONDITION || code.equals(IN_USE)) {
      return Kind.CHANGED;
    }
    if (status == TOO_MANY || BUSY.contains(code)) {
      return Kind.RETRY;
    }
    if (status >= SERVER) {
      return Kind.UNKNOWN;
    }
    boolean person = status == UNAUTHORIZED || status == FORBIDDEN || ADVICE.containsKey(code);
    if (person) {
      return Kind.OPERATOR;
    }
    return status == NOT_FOUND ? Kind.ABSENT : Kind.GIVE_UP;
  }

  /** The role's action that is missing is named in the message alone. */
  private static @Nullable String advice(String code, String message) {
    if (!code.endsWith("AuthorizationFailed")) {
      return ADVICE.get(code);
    }
    String action = last(ACTION, message);
    String scope = last(SCOPE, message);
    return "grant the identity "
        + (action.isEmpty() ? "the action" : action)
        + (scope.isEmpty() ? "" : " on " + scope);
  }

  private static String last(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    String last = "";
    while (found.find()) {
      last = found.group(1);
    }
    return last;
  }

  /** Azure DNS answers some of its errors without what the others wrap them in. */
  private static JsonNode error(String body) {
    try {
      JsonNode answer = JsonMapper.shared().readTree(body);
      return answer.has("error") ? answer.path("error") : answer;
    } catch (JacksonException notJson) {
      return JsonMapper.shared().createObjectNode();
    }
  }

  /** Whether it says that somebody else is at work on the resource. */
  public boolean isBusy() {
    return cause.kind() == Kind.CHANGED || BUSY.contains(cause.code());
  }

  /** Whether a status is one of failure. */
  static boolean isOne(int status) {
    return status >= BAD_REQUEST;
  }

  /** The sentence for people. */
  public String sentence() {
    return cause.sentence();
  }

  /** It as the outcome of an order. */
  public ApplyOutcome outcome() {
    return switch (cause.kind()) {
      case CHANGED -> new ApplyOutcome.Conflict(sentence());
      case RETRY -> new ApplyOutcome.Refused(sentence(), true);
      case ABSENT, GIVE_UP, OPERATOR -> new ApplyOutcome.Refused(sentence(), false);
      case UNKNOWN -> new ApplyOutcome.Unknown(sentence());
    };
  }
}
