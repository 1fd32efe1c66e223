package io.fairlead.local.zone;

import io.fairlead.local.client.Answer;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.client.EdgeClient.Addressed;
import io.fairlead.local.client.EdgeRequest;
import io.fairlead.local.state.StateProblem;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordSets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an edge does before it answers again: it takes each zone that a majority of all edges holds
 * without it. Ticks level it as well, but later, and not at all while the fleet is frozen.
 */
public final class CatchUp {
  private final String region;
  private final EdgeClient edges;

  /**
   * For one edge.
   *
   * @param region its own, which is not asked
   * @param edges every edge of the fleet
   */
  public CatchUp(String region, EdgeClient edges) {
    this.region = region;
    this.edges = edges;
  }

  /** Asks the others once. What they do not agree on, or do not answer, stays as it is. */
  public void run(Collection<ZoneStore> zones) {
    List<Addressed> calls = new ArrayList<>();
    List<String> others =
        edges.settings().edges().keySet().stream().filter(each -> !each.equals(region)).toList();
    for (ZoneStore zone : zones) {
      others.forEach(other -> calls.add(new Addressed(other, request(zone))));
    }
    List<Answer> answers =
        edges.askEach(calls, edges.settings().clock().instant().plus(edges.settings().timeout()));
    int next = 0;
    for (ZoneStore zone : zones) {
      SortedMap<String, Answer> ofZone = new TreeMap<>();
      ofZone.put(region, new Answer.NotSent());
      for (String other : others) {
        ofZone.put(other, answers.get(next++));
      }
      if (ZoneCopies.of(zone.current().zone(), ofZone).reading()
          instanceof Reading.Known<RecordSets>(RecordSets agreed)) {
        take(zone, agreed);
      }
    }
  }

  private static void take(ZoneStore zone, RecordSets agreed) {
    try {
      zone.level(agreed);
    } catch (StateProblem _) {
      // An edge that cannot write answers with what it has: better than not at all.
    }
  }

  private static EdgeRequest request(ZoneStore zone) {
    return EdgeRequest.get("/zones/" + zone.current().zone());
  }
}
