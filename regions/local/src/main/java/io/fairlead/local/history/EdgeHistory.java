package io.fairlead.local.history;

import io.fairlead.journal.HistoryEntry;
import io.fairlead.local.client.Answer;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.client.EdgeClient.Addressed;
import io.fairlead.local.client.EdgeRequest;
import io.fairlead.local.client.Outcomes;
import io.fairlead.local.http.Json;
import io.fairlead.port.Codec;
import io.fairlead.port.HistoryArchive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Archived history on edges: a page goes to all, most must have it; a reader asks all. */
public final class EdgeHistory implements HistoryArchive {
  /** Pages asked of an edge at once. */
  private static final int AT_ONCE = 32;

  /** Pages read for one question at most, newest first. */
  private static final int MOST_PAGES = 2_000;

  private static final String PATH = "/history";

  private final EdgeClient edges;
  private final Codec<List<HistoryEntry>> codec;

  /** An archive over the edges of a fleet. */
  public EdgeHistory(EdgeClient edges, Codec<List<HistoryEntry>> codec) {
    this.edges = edges;
    this.codec = codec;
  }

  @Override
  public Kept keep(List<HistoryEntry> lines, Instant deadline) {
    byte[] content = codec.encode(lines);
    if (content.length > PageStore.MAX_BYTES && lines.size() > 1) {
      int half = lines.size() / 2;
      Kept first = keep(lines.subList(0, half), deadline);
      return first instanceof Kept.Done ? keep(lines.subList(half, lines.size()), deadline) : first;
    }
    PageName name = PageName.of(lines.getLast().at(), content);
    List<String> failed = new ArrayList<>();
    edges
        .askAll(EdgeRequest.of("PUT", PATH + "/" + name.text(), content), deadline)
        .forEach(
            (edge, answer) -> {
              if (!(answer instanceof Answer.Got got) || got.status() > 201) {
                failed.add(Outcomes.named(edge, Outcomes.of(answer)));
              }
            });
    int all = edges.settings().edges().size();
    int done = all - failed.size();
    return 2 * done > all
        ? new Kept.Done()
        : new Kept.Unknown(done + " of " + all + " edges took it: " + String.join("; ", failed));
  }

  @Override
  public Found since(Instant from, Instant deadline) {
    SortedMap<String, String> unreadable = new TreeMap<>();
    SortedMap<String, String> places = places(from, unreadable, deadline);
    List<Addressed> calls = new ArrayList<>();
    places.sequencedEntrySet().reversed().stream()
        .limit(MOST_PAGES)
        .forEach(
            page ->
                calls.add(
                    new Addressed(page.getValue(), EdgeRequest.get(PATH + "/" + page.getKey()))));
    Set<HistoryEntry> lines = new LinkedHashSet<>();
    for (int i = 0; i < calls.size(); i += AT_ONCE) {
      List<Addressed> some = calls.subList(i, Math.min(calls.size(), i + AT_ONCE));
      List<Answer> answers = edges.askEach(some, deadline);
      for (int k = 0; k < some.size(); k++) {
        read(some.get(k), answers.get(k), lines, unreadable);
      }
    }
    return new Found(
        lines.stream()
            .filter(line -> !line.at().isBefore(from))
            .sorted(Comparator.comparingLong(HistoryEntry::epoch).thenComparing(HistoryEntry::at))
            .toList(),
        unreadable);
  }

  /** Every page that ends late enough, by name, and an edge that has it. */
  private SortedMap<String, String> places(
      Instant from, SortedMap<String, String> unreadable, Instant deadline) {
    SortedMap<String, String> places = new TreeMap<>();
    for (Map.Entry<String, Answer> each :
        edges.askAll(EdgeRequest.get(PATH), deadline).entrySet()) {
      try {
        for (JsonNode page : Json.parse(body(each.getValue())).path("pages")) {
          PageName name = PageName.parse(page.asString());
          if (!Instant.ofEpochMilli(name.endMillis() + 1).isBefore(from)) {
            places.put(name.text(), each.getKey());
          }
        }
      } catch (IllegalArgumentException e) {
        unreadable.put(each.getKey(), String.valueOf(e.getMessage()));
      }
    }
    return places;
  }

  private void read(
      Addressed call,
      Answer answer,
      Set<HistoryEntry> lines,
      SortedMap<String, String> unreadable) {
    try {
      lines.addAll(codec.decode(body(answer)));
    } catch (IllegalArgumentException e) {
      unreadable.put(call.region(), String.valueOf(e.getMessage()));
    }
  }

  private static byte[] body(Answer answer) {
    return switch (answer) {
      case Answer.Got got when got.status() == 200 -> got.body();
      case Answer.Got got -> throw new IllegalArgumentException(Outcomes.error(got));
      case Answer.Lost lost -> throw new IllegalArgumentException(lost.why());
      case Answer.NotSent _ -> throw new IllegalArgumentException("no time was left to ask");
    };
  }
}
