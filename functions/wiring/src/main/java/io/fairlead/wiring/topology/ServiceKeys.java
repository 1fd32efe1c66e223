package io.fairlead.wiring.topology;

import static io.fairlead.wiring.shape.Key.optional;
import static io.fairlead.wiring.shape.Key.required;
import static io.fairlead.wiring.shape.Key.with;

import io.fairlead.fleet.Service;
import io.fairlead.wiring.shape.Key;
import io.fairlead.wiring.shape.Shape;
import io.fairlead.wiring.shape.Spans;
import io.fairlead.wiring.shape.Variant;
import java.time.Duration;
import java.util.List;

/** Keys of a service. */
final class ServiceKeys {
  /** The word for a load balancer with addresses of both families, AWS's own. */
  static final String DUALSTACK = "dualstack";

  private static final int MOST_REQUESTS = 10_000_000;

  private static final Key TTL =
      with(
          "ttl",
          new Shape.Span(Duration.ofSeconds(1), Duration.ofDays(1)),
          Spans.text(Services.TTL),
          "how long resolvers keep an answer; whole seconds");
  private static final Key ZONE =
      optional(
          "zone",
          Forms.DNS_NAME,
          "the DNS zone of the name; absent: the name without its first label");
  private static final Key NAME =
      required("name", Forms.DNS_NAME, "the DNS name that clients resolve");
  private static final Key DEMAND =
      with("demand", new Shape.Whole(0, MOST_REQUESTS), 0, "peak demand, requests a second");
  private static final Key RESIDENCY =
      optional(
          "residency",
          new Shape.Many(Forms.JURISDICTION, 1, 64),
          "jurisdictions it may be served from; absent: all");
  private static final Key OVERFLOW =
      optional("overflow", Forms.HOST, "address or name that takes what fits nowhere");

  private static final Shape PARTITION =
      new Shape.Keys(
          List.of(
              NAME,
              ZONE,
              new Key("ttl", TTL.shape(), false, null, "as of the service; absent: the service's"),
              DEMAND,
              RESIDENCY,
              required(
                  "shares",
                  new Shape.Named(Forms.NAME_FORM, new Shape.Whole(0, 100), 1, 64),
                  "home shares by region in percent; they add up to 100"),
              OVERFLOW),
          List.of(),
          List.of());

  private static final Shape LOAD_BALANCER =
      new Shape.Keys(
          List.of(
              required("name", Forms.LOAD_BALANCER, "its DNS name, as AWS shows it"),
              required(
                  "hostedZone",
                  Forms.HOSTED_ZONE,
                  "id of its canonical hosted zone, which AWS has its name in, not one of yours"),
              with(
                  "ipAddressType",
                  new Shape.Choice(List.of("ipv4", DUALSTACK)),
                  "ipv4",
                  "dualstack: it has IPv6 addresses, too, and the name an AAAA record")),
          List.of(),
          List.of());

  private static final Shape DEPLOYMENT =
      new Shape.Keys(
          List.of(
              optional(
                  "floatingAddress",
                  Forms.REFERENCE,
                  "the region's floating address it is reached by"),
              optional(
                  "endpoints",
                  new Shape.Many(Forms.HOST, 1, 16),
                  "behind a load balancer: its addresses or name"),
              optional(
                  "loadBalancer",
                  LOAD_BALANCER,
                  "aws: behind a load balancer, which alias records of Route 53 lead to"),
              required(
                  "capacity",
                  new Shape.Whole(1, MOST_REQUESTS),
                  "tested capacity, requests a second")),
          List.of("floatingAddress", "endpoints", "loadBalancer"),
          List.of());

  private static final Shape FAILBACK =
      new Shape.Keys(
          List.of(
              with(
                  "mode",
                  new Shape.Choice(List.of("manual", "ramp")),
                  "manual",
                  "released by an operator, or in steps after a clean time")),
          List.of(),
          List.of());

  static final Shape SERVICE =
      new Shape.Keys(
          List.of(
              required("port", new Shape.Whole(1, 65_535), "the port that clients connect to"),
              required(
                  "routing",
                  new Shape.Choice(List.of("partitioned", "active-passive")),
                  "by home shares of partitions, or all to the first healthy region of an order"),
              required(
                  "failover",
                  new Shape.Choice(List.of("automatic", "manual")),
                  "the failover policy: who may take the service out of a region"),
              optional("failback", FAILBACK, "how a region returns"),
              with(
                  "failoverGroup",
                  Forms.NAME,
                  Service.DEFAULT_GROUP,
                  "services of one group leave a region together"),
              optional(
                  "holdDown",
                  new Shape.Whole(1, 1000),
                  "probe intervals between two changes of its targets, as ordered feeds need;"
                      + " absent: safety.holdDown"),
              optional(
                  "replication",
                  new Shape.Many(Forms.REFERENCE, 1, 16),
                  "artifact sets and databases that it needs: a region whose copy is behind gets no new"
                      + " share"),
              optional(
                  "partitions",
                  new Shape.Named(Forms.NAME_FORM, PARTITION, 1, 1000),
                  "partitioned: the slices, each with its own DNS name"),
              new Key("name", NAME.shape(), false, null, "active-passive: " + NAME.meaning()),
              ZONE,
              TTL,
              optional(
                  "order",
                  new Shape.Many(Forms.REFERENCE, 1, 64),
                  "active-passive: regions, preferred first"),
              new Key("demand", DEMAND.shape(), false, "0", "active-passive: " + DEMAND.meaning()),
              new Key(
                  "residency",
                  RESIDENCY.shape(),
                  false,
                  null,
                  "active-passive: " + RESIDENCY.meaning()),
              new Key(
                  "overflow",
                  OVERFLOW.shape(),
                  false,
                  null,
                  "active-passive: " + OVERFLOW.meaning()),
              required(
                  "deployments",
                  new Shape.Named(Forms.NAME_FORM, DEPLOYMENT, 1, 64),
                  "where it runs, by region")),
          List.of(),
          List.of(
              new Variant(
                  "routing",
                  "partitioned",
                  List.of("partitions"),
                  List.of("name", "order", "demand", "residency", "overflow")),
              new Variant(
                  "routing", "active-passive", List.of("name", "order"), List.of("partitions"))));

  private ServiceKeys() {}
}
