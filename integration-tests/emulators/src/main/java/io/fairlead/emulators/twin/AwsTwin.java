package io.fairlead.emulators.twin;

import io.fairlead.emulators.twin.TwinServer.Arrived;
import io.fairlead.emulators.twin.cloudwatch.CloudWatch;
import io.fairlead.emulators.twin.ec2.Ec2Twin;
import io.fairlead.emulators.twin.route53.Route53Twin;
import io.fairlead.emulators.twin.s3.S3Twin;
import io.fairlead.emulators.twin.sns.SnsTwin;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The twin on one loopback port: every region's EC2, S3, SNS and CloudWatch, and Route 53. */
public final class AwsTwin implements AutoCloseable {
  private final TwinServer server;
  private final TwinClock clock;
  private final Set<String> accounts = ConcurrentHashMap.newKeySet();
  private final Ec2Twin ec2;
  private final CloudWatch cloudWatch;
  private final Route53Twin route53;
  private final S3Twin s3;
  private final SnsTwin sns;
  private final Map<String, Service> services = new ConcurrentHashMap<>();

  /** Starts it on a free port. */
  public AwsTwin(TwinClock clock) throws IOException {
    this.clock = clock;
    this.ec2 = new Ec2Twin(clock);
    this.s3 = new S3Twin(clock);
    this.sns = new SnsTwin(clock);
    this.cloudWatch = new CloudWatch(clock);
    this.route53 = new Route53Twin(clock, this::answers, cloudWatch);
    services.putAll(Map.of("ec2", ec2, "route53", route53, "s3", s3, "sns", sns));
    this.server = new TwinServer(clock, this::arrived);
  }

  /** Where it answers. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** What goes wrong. */
  public FaultRules faults() {
    return server.faults();
  }

  /** EC2, to look into and to prepare. */
  public Ec2Twin ec2() {
    return ec2;
  }

  /** Route 53, to look into and to prepare. */
  public Route53Twin route53() {
    return route53;
  }

  /** S3, to look into and to prepare. */
  public S3Twin s3() {
    return s3;
  }

  /** SNS, to look into and to prepare. */
  public SnsTwin sns() {
    return sns;
  }

  /** CloudWatch, which takes lines and alarms and answers no calls. */
  public CloudWatch cloudWatch() {
    return cloudWatch;
  }

  /** Lets a minute pass, at whose end checks are published and alarms evaluated. */
  public void minute() {
    clock.pass(Duration.ofMinutes(1));
    route53.publish();
    cloudWatch.evaluate();
  }

  /** Serves one more service, by the name that signatures have for it. */
  public void serve(String name, Service service) {
    services.put(name, service);
  }

  /** Knows these access keys and no others; until it is told so it knows everybody. */
  public void knows(String... accessKeys) {
    accounts.addAll(List.of(accessKeys));
  }

  /** Every call that arrived, oldest first. */
  public List<Call> calls() {
    return server.calls();
  }

  /** Forgets the calls that arrived. */
  public void forgetCalls() {
    server.forgetCalls();
  }

  /** Carries out, now, what {@link Fault.Late} held back; answers how many calls that was. */
  public int deliverLate() {
    return server.deliverLate();
  }

  /**
   * Goes back to an instant, to play on from there once more: what changed since, calls, faults and
   * what was held back are forgotten.
   */
  public void rewind(Instant to) {
    server.forget();
    ec2.rewind(to);
    s3.rewind(to);
    sns.rewind(to);
    route53.rewind(to);
    clock.rewind(to);
  }

  @Override
  public void close() {
    server.close();
    route53.close();
  }

  /** What a health check finds: objects of S3, at {@code BUCKET.s3.REGION.amazonaws.com}. */
  private boolean answers(String host, String path, Instant at) {
    int end = host.indexOf(".s3.");
    return end > 0 && s3.isThere(host.substring(0, end), path.substring(1), at);
  }

  private Optional<Arrived> arrived(Request request) {
    Call.Scope scope = Call.Scope.of(request);
    Service service = services.get(scope.service());
    if (service == null) {
      return Optional.empty();
    }
    String operation = service.operation(request);
    Call call = new Call(scope.account(), scope.region(), scope.service(), operation, request);
    boolean known =
        accounts.isEmpty() || scope.account().isEmpty() || accounts.contains(scope.account());
    return Optional.of(new Arrived(service, call, known));
  }
}
