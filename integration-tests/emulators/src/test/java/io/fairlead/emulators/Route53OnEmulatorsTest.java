package io.fairlead.emulators;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.Route53Calls;
import io.fairlead.aws.client.Share;
import io.fairlead.aws.zone.HostedZone;
import io.fairlead.aws.zone.Route53Director;
import io.fairlead.contract.AliasDirectorContract;
import io.fairlead.parts.OnPart;
import io.fairlead.parts.Part;
import io.fairlead.port.TrafficDirector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;

/** Route 53. */
@OnEmulators(
    value = "zone",
    parts = {Part.MINISTACK, Part.MOTO, Part.LOCALSTACK, Part.LOCALSTACK_IN_DOCKER})
class Route53OnEmulatorsTest extends AliasDirectorContract implements OnPart {
  private static final List<String> REGIONS =
      List.of("eu-west", "eu-north", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9");

  private final Running on;
  private final Map<String, String> checks = new TreeMap<>();
  private TrafficDirector director;

  Route53OnEmulatorsTest(Running on) {
    this.on = on;
  }

  @BeforeEach
  void makeZone() {
    AwsClients clients = on.clients(first -> first.route53().listHostedZones());
    String caller = on.name("caller");
    String id =
        clients
            .route53()
            .createHostedZone(it -> it.name(zone()).callerReference(caller))
            .hostedZone()
            .id();
    REGIONS.forEach(region -> checks.put(region + "/default", check(clients, region)));
    HostedZone hosted =
        new HostedZone(
            zone(), id, new TreeSet<>(List.of("eu.orders." + zone())), new TreeMap<>(checks));
    director =
        new Route53Director(
            Route53Calls.of(clients, Share.ofRegions(1)),
            "shop",
            new TreeMap<>(Map.of(zone(), hosted)));
  }

  private String check(AwsClients clients, String region) {
    String caller = on.name(region);
    return clients
        .route53()
        .createHealthCheck(
            it ->
                it.callerReference(caller)
                    .healthCheckConfig(
                        check ->
                            check.type("HTTP").ipAddress("192.0.2.1").port(80).resourcePath("/")))
        .healthCheck()
        .id();
  }

  @Override
  public Part part() {
    return on.part();
  }

  @Override
  protected TrafficDirector director() {
    return director;
  }

  @Override
  protected String zone() {
    return "orders.test";
  }

  /** The adapter keeps to Route 53's pace by the clients' clock. */
  @Override
  protected Duration patience() {
    return Duration.ofSeconds(30);
  }

  @Override
  protected Instant now() {
    return on.clients().access().clock().instant();
  }
}
