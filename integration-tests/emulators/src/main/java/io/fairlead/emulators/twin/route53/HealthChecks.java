package io.fairlead.emulators.twin.route53;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.Service.Reply;
import io.fairlead.emulators.twin.Xml;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.w3c.dom.Element;

/**
 * Health checks: their endpoints are asked at every interval of the clock, a number of equal
 * answers in a row turns them; calculated ones count their children. A new check is healthy until
 * it has turned.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html">How
 *     Route 53 determines whether a health check is healthy</a>
 */
final class HealthChecks {
  private static final Set<Integer> INTERVALS = Set.of(10, 30);
  private static final int MOST_THRESHOLD = 10;
  private static final int MOST_CHILDREN = 255;

  private final InstantSource clock;
  private final Endpoints endpoints;
  private final Map<String, HealthCheck> checks = new TreeMap<>();
  private final Map<String, Streak> streaks = new TreeMap<>();
  private final Alarms alarms;
  private int made;

  HealthChecks(InstantSource clock, Endpoints endpoints, Alarms alarms) {
    this.clock = clock;
    this.alarms = alarms;
    this.endpoints = endpoints;
  }

  /** Whether what a check asks answers 2xx or 3xx. */
  @FunctionalInterface
  public interface Endpoints {
    /** The answer at an instant. */
    boolean answers(String host, String path, Instant at);
  }

  private static final class Streak {
    private final Instant made;
    private Instant asked;
    private boolean passing = true;
    private int against;

    Streak(Instant made) {
      this.made = made;
      this.asked = made;
    }
  }

  /** What was asked so far is asked anew, of a past that ended otherwise. */
  synchronized void rewind() {
    streaks.replaceAll((_, streak) -> new Streak(streak.made));
  }

  synchronized void add(HealthCheck check) {
    checks.put(check.id(), check);
    streaks.put(check.id(), new Streak(clock.instant()));
  }

  synchronized Set<String> ids() {
    return Set.copyOf(checks.keySet());
  }

  /** Whether a check is healthy now. */
  synchronized boolean isHealthy(String id) {
    HealthCheck check = checks.get(id);
    if (check == null) {
      return true;
    }
    boolean passing =
        check.isCalculated()
            ? check.children().stream().filter(this::isHealthy).count() >= check.needed()
            : check.isOfMetric() ? alarms.isHealthy(check) : passing(check);
    return passing != check.inverted();
  }

  /** Catches up with the clock, one interval after the other. */
  private boolean passing(HealthCheck check) {
    Streak streak = java.util.Objects.requireNonNull(streaks.get(check.id()));
    Instant now = clock.instant();
    for (Instant at = streak.asked.plus(check.interval());
        !at.isAfter(now);
        at = at.plus(check.interval())) {
      streak.asked = at;
      boolean answered =
          endpoints.answers(
              String.valueOf(check.host()), check.path() == null ? "/" : check.path(), at);
      streak.against = answered == streak.passing ? 0 : streak.against + 1;
      if (streak.against == check.threshold()) {
        streak.passing = answered;
        streak.against = 0;
      }
    }
    return streak.passing;
  }

  /** Carries out a call on {@code /healthcheck}. */
  synchronized Reply answer(Call call, String id, boolean status) {
    if (call.method().equals("POST") && id == null) {
      return created(call);
    }
    if (id == null) {
      return reply("ListHealthChecksResponse", list());
    }
    HealthCheck check = checks.get(id);
    if (check == null) {
      throw new Refusal(
          404, "NoSuchHealthCheck", "A health check with id " + id + " does not exist.");
    }
    return switch (call.method()) {
      case "POST" -> updated(check, Xml.root(call.body()));
      case "DELETE" -> {
        checks.remove(id);
        yield reply("DeleteHealthCheckResponse", "");
      }
      default ->
          status
              ? reply("GetHealthCheckStatusResponse", status(id))
              : reply("GetHealthCheckResponse", text(check));
    };
  }

  private Reply created(Call call) {
    Element config = Xml.children(Xml.root(call.body()), "HealthCheckConfig").getFirst();
    HealthCheck check =
        HealthCheck.parse("00000000-0000-0000-0000-%012d".formatted(++made), config);
    int interval = (int) check.interval().toSeconds();
    alarms.admit(check);
    if (!check.isCalculated()
        && !check.isOfMetric()
        && (!INTERVALS.contains(interval)
            || check.threshold() < 1
            || check.threshold() > MOST_THRESHOLD)) {
      throw new Refusal(400, "InvalidInput", "RequestInterval is 10 or 30, FailureThreshold 1-10");
    }
    if (check.children().size() > MOST_CHILDREN || !checks.keySet().containsAll(check.children())) {
      throw new Refusal(400, "InvalidInput", "a child health check does not exist");
    }
    add(check);
    return new Reply(201, xml("CreateHealthCheckResponse", text(check)));
  }

  private Reply updated(HealthCheck check, Element update) {
    String version = Xml.text(update, "HealthCheckVersion");
    if (version != null && Long.parseLong(version) != check.version()) {
      throw new Refusal(
          409, "HealthCheckVersionMismatch", "The version is " + check.version() + " now.");
    }
    HealthCheck next = check.updated(update);
    checks.put(next.id(), next);
    return reply("UpdateHealthCheckResponse", text(next));
  }

  private String list() {
    Xml xml = new Xml();
    xml.in("HealthChecks", () -> List.copyOf(checks.values()).forEach(check -> check.put(xml)));
    return xml.put("IsTruncated", false).put("MaxItems", 100).put("Marker", "").toString();
  }

  private String status(String id) {
    String said = isHealthy(id) ? "Success: HTTP Status Code 200" : "Failure: HTTP Status Code 404";
    Xml xml = new Xml();
    xml.in(
        "HealthCheckObservations",
        () ->
            xml.in(
                "HealthCheckObservation",
                () ->
                    xml.put("Region", "eu-west-1")
                        .put("IPAddress", "192.0.2.1")
                        .in(
                            "StatusReport",
                            () -> xml.put("Status", said).put("CheckedTime", clock.instant()))));
    return xml.toString();
  }

  private static String text(HealthCheck check) {
    Xml xml = new Xml();
    check.put(xml);
    return xml.toString();
  }

  private static Reply reply(String name, String inside) {
    return new Reply(200, xml(name, inside));
  }

  private static String xml(String name, String inside) {
    return "<"
        + name
        + " xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\">"
        + inside
        + "</"
        + name
        + ">";
  }

  /** What a request is, as IAM names it. */
  static String operation(String method, boolean one, boolean status) {
    return switch (method) {
      case "POST" -> one ? "UpdateHealthCheck" : "CreateHealthCheck";
      case "DELETE" -> "DeleteHealthCheck";
      default -> !one ? "ListHealthChecks" : status ? "GetHealthCheckStatus" : "GetHealthCheck";
    };
  }
}
