package io.fairlead.azure.address;

import io.fairlead.azure.address.AddressReader.Found;
import io.fairlead.azure.arm.ArmClient;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.SideBySide;
import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.AddressMover;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.RefusedNodes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Moves public IPs between NICs, or between frontends of load balancers. Azure has no move: an
 * address is taken off, and from nothing put on, each by a write of what holds it with its ETag. A
 * write is started and left; while Azure is at work the address is unreadable, and a later tick
 * finds it off or on. One is never taken off where the node that it is to go to could not hold it.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/virtualnetwork/network-interfaces/create-or-update">
 *     Network Interfaces - Create Or Update</a>
 */
public final class PublicIpMover implements AddressMover {
  /** Roles take minutes to take effect, so that asking each tick would tell nothing sooner. */
  private static final Duration EXAMINED = Duration.ofMinutes(5);

  /** What a person is to mend is looked at more often. */
  private static final Duration AMISS = Duration.ofMinutes(1);

  private final AzureClients clients;
  private final SortedMap<AddressId, PublicIp> addresses;
  private final AddressReader reader;
  private final Obstacles obstacles;
  private final CarrierWrite carriers;
  private final ConcurrentMap<AddressId, Examined> examined = new ConcurrentHashMap<>();
  private final ConcurrentMap<AddressId, String> amiss = new ConcurrentHashMap<>();
  private final RefusedNodes refused = new RefusedNodes();

  /**
   * What was found at a time.
   *
   * @param found why nodes could not hold the address
   */
  private record Examined(Instant at, SortedMap<String, String> found) {
    /** Whether it is to be looked at again; an address on nothing does not wait for a person. */
    boolean isOver(Instant now, boolean onNothing) {
      Duration good = found.isEmpty() ? EXAMINED : onNothing ? Duration.ZERO : AMISS;
      return !now.isBefore(at.plus(good));
    }
  }

  /**
   * A mover of a fleet's addresses.
   *
   * @param fleet the name that an address's tag {@value AddressReader#FLEET_TAG} must have, where
   *     it has one
   */
  public PublicIpMover(
      AzureClients clients, String fleet, SortedMap<AddressId, PublicIp> addresses) {
    this.clients = clients;
    this.addresses = Collections.unmodifiableSortedMap(new TreeMap<>(addresses));
    ArmClient arm = new ArmClient(clients);
    this.reader = new AddressReader(arm, fleet);
    this.obstacles = new Obstacles(arm);
    this.carriers = new CarrierWrite(clients, arm, reader);
  }

  /**
   * Reads every address once, side by side; every five minutes also what would keep a node from
   * holding it, which {@link #findings} tells.
   */
  @Override
  public SortedMap<AddressId, Reading<HeldBy>> holders(
      SortedSet<AddressId> asked, Instant deadline) {
    List<AddressId> ids = List.copyOf(asked);
    List<Reading<HeldBy>> found = SideBySide.all(ids, id -> reading(id, deadline));
    SortedMap<AddressId, Reading<HeldBy>> readings = new TreeMap<>();
    for (int i = 0; i < ids.size(); i++) {
      readings.put(ids.get(i), found.get(i));
    }
    return readings;
  }

  /**
   * What a person has to mend before an address can be moved, or because its last change failed, by
   * address. Nothing of it stops a tick.
   */
  public SortedMap<AddressId, String> findings() {
    SortedMap<AddressId, String> found = new TreeMap<>(amiss);
    examined.forEach(
        (id, each) -> {
          if (!each.found().isEmpty()) {
            found.merge(id, sentences(id, each.found()), (one, other) -> one + "; " + other);
          }
        });
    return Collections.unmodifiableSortedMap(found);
  }

  @Override
  public SortedMap<AddressId, SortedMap<String, String>> obstacles(SortedSet<AddressId> asked) {
    SortedMap<AddressId, SortedMap<String, String>> found = refused.of(asked, clients.now());
    examined.forEach(
        (id, each) -> {
          if (asked.contains(id) && !each.found().isEmpty()) {
            // What was looked at says more than what a call was refused with.
            found.computeIfAbsent(id, _ -> new TreeMap<>()).putAll(each.found());
          }
        });
    return found;
  }

  private String sentences(AddressId id, SortedMap<String, String> found) {
    PublicIp address = Objects.requireNonNull(addresses.get(id));
    return found.entrySet().stream()
        .map(node -> sentence(address, node.getKey(), node.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String sentence(PublicIp address, String node, String why) {
    return node + " could not hold " + address.id().name() + ": " + why;
  }

  private Reading<HeldBy> reading(AddressId id, Instant deadline) {
    PublicIp address = addresses.get(id);
    if (address == null) {
      return new Reading.Unreadable<>("no public IP is declared for " + id);
    }
    return switch (reader.one(address, deadline)) {
      case Found.Unreadable(String why) -> new Reading.Unreadable<>(why);
      case Found.Changing(_, String why) -> new Reading.Unreadable<>(why);
      case Found.At(String holder, String wrong) -> {
        if (wrong.isEmpty()) {
          amiss.remove(id);
        } else {
          amiss.put(id, wrong);
        }
        examine(id, address, holder == null, deadline);
        yield new Reading.Known<>(new HeldBy(holder));
      }
    };
  }

  private void examine(AddressId id, PublicIp address, boolean onNothing, Instant deadline) {
    Examined last = examined.get(id);
    if (last != null && !last.isOver(clients.now(), onNothing)) {
      return;
    }
    List<String> nodes = List.copyOf(address.attachments().keySet());
    examined.put(id, new Examined(clients.now(), hindered(address, nodes, deadline)));
  }

  /** Why nodes could not hold an address, by node. */
  private SortedMap<String, String> hindered(
      PublicIp address, List<String> nodes, Instant deadline) {
    List<Optional<String>> found =
        SideBySide.all(
            nodes,
            node ->
                obstacles.of(
                    address, Objects.requireNonNull(address.attachments().get(node)), deadline));
    SortedMap<String, String> hindered = new TreeMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      String node = nodes.get(i);
      found.get(i).ifPresent(why -> hindered.put(node, why));
    }
    return hindered;
  }

  @Override
  public List<ApplyOutcome> move(List<Order> orders, Instant deadline) {
    List<Pending> pending = SideBySide.all(orders, order -> prepared(order, deadline));
    SortedMap<Integer, ApplyOutcome> outcomes = new TreeMap<>();
    Map<String, List<Integer>> byCarrier = new LinkedHashMap<>();
    for (int i = 0; i < pending.size(); i++) {
      switch (pending.get(i)) {
        case Pending.Told(ApplyOutcome outcome) -> outcomes.put(i, outcome);
        case Pending.Change change ->
            byCarrier.computeIfAbsent(change.at().carrier().key(), _ -> new ArrayList<>()).add(i);
      }
    }
    List<List<Integer>> groups = List.copyOf(byCarrier.values());
    List<List<ApplyOutcome>> written =
        SideBySide.all(groups, group -> carriers.run(changes(pending, group), deadline));
    for (int g = 0; g < groups.size(); g++) {
      for (int i = 0; i < groups.get(g).size(); i++) {
        outcomes.put(groups.get(g).get(i), written.get(g).get(i));
      }
    }
    List<ApplyOutcome> told = List.copyOf(outcomes.values());
    refused.note(orders, told, clients.now());
    return told;
  }

  private static List<Pending.Change> changes(List<Pending> pending, List<Integer> group) {
    return group.stream().map(i -> (Pending.Change) pending.get(i)).toList();
  }

  private Pending prepared(Order order, Instant deadline) {
    if (!(order.step() instanceof Step.MoveAddress move)) {
      return refused("not a move of an address");
    }
    PublicIp address = addresses.get(move.address());
    if (address == null) {
      return refused("no public IP is declared for " + move.address());
    }
    String node = move.to() == null ? move.from() : move.to();
    if (move.from() != null && move.to() != null) {
      return refused("Azure takes an address off before it is put on: two steps, not one");
    }
    if (node == null || !address.attachments().containsKey(node)) {
      return refused(node + " may not hold " + move.address());
    }
    return compared(
        new Pending.Change(
            order, move, address, Objects.requireNonNull(address.attachments().get(node))),
        deadline);
  }

  private static Pending refused(String why) {
    return new Pending.Told(new ApplyOutcome.Refused(why, false));
  }

  private Pending compared(Pending.Change change, Instant deadline) {
    Step.MoveAddress move = change.step();
    return switch (reader.one(change.address(), deadline)) {
      case Found.Unreadable(String why) -> new Pending.Told(new ApplyOutcome.Refused(why, true));
      case Found.Changing(String holder, String why) ->
          new Pending.Told(
              Objects.equals(holder, move.to())
                  ? new ApplyOutcome.Accepted()
                  : new ApplyOutcome.Refused(why, true));
      case Found.At(String holder, _) -> {
        if (Objects.equals(holder, move.to())) {
          yield new Pending.Told(new ApplyOutcome.Accepted());
        }
        if (!Objects.equals(holder, move.from())) {
          yield new Pending.Told(
              new ApplyOutcome.Conflict(move.address() + " is " + place(holder)));
        }
        yield clients.isExpired(change.order())
            ? new Pending.Told(new ApplyOutcome.Expired())
            : move.to() == null ? mayLeave(change, deadline) : change;
      }
    };
  }

  /** An address leaves only for a node that could hold it; where none is named, for any other. */
  private Pending mayLeave(Pending.Change change, Instant deadline) {
    String heads = change.order().heads();
    List<String> wanted =
        change.address().attachments().keySet().stream()
            .filter(node -> heads == null ? !node.equals(change.step().from()) : node.equals(heads))
            .toList();
    if (wanted.isEmpty()) {
      return heads == null ? change : refused(heads + " may not hold " + change.step().address());
    }
    SortedMap<String, String> why = hindered(change.address(), wanted, deadline);
    if (why.size() < wanted.size()) {
      return change;
    }
    // The next read tells of it, and looks anew at the others.
    examined.remove(change.step().address());
    Map.Entry<String, String> first = why.firstEntry();
    return refused(
        "not taken off: " + sentence(change.address(), first.getKey(), first.getValue()));
  }

  /** Where an address is, for people. */
  static String place(@Nullable String holder) {
    return holder == null ? "on nothing" : "on " + holder;
  }
}
