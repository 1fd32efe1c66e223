package io.fairlead.emulators.twin.route53;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Past;
import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.Request;
import io.fairlead.emulators.twin.Service;
import io.fairlead.emulators.twin.Xml;
import io.fairlead.emulators.twin.cloudwatch.CloudWatch;
import io.fairlead.emulators.twin.cloudwatch.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Route 53's hosted zones of one account: batches that are all or nothing, a DELETE that must match
 * exactly, changes that are pending for a while, a limit on requests.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html">
 *     ChangeResourceRecordSets</a>
 */
public final class Route53Twin implements Service, AutoCloseable {
  private static final String NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/";
  private static final Pattern PATH =
      Pattern.compile(
          "/2013-04-01/(hostedzone|change|healthcheck)(?:/([A-Za-z0-9-]+))?(/rrset|/status)?/?");

  /** Servers of a zone, as many as Route 53 delegates to. */
  private static final int SERVERS = 4;

  /** Their names, which nobody else knows. */
  private static final List<String> NAME_SERVERS =
      IntStream.rangeClosed(1, SERVERS).mapToObj("ns-%d.twin.test."::formatted).toList();

  private final InstantSource clock;
  private final Map<String, Past<Zone>> zones = new ConcurrentHashMap<>();
  private final LoadBalancers balancers = new LoadBalancers();
  private final HealthChecks healthChecks;
  private final CloudWatch cloudWatch;
  private final Tags tags = new Tags();
  private final List<NameServer> servers = new ArrayList<>();
  private final Duration[] behind = new Duration[SERVERS];
  private final RandomGenerator dice = new java.util.Random(53);
  private final Changes changes;
  private final RequestLimit limit;
  private final Processing processing;
  private volatile Quotas quotas = Quotas.DEFAULT;

  /**
   * No zones, under a clock.
   *
   * @param endpoints what health checks ask
   * @param cloudWatch whose alarms they watch
   */
  public Route53Twin(InstantSource clock, Endpoints endpoints, CloudWatch cloudWatch) {
    this.clock = clock;
    this.cloudWatch = cloudWatch;
    this.healthChecks = new HealthChecks(clock, endpoints::answers, new Alarms(clock, cloudWatch));
    this.changes = new Changes(clock);
    this.limit = new RequestLimit(clock);
    this.processing = new Processing(clock);
    Arrays.fill(behind, Duration.ZERO);
  }

  /** Whether what a health check asks answers 2xx or 3xx. */
  @FunctionalInterface
  public interface Endpoints {
    /** The answer at an instant. */
    boolean answers(String host, String path, Instant at);
  }

  /** Starts the authoritative servers of all zones and answers where they are. */
  public synchronized List<InetSocketAddress> nameServers() throws IOException {
    for (int i = servers.size(); i < SERVERS; i++) {
      int number = i;
      servers.add(new NameServer(question -> answers(question, number)));
    }
    return servers.stream().map(NameServer::address).toList();
  }

  /** Lets one of the authoritative servers answer as things were so long ago. */
  public void behind(int server, Duration time) {
    behind[server] = time;
  }

  /** A weighted record's weight; empty where there is none. */
  public Optional<Integer> weight(String zoneId, String name, String setIdentifier) {
    Past<Zone> zone = Objects.requireNonNull(zones.get(zoneId));
    return zone.now().sets().values().stream()
        .filter(set -> set.name().equals(RecordSet.absolute(name)))
        .filter(set -> setIdentifier.equals(set.setIdentifier()))
        .findFirst()
        .map(RecordSet::weight);
  }

  /**
   * Takes back what was changed in a zone since an instant and forgets the changes, as when they
   * were stranded in a failure of Route 53's own region.
   */
  public void strand(String zoneId, Instant since) {
    Past<Zone> zone = Objects.requireNonNull(zones.get(zoneId));
    synchronized (zone) {
      zone.set(zone.at(since));
    }
    changes.forget();
  }

  /** Makes a zone with its own NS and SOA records, and answers its id. */
  public synchronized String zone(String name) {
    String id = "Z%018d".formatted(zones.size() + 1);
    String absolute = RecordSet.absolute(name);
    Map<RecordSet.Key, RecordSet> sets = new HashMap<>();
    for (RecordSet set :
        List.of(
            new RecordSet(absolute, "NS", null, null, 172_800L, NAME_SERVERS, null, null),
            new RecordSet(
                absolute,
                "SOA",
                null,
                null,
                900L,
                List.of("ns-1.twin.test. hostmaster.twin.test. 1 7200 900 1209600 86400"),
                null,
                null))) {
      sets.put(set.key(), set);
    }
    zones.put(id, new Past<>(new Zone(id, absolute, sets), clock));
    return id;
  }

  /**
   * Puts each check's status into the metrics of its own region, as it does every minute.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html">
   *     Metrics of health checks: AWS/Route53, in us-east-1, 1 = healthy</a>
   */
  public void publish() {
    for (String id : healthChecks.ids()) {
      TreeMap<String, String> dimensions = new TreeMap<>(Map.of("HealthCheckId", id));
      cloudWatch.put(
          new Metric("us-east-1", "AWS/Route53", "HealthCheckStatus", dimensions),
          clock.instant(),
          healthChecks.isHealthy(id) ? 1 : 0);
    }
  }

  /**
   * Makes a load balancer known that aliases can lead to.
   *
   * @param zoneId of the zone of AWS that its name lies in
   * @param addresses of both families
   * @param healthy what AWS thinks of it, for aliases that evaluate that
   */
  public void loadBalancer(String dnsName, String zoneId, List<String> addresses, boolean healthy) {
    balancers.put(dnsName, new LoadBalancers.Balancer(zoneId, addresses, healthy));
  }

  /** Makes a health check known that is always healthy. */
  public void healthCheck(String id) {
    healthChecks.add(HealthCheck.always(id));
  }

  /** What it says that the account may have: records in a zone, health checks. */
  public void quotas(long records, long checks) {
    quotas = new Quotas(records, checks);
  }

  /** How long a change is pending. */
  public void propagation(Duration time) {
    changes.takes(time);
  }

  /** How long a batch is processed, while its zone takes no other. */
  public void processing(Duration time) {
    processing.takes(time);
  }

  /** Forgets the ids of all changes. */
  public void forgetChanges() {
    changes.forget();
  }

  /** Turns requests away beyond so many a second of the clock; AWS's is five. */
  public void limit(int perSecond) {
    limit.set(perSecond);
  }

  /** The most requests that came within any second since the limit was set. */
  public int mostInASecond() {
    return limit.most();
  }

  /** The requests that were turned away since the limit was set. */
  public int throttled() {
    return limit.throttled();
  }

  /**
   * Forgets what changed in the zones at an instant and after it; checks ask their endpoints anew.
   * What alarms were told stays.
   */
  public void rewind(Instant to) {
    zones.values().forEach(zone -> zone.rewind(to));
    healthChecks.rewind();
    changes.rewind(to);
    limit.rewind();
    processing.rewind();
  }

  /** Applies a batch as a person does who knows nothing of the fleet. */
  public void person(String zoneId, String batch) {
    Past<Zone> zone = Objects.requireNonNull(zones.get(zoneId));
    synchronized (zone) {
      zone.set(Batch.parse(batch).apply(zone.now(), healthChecks.ids(), balancers));
    }
  }

  @Override
  public synchronized void close() {
    servers.forEach(NameServer::close);
  }

  @Override
  public Refusal stranger() {
    return new Refusal(
        403, "InvalidClientTokenId", "The security token included in the request is invalid.");
  }

  @Override
  public String operation(Request request) {
    Matcher quota = Quotas.asked(request.path());
    if (quota.matches()) {
      return Quotas.operation(quota);
    }
    if (Tags.asked(request.path()).matches()) {
      return Tags.operation(request.method());
    }
    Matcher found = PATH.matcher(request.path());
    if (!found.matches()) {
      return "";
    }
    if (found.group(1).equals("change")) {
      return "GetChange";
    }
    if (found.group(1).equals("healthcheck")) {
      return HealthChecks.operation(
          request.method(), found.group(2) != null, found.group(3) != null);
    }
    if (found.group(3) == null) {
      return "GetHostedZone";
    }
    return request.method().equals("POST") ? "ChangeResourceRecordSets" : "ListResourceRecordSets";
  }

  @Override
  public Reply answer(Call call, Instant asOf) {
    Matcher quota = Quotas.asked(call.path());
    if (quota.matches()) {
      String zone = quota.group(1);
      long count = zone == null ? healthChecks.ids().size() : hosted(zone).now().sets().size();
      return ok(Quotas.operation(quota) + "Response", quotas.answer(quota, count));
    }
    Matcher tagged = Tags.asked(call.path());
    if (tagged.matches()) {
      return ok(Tags.operation(call.method()) + "Response", tags.answer(call, tagged.group(1)));
    }
    Matcher found = PATH.matcher(call.path());
    if (!found.matches()) {
      throw new Refusal(404, "UnknownOperationException", "no operation at " + call.path());
    }
    limit.take();
    if (found.group(1).equals("healthcheck")) {
      return healthChecks.answer(call, found.group(2), "/status".equals(found.group(3)));
    }
    if (found.group(1).equals("change")) {
      return ok("GetChangeResponse", changes.info(found.group(2)));
    }
    Past<Zone> zone = hosted(found.group(2));
    synchronized (zone) {
      if (call.method().equals("POST")) {
        processing.begin(zone.now().id());
        zone.set(Batch.parse(call.body()).apply(zone.now(), healthChecks.ids(), balancers));
        return ok("ChangeResourceRecordSetsResponse", changes.info(changes.add()));
      }
      return found.group(3) == null
          ? ok("GetHostedZoneResponse", zone(zone.now()))
          : ok("ListResourceRecordSetsResponse", Pages.page(zone.at(asOf), call));
    }
  }

  private Past<Zone> hosted(String id) {
    Past<Zone> zone = zones.get(id);
    if (zone == null) {
      throw new Refusal(404, "NoSuchHostedZone", "No hosted zone found with ID: " + id);
    }
    return zone;
  }

  @Override
  public String error(Refusal refusal, String requestId) {
    Xml xml = new Xml();
    xml.in(
        "Error",
        () ->
            xml.put("Type", "Sender")
                .put("Code", refusal.code())
                .put("Message", refusal.getMessage()));
    return "<ErrorResponse xmlns=\""
        + NAMESPACE
        + "\">"
        + xml.put("RequestId", requestId)
        + "</ErrorResponse>";
  }

  private List<Record> answers(Record question, int server) {
    String name = RecordSet.absolute(question.getName().toString());
    String type = Type.string(question.getType());
    Lookup lookup = new Lookup(balancers, this::isHealthy, dice);
    for (Past<Zone> past : zones.values()) {
      Zone zone = past.at(clock.instant().minus(behind[server]));
      Optional<Lookup.Answer> answer = lookup.of(zone, name, type);
      if (answer.isPresent()) {
        return records(question, answer.get());
      }
    }
    return List.of();
  }

  private boolean isHealthy(RecordSet set) {
    return set.healthCheckId() == null || healthChecks.isHealthy(set.healthCheckId());
  }

  private static List<Record> records(Record question, Lookup.Answer answer) {
    try {
      List<Record> records = new ArrayList<>();
      for (String value : answer.values()) {
        records.add(
            Record.fromString(
                question.getName(), question.getType(), DClass.IN, answer.ttl(), value, Name.root));
      }
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String zone(Zone zone) {
    Xml xml = new Xml();
    xml.in(
        "HostedZone",
        () ->
            xml.put("Id", "/hostedzone/" + zone.id())
                .put("Name", zone.name())
                .put("CallerReference", zone.id())
                .put("ResourceRecordSetCount", zone.sets().size()));
    xml.in(
        "DelegationSet",
        () ->
            xml.in(
                "NameServers",
                () -> NAME_SERVERS.forEach(it -> xml.put("NameServer", it.replaceAll(".$", "")))));
    return xml.toString();
  }

  private static Reply ok(String name, String inside) {
    return new Reply(
        200, "<" + name + " xmlns=\"" + NAMESPACE + "\">" + inside + "</" + name + ">");
  }
}
