package io.fairlead.plan;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.FloatingAddress;
import io.fairlead.fleet.Service;
import io.fairlead.health.OutsideEvidence;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.journal.Hold;
import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The first rung: an address goes to another node of its region. */
final class RungOne {
  private final Situation situation;
  private final NodeHealth health;
  private final Requests requests;
  private final Fleet fleet;
  private final SortedMap<AddressId, Action> moves = new TreeMap<>();
  private final SortedMap<AddressId, String> delayed = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();

  private RungOne(Situation situation, NodeHealth health, Requests requests) {
    this.situation = situation;
    this.health = health;
    this.requests = requests;
    this.fleet = situation.view().fleet();
  }

  /** Looks at every address that a service uses. */
  static RungOne of(Situation situation, NodeHealth health, Requests requests) {
    RungOne rung = new RungOne(situation, health, requests);
    for (AddressId address : rung.fleet.addresses()) {
      List<Service> services = rung.fleet.servicesOn(address).toList();
      if (!services.isEmpty()) {
        rung.look(address, services);
      }
    }
    return rung;
  }

  /** The moves planned, by address. */
  SortedMap<AddressId, Action> moves() {
    return moves;
  }

  /** Addresses whose move waits for a witness, and what for. */
  SortedMap<AddressId, String> delayed() {
    return delayed;
  }

  List<String> notes() {
    return notes;
  }

  List<String> unreadable() {
    return unreadable;
  }

  private void look(AddressId address, List<Service> services) {
    TargetId target = new TargetId.Address(address);
    switch (situation.view().current().holders().get(address)) {
      case Reading.Known<HeldBy>(HeldBy held) when !situation.busy(target) ->
          consider(address, services, held.node());
      case Reading.Known<HeldBy> _ -> notes.add(target.text() + ": an intent is open");
      case Reading.Unreadable<HeldBy>(String why) -> unreadable.add(target.text() + ": " + why);
      case null -> unreadable.add(target.text() + ": not read");
    }
  }

  private void consider(AddressId address, List<Service> services, @Nullable String holder) {
    if (holder == null) {
      move(address, services, null, to -> List.of(new PlanReason.OnNothing(to)));
      return;
    }
    if (health.of(address.region(), holder, services) == Verdict.DOWN) {
      leaveDown(address, services, holder);
      return;
    }
    PlanReason wanted = wantedAway(new Subject.OfNode(address.region(), holder));
    if (wanted != null) {
      move(address, services, holder, to -> List.of(wanted));
    }
  }

  private void leaveDown(AddressId address, List<Service> services, String holder) {
    if (candidate(address, services, holder).isEmpty()) {
      String passed = passedOver(address, services, holder);
      String others = passed.isEmpty() ? ", no other node is Up" : passed;
      notes.add("address/" + address + ": holder " + holder + " is Down" + others);
      return;
    }
    View view = situation.view();
    OutsideEvidence.Finding outside =
        OutsideEvidence.of(fleet, address, holder, view.observations(), view.now());
    if (!outside.allows()) {
      delayed.put(address, outside.detail());
      notes.add("address/" + address + ": stays on " + holder + ", " + outside.detail());
      return;
    }
    move(address, services, holder, to -> List.of(new PlanReason.HolderDown(holder, to)));
    Action planned = moves.get(address);
    if (planned != null) {
      List<String> evidence = new ArrayList<>(planned.evidence());
      evidence.add("outside: " + outside.detail());
      moves.put(address, new Action(1, planned.change(), planned.reasons(), evidence));
    }
  }

  private void move(AddressId address, List<Service> services, @Nullable String from, Why why) {
    Optional<String> to = candidate(address, services, from);
    String passed = passedOver(address, services, from);
    if (to.isEmpty()) {
      notes.add("address/" + address + passed + Plan.NOWHERE_TO_GO);
      return;
    }
    if (!passed.isEmpty()) {
      notes.add("address/" + address + " goes to " + to.get() + passed);
    }
    List<String> evidence = new ArrayList<>();
    if (from != null) {
      evidence.addAll(situation.evidence(new Subject.OfNode(address.region(), from)));
    }
    evidence.addAll(situation.evidence(new Subject.OfNode(address.region(), to.get())));
    moves.put(
        address,
        new Action(1, new Change.Move(address, from, to.get()), why.of(to.get()), evidence));
  }

  /** The first listed one of those that could take an address, and that nothing keeps from it. */
  private Optional<String> candidate(
      AddressId address, List<Service> services, @Nullable String holder) {
    return candidates(address, services, holder)
        .filter(node -> !obstacles(address).containsKey(node))
        .findFirst();
  }

  /** Nodes that are Up and could not hold an address all the same, each with why; often none. */
  private String passedOver(AddressId address, List<Service> services, @Nullable String holder) {
    return candidates(address, services, holder)
        .filter(node -> obstacles(address).containsKey(node))
        .map(node -> ", " + node + " is Up but passed over (" + obstacles(address).get(node) + ")")
        .collect(Collectors.joining());
  }

  private SortedMap<String, String> obstacles(AddressId address) {
    return situation
        .view()
        .current()
        .obstacles()
        .getOrDefault(address, Collections.emptySortedMap());
  }

  /** The nodes that are Up for every service and that nobody wants left, as listed. */
  private Stream<String> candidates(
      AddressId address, List<Service> services, @Nullable String holder) {
    FloatingAddress declared =
        fleet.region(address.region()).floatingAddresses().get(address.address());
    if (declared == null) {
      return Stream.empty();
    }
    String asked =
        holder == null
            ? null
            : requests.preferredNode(new Subject.OfNode(address.region(), holder));
    return declared.nodes().stream()
        .filter(node -> asked == null || node.equals(asked))
        .filter(node -> !node.equals(holder))
        .filter(node -> wantedAway(new Subject.OfNode(address.region(), node)) == null)
        .filter(node -> health.of(address.region(), node, services) == Verdict.UP);
  }

  private @Nullable PlanReason wantedAway(Subject.OfNode node) {
    PlanReason requested = requests.leavingNode(node);
    if (requested != null) {
      return requested;
    }
    Hold drain = situation.activeDrain(node.text());
    if (drain == null) {
      return null;
    }
    PlanReason drained = new PlanReason.Drained(node.text(), drain.by());
    return requests.withheld(drained) ? null : drained;
  }

  private interface Why {
    List<PlanReason> of(String to);
  }
}
