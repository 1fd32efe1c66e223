package io.fairlead.lambda;

import io.fairlead.port.FaultWords;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What asks for a tick. */
sealed interface TickEvent {
  /** Events older than this are another run's: nothing is done. */
  Duration MOST_AGE = Duration.ofSeconds(90);

  /** The minute's run by EventBridge Scheduler, for a time. */
  record Scheduled(Instant time) implements TickEvent {}

  /** A delayed message of the queue, for a slot. */
  record Queued(Instant slot) implements TickEvent {}

  /** Something else. */
  record Other(String why) implements TickEvent {}

  /** Reads an event; an event of another form is no failure of the reader. */
  static TickEvent read(byte[] input) {
    try {
      JsonNode event = JsonMapper.shared().readTree(input);
      JsonNode records = event.path("Records");
      if (records.isArray() && records.size() == 1) {
        return queued(JsonMapper.shared().readTree(records.get(0).path("body").asString("")));
      }
      if (event.path("source").asString("").equals("schedule")) {
        return new Scheduled(Instant.parse(event.path("time").asString("")));
      }
      return new Other(
          "the event is neither {source: schedule, time} nor one record of the queue of ticks");
    } catch (JacksonException | DateTimeException e) {
      return new Other("the event cannot be read: " + FaultWords.kind(e));
    }
  }

  private static TickEvent queued(JsonNode body) {
    return body.path("source").asString("").equals("queue") && body.path("slot").isIntegralNumber()
        ? new Queued(Instant.ofEpochMilli(body.path("slot").asLong()))
        : new Other("the message is not {source: queue, slot: MILLISECONDS}");
  }
}
