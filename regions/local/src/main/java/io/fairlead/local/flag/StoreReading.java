package io.fairlead.local.flag;

import io.fairlead.local.client.Answer;
import io.fairlead.local.client.Outcomes;
import io.fairlead.local.http.Json;
import io.fairlead.port.EvacuationFlags.Copy;
import io.fairlead.port.Reading;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What one flag store was read to hold. */
sealed interface StoreReading {
  /**
   * It answered.
   *
   * @param freeze who laid its freeze object and why; empty = it has none
   */
  record Held(List<Copy> copies, String freeze) implements StoreReading {
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

  /** The freeze object that a store answers with: a list of one, or of none. */
  static Reading<List<Freeze>> freeze(Answer answer) {
    return switch (answer) {
      case Answer.Lost lost -> new Reading.Unreadable<>(lost.why());
      case Answer.NotSent _ -> new Reading.Unreadable<>("no time was left to ask");
      case Answer.Got got when got.status() != 200 -> new Reading.Unreadable<>(Outcomes.error(got));
      case Answer.Got got -> freeze(got);
    };
  }

  private static Reading<List<Freeze>> freeze(Answer.Got got) {
    try {
      JsonNode node = Json.parse(got.body());
      boolean absent = Json.has(node, "absent");
      return new Reading.Known<>(absent ? List.of() : List.of(Freeze.parse(node)));
    } catch (IllegalArgumentException e) {
      return new Reading.Unreadable<>(String.valueOf(e.getMessage()));
    }
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
      boolean frozen = Json.has(node, "freeze");
      return new Held(copies, frozen ? Freeze.parse(node.path("freeze")).text() : "");
    } catch (IllegalArgumentException e) {
      return new Dark(String.valueOf(e.getMessage()));
    }
  }
}
