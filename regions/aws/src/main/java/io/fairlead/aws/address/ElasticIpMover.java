package io.fairlead.aws.address;

import io.fairlead.aws.address.AddressReader.Found;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.SideBySide;
import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.AddressMover;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.RefusedNodes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Moves Elastic IPs. Seamless, by one {@code AssociateAddress}: the address is never detached
 * first; EC2 does not compare the holder, so it is read again just before, and a write that comes
 * late all the same is found by the next tick and repaired. Strict, by two steps of one intent,
 * taken off and put on: what is put on from nothing is put on with {@code
 * AllowReassociation=false}, so that EC2 refuses whoever comes late. An address is never taken off
 * by who may not put it on.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateAddress.html">
 *     AssociateAddress</a>
 */
public final class ElasticIpMover implements AddressMover {
  private final AwsClients clients;
  private final String fleet;
  private final SortedMap<AddressId, ElasticIp> addresses;
  private final AddressReader reader;
  private final MovePermission permission;
  private final boolean acts;
  private final ConcurrentMap<AddressId, String> refusals = new ConcurrentHashMap<>();
  private final ConcurrentMap<AddressId, String> untagged = new ConcurrentHashMap<>();
  private final RefusedNodes refused = new RefusedNodes();

  /**
   * A mover of a fleet's addresses.
   *
   * @param fleet the name that an address's tag {@value AddressReader#FLEET_TAG} must have, where
   *     it has one
   */
  public ElasticIpMover(
      AwsClients clients, String fleet, SortedMap<AddressId, ElasticIp> addresses) {
    this(clients, fleet, addresses, true);
  }

  private ElasticIpMover(
      AwsClients clients, String fleet, SortedMap<AddressId, ElasticIp> addresses, boolean acts) {
    this.acts = acts;
    this.clients = clients;
    this.fleet = fleet;
    this.addresses = Collections.unmodifiableSortedMap(new TreeMap<>(addresses));
    this.reader = new AddressReader(clients, fleet);
    this.permission = new MovePermission(clients);
  }

  /** For a caller that moves nothing: it asks for no permission to move, and needs none. */
  public static ElasticIpMover reading(
      AwsClients clients, String fleet, SortedMap<AddressId, ElasticIp> addresses) {
    return new ElasticIpMover(clients, fleet, addresses, false);
  }

  /**
   * Reads every location once and again until two reads agree, and asks by a dry run whether each
   * address could be moved, where moving is this caller's to do. Who may not move an address may
   * still know where it is: that is told by {@link #findings}, not by an unreadable address.
   */
  @Override
  public SortedMap<AddressId, Reading<HeldBy>> holders(
      SortedSet<AddressId> asked, Instant deadline) {
    SortedMap<AddressId, Reading<HeldBy>> readings = new TreeMap<>();
    asked.forEach(
        id -> readings.put(id, new Reading.Unreadable<>("no Elastic IP is declared for " + id)));
    List<Supplier<SortedMap<AddressId, Reading<HeldBy>>>> calls = new ArrayList<>();
    byLocation(asked)
        .forEach(
            (location, of) -> {
              calls.add(() -> seen(reader.agreed(location, of, deadline)));
              if (acts) {
                of.forEach((id, address) -> calls.add(() -> checked(id, address, deadline)));
              }
            });
    SideBySide.all(calls, Supplier::get).forEach(readings::putAll);
    return readings;
  }

  /**
   * What a person has to mend before an address can be moved, as the last read found it: the action
   * and the resource that were refused, or the tag that is missing, by address. Nothing of it stops
   * a tick.
   */
  public SortedMap<AddressId, String> findings() {
    SortedMap<AddressId, String> found = new TreeMap<>(refusals);
    untagged.forEach((id, why) -> found.merge(id, why, (refusal, tag) -> refusal + "; " + tag));
    return Collections.unmodifiableSortedMap(found);
  }

  private SortedMap<AddressId, Reading<HeldBy>> seen(SortedMap<AddressId, Found> found) {
    SortedMap<AddressId, Reading<HeldBy>> readings = new TreeMap<>();
    found.forEach((id, one) -> readings.put(id, reading(id, one)));
    return readings;
  }

  private Reading<HeldBy> reading(AddressId id, Found found) {
    return switch (found) {
      case Found.Unreadable(String why) -> new Reading.Unreadable<>(why);
      case Found.At(String holder, _, boolean tagged) -> {
        if (tagged) {
          untagged.remove(id);
        } else {
          untagged.put(id, "it has no tag " + AddressReader.FLEET_TAG + "=" + fleet);
        }
        yield new Reading.Known<>(new HeldBy(holder));
      }
    };
  }

  private SortedMap<AddressId, Reading<HeldBy>> checked(
      AddressId id, ElasticIp address, Instant deadline) {
    permission
        .refusal(address, deadline)
        .ifPresentOrElse(why -> refusals.put(id, why), () -> refusals.remove(id));
    return new TreeMap<>();
  }

  /** The declared ones of these. */
  private SortedMap<String, SortedMap<AddressId, ElasticIp>> byLocation(Set<AddressId> asked) {
    SortedMap<String, SortedMap<AddressId, ElasticIp>> byLocation = new TreeMap<>();
    for (AddressId id : asked) {
      ElasticIp address = addresses.get(id);
      if (address != null) {
        byLocation.computeIfAbsent(address.location(), at -> new TreeMap<>()).put(id, address);
      }
    }
    return byLocation;
  }

  @Override
  public List<ApplyOutcome> move(List<Order> orders, Instant deadline) {
    if (!acts) {
      ApplyOutcome refused = new ApplyOutcome.Refused("addresses are only read here", false);
      return Collections.nCopies(orders.size(), refused);
    }
    SortedMap<AddressId, Found> found = justBefore(orders, deadline);
    List<ApplyOutcome> outcomes = SideBySide.all(orders, order -> moved(order, found, deadline));
    refused.note(orders, outcomes, clients.time());
    return outcomes;
  }

  /** Nodes whose interface EC2 refused to take an address, or would refuse, a while ago. */
  @Override
  public SortedMap<AddressId, SortedMap<String, String>> obstacles(SortedSet<AddressId> asked) {
    return refused.of(asked, clients.time());
  }

  /** Where the addresses of orders are, by one read of each location. */
  private SortedMap<AddressId, Found> justBefore(List<Order> orders, Instant deadline) {
    Set<AddressId> asked = new TreeSet<>();
    for (Order order : orders) {
      if (order.step() instanceof Step.MoveAddress move) {
        asked.add(move.address());
      }
    }
    SortedMap<AddressId, Found> found = new TreeMap<>();
    SideBySide.all(
            List.copyOf(byLocation(asked).entrySet()),
            at -> reader.once(at.getKey(), at.getValue(), deadline))
        .forEach(found::putAll);
    return found;
  }

  private ApplyOutcome moved(Order order, Map<AddressId, Found> found, Instant deadline) {
    if (!(order.step() instanceof Step.MoveAddress move)) {
      return new ApplyOutcome.Refused("not a move of an address", false);
    }
    ElasticIp address = addresses.get(move.address());
    Found at = found.get(move.address());
    if (address == null || at == null) {
      return new ApplyOutcome.Refused("no Elastic IP is declared for " + move.address(), false);
    }
    if (move.to() != null && !address.attachments().containsKey(move.to())) {
      return new ApplyOutcome.Refused(move.to() + " may not hold " + move.address(), false);
    }
    return new Move(clients, address, order, move).run(at, deadline);
  }
}
