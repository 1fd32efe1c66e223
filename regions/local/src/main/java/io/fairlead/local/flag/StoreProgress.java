package io.fairlead.local.flag;

import io.fairlead.local.client.Answer;
import io.fairlead.local.client.EdgeRequest;
import io.fairlead.local.client.Outcomes;
import io.fairlead.local.http.Json;
import java.util.Optional;

/** How far a wish has come in one store. */
sealed interface StoreProgress {
  /** The store is as wished. */
  record Done() implements StoreProgress {}

  /** One more request makes it so. */
  record More(EdgeRequest request) implements StoreProgress {}

  /** It did not take it, or it is not known whether it did. */
  record Failed(String why) implements StoreProgress {}

  /** After the opening request. */
  static StoreProgress opened(String fleet, Wish wish, Answer answer) {
    if (!(answer instanceof Answer.Got got)) {
      return new Failed(Outcomes.of(answer).text());
    }
    boolean reads = wish.opening().method().equals("GET");
    return switch (got.status()) {
      case 201 -> new Done();
      case 404 -> reads ? new Done() : new Failed(Outcomes.error(got));
      case 200, 412 -> found(fleet, wish, got);
      default -> new Failed(Outcomes.error(got));
    };
  }

  /** After the request that followed: a flag that is gone meanwhile need not be deleted. */
  static StoreProgress finished(EdgeRequest request, Answer answer) {
    if (!(answer instanceof Answer.Got got)) {
      return new Failed(Outcomes.of(answer).text());
    }
    boolean gone = got.status() == 404 && request.method().equals("DELETE");
    return got.status() == 200 || gone ? new Done() : new Failed(Outcomes.error(got));
  }

  private static StoreProgress found(String fleet, Wish wish, Answer.Got got) {
    try {
      FlagObject found = FlagObject.parse(Json.parse(got.body()));
      if (!found.fleet().equals(fleet) || !found.flag().equals(wish.flag())) {
        return new Failed("it holds " + found.fleet() + " " + found.flag());
      }
      Optional<EdgeRequest> next = wish.next(found);
      return next.isPresent() ? new More(next.get()) : new Done();
    } catch (IllegalArgumentException e) {
      return new Failed(String.valueOf(e.getMessage()));
    }
  }
}
