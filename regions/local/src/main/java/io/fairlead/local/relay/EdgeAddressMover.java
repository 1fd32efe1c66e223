package io.fairlead.local.relay;

import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.local.client.Answer;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.client.EdgeClient.Addressed;
import io.fairlead.local.client.EdgeRequest;
import io.fairlead.local.client.Outcomes;
import io.fairlead.local.http.Json;
import io.fairlead.port.AddressMover;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.RefusedNodes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Moves floating addresses of local regions: each by its own region's edge, which compares the
 * holder and takes a step once.
 */
public final class EdgeAddressMover implements AddressMover {
  private final EdgeClient edges;
  private final RefusedNodes refused = new RefusedNodes();

  /** A mover over the edges of a fleet. */
  public EdgeAddressMover(EdgeClient edges) {
    this.edges = edges;
  }

  @Override
  public SortedMap<AddressId, Reading<HeldBy>> holders(
      SortedSet<AddressId> addresses, Instant deadline) {
    Map<String, EdgeRequest> requests = new TreeMap<>();
    addresses.forEach(address -> requests.put(address.region(), EdgeRequest.get("/relays")));
    SortedMap<String, Answer> answers = edges.ask(requests, deadline);
    SortedMap<AddressId, Reading<HeldBy>> readings = new TreeMap<>();
    for (AddressId address : addresses) {
      readings.put(address, reading(address, answers.get(address.region())));
    }
    return readings;
  }

  @Override
  public List<ApplyOutcome> move(List<Order> orders, Instant deadline) {
    ApplyOutcome[] outcomes = new ApplyOutcome[orders.size()];
    List<Integer> positions = new ArrayList<>();
    List<Addressed> calls = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      Order order = orders.get(i);
      if (!(order.step() instanceof Step.MoveAddress move)) {
        outcomes[i] = new ApplyOutcome.Refused("not a move of an address", false);
      } else if (Outcomes.expired(order, edges)) {
        outcomes[i] = new ApplyOutcome.Expired();
      } else {
        positions.add(i);
        calls.add(new Addressed(move.address().region(), request(order, move)));
      }
    }
    List<Answer> answers = edges.askEach(calls, deadline);
    for (int i = 0; i < answers.size(); i++) {
      outcomes[positions.get(i)] = Outcomes.of(answers.get(i));
    }
    List<ApplyOutcome> told = List.of(outcomes);
    refused.note(orders, told, edges.edgeTime());
    return told;
  }

  /** Nodes that an edge refused to relay to, as one that runs with another topology does. */
  @Override
  public SortedMap<AddressId, SortedMap<String, String>> obstacles(SortedSet<AddressId> asked) {
    return refused.of(asked, edges.edgeTime());
  }

  private static EdgeRequest request(Order order, Step.MoveAddress move) {
    MoveRequest request =
        new MoveRequest(order.intentId(), move.from(), move.to(), order.notAfter());
    return EdgeRequest.of(
        "POST", "/relays/" + move.address().address(), Json.bytes(request.json()));
  }

  private static Reading<HeldBy> reading(AddressId address, @Nullable Answer answer) {
    return switch (answer) {
      case null -> new Reading.Unreadable<>("no edge of " + address.region());
      case Answer.Lost lost -> new Reading.Unreadable<>(lost.why());
      case Answer.NotSent _ -> new Reading.Unreadable<>("no time was left to ask");
      case Answer.Got got when got.status() != 200 -> new Reading.Unreadable<>(Outcomes.error(got));
      case Answer.Got got -> holder(address, got);
    };
  }

  private static Reading<HeldBy> holder(AddressId address, Answer.Got got) {
    try {
      for (JsonNode each : Json.parse(got.body()).path("relays")) {
        if (Json.text(each, "address").equals(address.address())) {
          return new Reading.Known<>(
              new HeldBy(Json.has(each, "holder") ? Json.text(each, "holder") : null));
        }
      }
      return new Reading.Unreadable<>("the edge of " + address.region() + " has no " + address);
    } catch (IllegalArgumentException e) {
      return new Reading.Unreadable<>(address.region() + ": " + e.getMessage());
    }
  }
}
