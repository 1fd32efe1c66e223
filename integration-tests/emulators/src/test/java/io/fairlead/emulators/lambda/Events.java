package io.fairlead.emulators.lambda;

import java.time.Duration;
import java.time.Instant;

/** Events as EventBridge Scheduler and SQS hand them to a tick. */
final class Events {
  /** The probe interval of the topology. */
  static final Duration SLOT = Duration.ofSeconds(10);

  private Events() {}

  /** The schedule's, for a time. */
  static String scheduled(Instant time) {
    return "{\"source\":\"schedule\",\"time\":\"" + time + "\"}";
  }

  /** When the slot of a time begins. */
  static Instant slot(Instant time) {
    long millis = time.toEpochMilli();
    return Instant.ofEpochMilli(millis - millis % SLOT.toMillis());
  }

  /** The text of a message for a slot. */
  static String body(Instant slot) {
    return "{\"source\":\"queue\",\"slot\":" + slot.toEpochMilli() + "}";
  }

  /** The envelope in which Lambda hands a message on. */
  static String message(String body) {
    return "{\"Records\":[{\"messageId\":\"1\",\"eventSource\":\"aws:sqs\",\"body\":\""
        + body.replace("\"", "\\\"")
        + "\"}]}";
  }
}
