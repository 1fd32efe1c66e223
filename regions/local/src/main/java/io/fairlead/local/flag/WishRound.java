package io.fairlead.local.flag;

import io.fairlead.local.client.Answer;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.client.EdgeClient.Addressed;
import io.fairlead.local.client.Outcomes;
import io.fairlead.port.ApplyOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Carries out wishes in all stores at once: one round of opening requests, one of what follows. */
final class WishRound {
  private final EdgeClient edges;
  private final List<String> stores;
  private final List<Wish> wishes;
  private final List<Addressed> second = new ArrayList<>();
  private final List<Integer> secondAt = new ArrayList<>();

  WishRound(EdgeClient edges, SortedSet<String> stores, List<Wish> wishes) {
    this.edges = edges;
    this.stores = List.copyOf(stores);
    this.wishes = List.copyOf(wishes);
  }

  /** One outcome a wish, in the order given; accepted = two stores are as wished. */
  List<ApplyOutcome> run(Instant deadline) {
    List<StoreProgress> progress = open(deadline);
    List<Answer> answers = edges.askEach(second, deadline);
    for (int i = 0; i < answers.size(); i++) {
      progress.set(
          secondAt.get(i), StoreProgress.finished(second.get(i).request(), answers.get(i)));
    }
    List<ApplyOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < wishes.size(); i++) {
      outcomes.add(outcome(progress.subList(i * stores.size(), (i + 1) * stores.size())));
    }
    return outcomes;
  }

  private List<StoreProgress> open(Instant deadline) {
    List<Addressed> first = new ArrayList<>();
    for (Wish wish : wishes) {
      stores.forEach(store -> first.add(new Addressed(store, wish.opening())));
    }
    List<Answer> answers = edges.askEach(first, deadline);
    List<StoreProgress> progress = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Wish wish = wishes.get(i / stores.size());
      StoreProgress opened = StoreProgress.opened(edges.settings().fleet(), wish, answers.get(i));
      progress.add(opened);
      if (opened instanceof StoreProgress.More more) {
        second.add(new Addressed(first.get(i).region(), more.request()));
        secondAt.add(i);
      }
    }
    return progress;
  }

  private ApplyOutcome outcome(List<StoreProgress> ofWish) {
    long done = ofWish.stream().filter(StoreProgress.Done.class::isInstance).count();
    if (done >= FlagStores.NEEDED) {
      return new ApplyOutcome.Accepted();
    }
    List<String> failed = new ArrayList<>();
    for (int i = 0; i < ofWish.size(); i++) {
      if (ofWish.get(i) instanceof StoreProgress.Failed failure) {
        failed.add(Outcomes.named(stores.get(i), failure.why()));
      }
    }
    return new ApplyOutcome.Unknown(
        done + " of " + stores.size() + " flag stores took it: " + String.join("; ", failed));
  }
}
