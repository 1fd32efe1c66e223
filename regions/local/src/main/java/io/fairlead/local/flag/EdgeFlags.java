package io.fairlead.local.flag;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.Step;
import io.fairlead.local.client.Answer;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.client.EdgeRequest;
import io.fairlead.local.client.Outcomes;
import io.fairlead.local.http.Json;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.Order;
import io.fairlead.port.PersonalHolds;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Evacuation flags on three edges. Raising creates a flag, or renews one of ours of an older epoch;
 * lowering deletes ours up to an epoch, by the tag read before. A person's flag is never touched.
 */
public final class EdgeFlags implements EvacuationFlags, PersonalHolds {
  private static final String FREEZE = "/freeze";

  private final EdgeClient edges;
  private final String by;
  private final SortedSet<String> stores;

  /**
   * Flags over the edges of a fleet.
   *
   * @param by written into the flags raised: this process's region
   */
  public EdgeFlags(EdgeClient edges, String by) {
    this.edges = edges;
    this.by = by;
    this.stores =
        Collections.unmodifiableSortedSet(
            new TreeSet<>(FlagStores.among(edges.settings().edges().keySet())));
  }

  @Override
  public Flags read(Instant deadline) {
    SortedMap<String, List<Copy>> found = new TreeMap<>();
    SortedMap<String, String> unreadable = new TreeMap<>();
    List<String> freezes = new ArrayList<>();
    for (var each : ask(EdgeRequest.get("/flags"), deadline).entrySet()) {
      StoreReading reading = StoreReading.of(edges.settings().fleet(), each.getValue());
      switch (reading) {
        case StoreReading.Held held -> {
          found.put(each.getKey(), held.copies());
          if (!held.freeze().isEmpty()) {
            freezes.add("in " + each.getKey() + " " + held.freeze());
          }
        }
        case StoreReading.Dark dark -> unreadable.put(each.getKey(), dark.why());
      }
    }
    return new Flags(found, unreadable, String.join(", ", freezes));
  }

  @Override
  public List<ApplyOutcome> apply(List<Order> orders, Instant deadline) {
    ApplyOutcome[] outcomes = new ApplyOutcome[orders.size()];
    List<Integer> positions = new ArrayList<>();
    List<Wish> wishes = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      Optional<Wish> wish = wish(orders.get(i).step());
      if (wish.isEmpty()) {
        outcomes[i] = new ApplyOutcome.Refused("not a flag", false);
      } else if (Outcomes.expired(orders.get(i), edges)) {
        outcomes[i] = new ApplyOutcome.Expired();
      } else {
        positions.add(i);
        wishes.add(wish.get());
      }
    }
    List<ApplyOutcome> done = new WishRound(edges, stores, wishes).run(deadline);
    for (int i = 0; i < done.size(); i++) {
      outcomes[positions.get(i)] = done.get(i);
    }
    return List.of(outcomes);
  }

  @Override
  public ApplyOutcome hold(RegionGroup flag, Instant deadline) {
    return one(new Wish.Hold(new FlagObject(edges.settings().fleet(), flag, 0, by)), deadline);
  }

  @Override
  public ApplyOutcome release(RegionGroup flag, Instant deadline) {
    return one(new Wish.Release(flag), deadline);
  }

  @Override
  public ApplyOutcome freeze(String reason, Instant deadline) {
    byte[] body = Json.bytes(new Freeze(edges.settings().fleet(), by, reason).json());
    SortedMap<String, Answer> answers = ask(EdgeRequest.of("PUT", FREEZE, body), deadline);
    return held(answers, FlagStores.NEEDED);
  }

  @Override
  public ApplyOutcome unfreeze(Instant deadline) {
    return held(ask(EdgeRequest.of("DELETE", FREEZE, new byte[0]), deadline), stores.size());
  }

  @Override
  public FreezeObjects freezes(Instant deadline) {
    SortedMap<String, String> found = new TreeMap<>();
    SortedMap<String, String> unreadable = new TreeMap<>();
    ask(EdgeRequest.get(FREEZE), deadline)
        .forEach(
            (store, answer) -> {
              switch (StoreReading.freeze(answer)) {
                case Reading.Known<List<Freeze>>(List<Freeze> held) ->
                    held.forEach(each -> found.put(store, each.text()));
                case Reading.Unreadable<List<Freeze>>(String why) -> unreadable.put(store, why);
              }
            });
    return new FreezeObjects(found, unreadable);
  }

  private ApplyOutcome held(SortedMap<String, Answer> answers, int needed) {
    List<String> failed = new ArrayList<>();
    answers.forEach(
        (store, answer) -> {
          ApplyOutcome outcome = Outcomes.of(answer);
          // A store that had a freeze object already answers with a conflict and is as wanted.
          if (!(outcome instanceof ApplyOutcome.Accepted
              || outcome instanceof ApplyOutcome.Conflict)) {
            failed.add(Outcomes.named(store, outcome));
          }
        });
    int done = answers.size() - failed.size();
    return done >= needed
        ? new ApplyOutcome.Accepted()
        : new ApplyOutcome.Unknown(
            done + " of " + stores.size() + " flag stores took it: " + String.join("; ", failed));
  }

  private ApplyOutcome one(Wish wish, Instant deadline) {
    return new WishRound(edges, stores, List.of(wish)).run(deadline).getFirst();
  }

  private Optional<Wish> wish(Step step) {
    return switch (step) {
      case Step.RaiseFlag raise ->
          Optional.of(
              new Wish.Raise(
                  new FlagObject(edges.settings().fleet(), raise.flag(), raise.epoch(), by)));
      case Step.LowerFlag lower -> Optional.of(new Wish.Lower(lower.flag(), lower.uptoEpoch()));
      case Step.MoveAddress _ -> Optional.empty();
      case Step.ChangeRecords _ -> Optional.empty();
    };
  }

  private SortedMap<String, Answer> ask(EdgeRequest request, Instant deadline) {
    SortedMap<String, EdgeRequest> requests = new TreeMap<>();
    stores.forEach(store -> requests.put(store, request));
    return edges.ask(requests, deadline);
  }
}
