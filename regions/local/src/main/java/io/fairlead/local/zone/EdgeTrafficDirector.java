package io.fairlead.local.zone;

import io.fairlead.journal.Step;
import io.fairlead.local.client.Answer;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.client.EdgeClient.Addressed;
import io.fairlead.local.client.EdgeRequest;
import io.fairlead.local.client.Outcomes;
import io.fairlead.local.http.Json;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordSets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * DNS weights on several edges: the same batch goes to every edge, and what a majority of all edges
 * took or holds counts.
 */
public final class EdgeTrafficDirector implements TrafficDirector {
  private final EdgeClient edges;
  private final SortedSet<String> zones;
  private final Map<String, ZoneCopies> lastRead = new ConcurrentHashMap<>();

  /** A director of these zones on all edges of a fleet. */
  public EdgeTrafficDirector(EdgeClient edges, SortedSet<String> zones) {
    this.edges = edges;
    this.zones = Collections.unmodifiableSortedSet(new TreeSet<>(zones));
  }

  @Override
  public SortedMap<String, Reading<RecordSets>> zones(SortedSet<String> asked, Instant deadline) {
    SortedMap<String, Reading<RecordSets>> readings = new TreeMap<>();
    SortedMap<String, ZoneCopies> found = copies(asked, deadline);
    found.forEach((zone, copies) -> readings.put(zone, copies.reading()));
    lastRead.putAll(found);
    return readings;
  }

  @Override
  public List<ApplyOutcome> change(List<Order> orders, Instant deadline) {
    ApplyOutcome[] outcomes = new ApplyOutcome[orders.size()];
    List<Integer> positions = new ArrayList<>();
    List<Addressed> calls = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      Order order = orders.get(i);
      if (!(order.step() instanceof Step.ChangeRecords change)) {
        outcomes[i] = new ApplyOutcome.Refused("not a change of records", false);
      } else if (Outcomes.expired(order, edges)) {
        outcomes[i] = new ApplyOutcome.Expired();
      } else {
        positions.add(i);
        EdgeRequest request = request(order, change);
        regions().forEach(region -> calls.add(new Addressed(region, request)));
      }
    }
    List<Answer> answers = edges.askEach(calls, deadline);
    for (int i = 0; i < positions.size(); i++) {
      int first = i * regions().size();
      outcomes[positions.get(i)] =
          Majority.of(
              answers.subList(first, first + regions().size()).stream().map(Outcomes::of).toList());
    }
    return List.of(outcomes);
  }

  /**
   * Brings edges that are behind to what a majority holds. Where a majority answers and no state
   * has a majority, because a change reached only some edges, the highest epoch is completed on the
   * others: it may have been accepted, and without that the zone would stay unreadable.
   *
   * <p>Goes by the last reading of each zone, once: a tick that has just read them needs no second
   * look, and an edge that moved on meanwhile takes no lower epoch.
   */
  @Override
  public void level(Instant deadline) {
    List<Addressed> calls = new ArrayList<>();
    SortedMap<String, ZoneCopies> known = new TreeMap<>(lastRead);
    lastRead.clear();
    SortedSet<String> unread = new TreeSet<>(zones);
    unread.removeAll(known.keySet());
    if (!unread.isEmpty()) {
      known.putAll(copies(unread, deadline));
    }
    known.forEach(
        (zone, copies) ->
            copies
                .wanted()
                .ifPresent(
                    wanted -> {
                      byte[] body = Json.bytes(ZoneJson.zone(wanted));
                      for (String region : copies.behind(wanted)) {
                        calls.add(new Addressed(region, EdgeRequest.of("PUT", path(zone), body)));
                      }
                    }));
    edges.askEach(calls, deadline);
  }

  private SortedMap<String, ZoneCopies> copies(SortedSet<String> asked, Instant deadline) {
    List<Addressed> calls = new ArrayList<>();
    for (String zone : asked) {
      regions().forEach(region -> calls.add(new Addressed(region, EdgeRequest.get(path(zone)))));
    }
    List<Answer> answers = edges.askEach(calls, deadline);
    SortedMap<String, ZoneCopies> copies = new TreeMap<>();
    int next = 0;
    for (String zone : asked) {
      SortedMap<String, Answer> ofZone = new TreeMap<>();
      for (String region : regions()) {
        ofZone.put(region, answers.get(next++));
      }
      copies.put(zone, ZoneCopies.of(zone, ofZone));
    }
    return copies;
  }

  private static EdgeRequest request(Order order, Step.ChangeRecords change) {
    ObjectNode body =
        ZoneJson.batch(change.batch())
            .put("intent", order.intentId())
            .put(ZoneResource.NOT_AFTER, order.notAfter().toString());
    return EdgeRequest.of("POST", path(change.batch().zone()), Json.bytes(body));
  }

  private static String path(String zone) {
    return "/zones/" + zone;
  }

  private List<String> regions() {
    return List.copyOf(edges.settings().edges().keySet());
  }
}
