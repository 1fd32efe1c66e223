package io.fairlead.emulators.twin.ec2;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Past;
import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.Request;
import io.fairlead.emulators.twin.Service;
import io.fairlead.emulators.twin.Xml;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * EC2's Elastic IPs and network interfaces, per account and region.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateAddress.html">
 *     AssociateAddress</a>
 */
public final class Ec2Twin implements Service {
  /** Elastic IPs of an account in a region, by AWS's default quota. */
  public static final int QUOTA = 5;

  private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

  private final InstantSource clock;
  private final Map<String, Past<Ec2State>> regions = new ConcurrentHashMap<>();
  private volatile int quota = QUOTA;
  private final OnNothing onNothing = new OnNothing();

  /** Empty regions under a clock. */
  public Ec2Twin(InstantSource clock) {
    this.clock = clock;
  }

  /** Makes a network interface with private addresses, the primary one first. */
  public String networkInterface(String account, String region, List<String> privateIps) {
    Past<Ec2State> past = region(account, region);
    String id = past.now().newId("eni");
    past.set(past.now().with(id, privateIps));
    return id;
  }

  /** Makes an address on nothing, as {@code AllocateAddress} does, without regard to the quota. */
  public String allocation(String account, String region, Map<String, String> tags) {
    Past<Ec2State> past = region(account, region);
    Ec2State now = past.now();
    String id = now.newId("eipalloc");
    past.set(now.with(new ElasticAddress(id, publicIp(now), new TreeMap<>(tags), null)));
    return id;
  }

  /** The interface that an address sits on; null = none. */
  public @Nullable String holder(String account, String region, String allocation) {
    var association = region(account, region).now().address(allocation).association();
    return association == null ? null : association.networkInterface();
  }

  /** Forgets what changed at an instant and after it. */
  public void rewind(Instant to) {
    regions.values().forEach(past -> past.rewind(to));
  }

  /** Measures from now on, in real time, how long addresses are on nothing. */
  public void watch() {
    onNothing.forget();
  }

  /** The longest that an address was on nothing since {@link #watch}. */
  public Duration longestOnNothing() {
    return onNothing.longest();
  }

  @Override
  public String operation(Request request) {
    return request.action();
  }

  @Override
  public Refusal stranger() {
    return new Refusal(
        401, "AuthFailure", "AWS was not able to validate the provided access credentials");
  }

  @Override
  public Reply answer(Call call, Instant asOf) {
    Past<Ec2State> region = region(call.account(), call.region());
    synchronized (region) {
      Reply reply = answer(call, region, asOf);
      onNothing.look(region.now());
      return reply;
    }
  }

  private Reply answer(Call call, Past<Ec2State> region, Instant asOf) {
    return switch (call.operation()) {
      case "DescribeAddresses" -> ok(call, Descriptions.addresses(region.at(asOf), call));
      case "DescribeNetworkInterfaces" -> ok(call, Descriptions.interfaces(region.at(asOf), call));
      case "DescribeAccountAttributes" -> ok(call, Descriptions.quota(quota));
      case "AllocateAddress" -> written(call, () -> allocate(region));
      case "ReleaseAddress" -> written(call, () -> release(region, call));
      case "AssociateAddress" -> written(call, () -> Associating.associate(region, call));
      case "DisassociateAddress" -> written(call, () -> Associating.disassociate(region, call));
      default ->
          throw new Refusal(
              400, "InvalidAction", "The action " + call.operation() + " is not valid here.");
    };
  }

  @Override
  public String error(Refusal refusal, String requestId) {
    Xml xml = new Xml();
    xml.in(
        "Response",
        () ->
            xml.in(
                    "Errors",
                    () ->
                        xml.in(
                            "Error",
                            () ->
                                xml.put("Code", refusal.code())
                                    .put("Message", refusal.getMessage())))
                .put("RequestID", requestId));
    return xml.toString();
  }

  private Past<Ec2State> region(String account, String region) {
    return regions.computeIfAbsent(account + "/" + region, _ -> new Past<>(Ec2State.EMPTY, clock));
  }

  /** A dry run is refused with the code that says it would have been done. */
  private static Reply written(Call call, Supplier<String> change) {
    if (call.parameter("DryRun").equals("true")) {
      throw new Refusal(
          412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
    }
    return ok(call, change.get());
  }

  /** Lets every account have so many addresses in a region. */
  public void quota(int addresses) {
    quota = addresses;
  }

  private String allocate(Past<Ec2State> region) {
    Ec2State now = region.now();
    if (now.addresses().size() >= quota) {
      throw new Refusal(
          400, "AddressLimitExceeded", "The maximum number of addresses has been reached.");
    }
    String id = now.newId("eipalloc");
    String ip = publicIp(now);
    region.set(now.with(new ElasticAddress(id, ip, new TreeMap<>(), null)));
    return new Xml().put("publicIp", ip).put("domain", "vpc").put("allocationId", id).toString();
  }

  private static String release(Past<Ec2State> region, Call call) {
    ElasticAddress address = region.now().address(call.parameter("AllocationId"));
    if (address.association() != null) {
      throw new Refusal(
          400, "InvalidIPAddress.InUse", "Address " + address.publicIp() + " is in use.");
    }
    region.set(region.now().without(address));
    return new Xml().put("return", true).toString();
  }

  private static String publicIp(Ec2State now) {
    return "203.0.113." + (now.made() % 250 + 1);
  }

  private static Reply ok(Call call, String inside) {
    String name = call.operation() + "Response";
    return new Reply(
        200,
        "<"
            + name
            + " xmlns=\""
            + NAMESPACE
            + "\"><requestId>twin</requestId>"
            + inside
            + "</"
            + name
            + ">");
  }
}
