package io.fairlead.local.flag;

import io.fairlead.local.client.Answer;
import io.fairlead.local.client.Outcomes;
import io.fairlead.local.http.Json;
import io.fairlead.port.EvacuationFlags.Copy;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What one flag store was read to hold. */
sealed interface StoreReading {
  /** It answered. */
  record Held(List<Copy> copies, boolean frozen) implements StoreReading {
    public Held {
      copies = List.copyOf(copies);
    }
  }

  /** It did not, or not with what it should. */
  record Dark(String why) implements StoreReading {}

  /** Reads the answer of a store; a flag of another fleet makes the store unreadable. */
  static StoreReading of(String fleet, Answer answer) {
    return switch (answer) {
      case Answer.Lost lost -> new Dark(lost.why());
      case Answer.NotSent _ -> new Dark("no time was left to ask");
      case Answer.Got got when got.status() != 200 -> new Dark(Outcomes.error(got));
      case Answer.Got got -> held(fleet, got);
    };
  }

  private static StoreReading held(String fleet, Answer.Got got) {
    try {
      JsonNode node = Json.parse(got.body());
      List<Copy> copies = new ArrayList<>();
      for (JsonNode each : node.path("flags")) {
        FlagObject flag = FlagObject.parse(each);
        if (!flag.fleet().equals(fleet)) {
          return new Dark("it holds a flag of fleet " + flag.fleet());
        }
        copies.add(flag.copy());
      }
      return new Held(copies, Json.has(node, "freeze"));
    } catch (IllegalArgumentException e) {
      return new Dark(String.valueOf(e.getMessage()));
    }
  }
}
