package io.fairlead.local.client;

import io.fairlead.local.http.Json;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;

/** What an edge's answer means for an order. */
public final class Outcomes {
  private Outcomes() {}

  /** Whether an order's time is over, by the edges' clocks; asked right before sending. */
  public static boolean expired(Order order, EdgeClient edges) {
    return edges.edgeTime().isAfter(order.notAfter());
  }

  /** The outcome of one edge's answer to a change. */
  public static ApplyOutcome of(Answer answer) {
    return switch (answer) {
      case Answer.Lost lost -> new ApplyOutcome.Unknown(lost.why());
      case Answer.NotSent _ -> new ApplyOutcome.Refused("no time was left to send it", true);
      case Answer.Got got -> of(got);
    };
  }

  /** Which edge answered so, as in {@code eu-west did not answer in time}. */
  public static String named(String edge, ApplyOutcome outcome) {
    return named(edge, outcome.text());
  }

  /** An edge and a phrase that may name it already. */
  public static String named(String edge, String phrase) {
    return phrase.startsWith(edge + " ") ? phrase : edge + ": " + phrase;
  }

  /** The sentence in an edge's refusal. */
  public static String error(Answer.Got got) {
    try {
      return Json.text(Json.parse(got.body()), "error");
    } catch (IllegalArgumentException notOurs) {
      return "HTTP " + got.status();
    }
  }

  private static ApplyOutcome of(Answer.Got got) {
    return switch (got.status()) {
      case 200, 201 -> new ApplyOutcome.Accepted();
      case 409, 412 -> new ApplyOutcome.Conflict(error(got));
      case 410 -> new ApplyOutcome.Expired();
      case 429, 507 -> new ApplyOutcome.Refused(error(got), true);
      default ->
          got.status() >= 500
              ? new ApplyOutcome.Unknown(error(got))
              : new ApplyOutcome.Refused(error(got), false);
    };
  }
}
