package io.fairlead.functionapp;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a timer says when it fires.
 *
 * @param pastDue whether it should have fired earlier; never true for schedules of less than a
 *     minute unless the platform is told to keep their state
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer">Timer
 *     trigger</a>
 */
record TimerCall(boolean pastDue) {
  /** Reads the timer object; one of another form is a timer that says nothing. */
  static TimerCall parse(String timer) {
    try {
      JsonNode node = JsonMapper.shared().readTree(timer);
      return new TimerCall(
          node.path("IsPastDue").asBoolean(false) || node.path("isPastDue").asBoolean(false));
    } catch (JacksonException unreadable) {
      return new TimerCall(false);
    }
  }
}
