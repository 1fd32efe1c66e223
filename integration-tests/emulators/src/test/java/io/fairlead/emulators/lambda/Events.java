package io.fairlead.emulators.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Events as EventBridge Scheduler and SQS hand them to a tick. */
final class Events {
  /** The probe interval of the topology, in milliseconds. */
  private static final long SLOT = 3000;

  private Events() {}

  /** The schedule's, for a time. */
  static String scheduled(Instant time) {
    return "{\"source\":\"schedule\",\"time\":\"" + time + "\"}";
  }

  /** The text of a message for the slot of now. */
  static String slot() {
    return body(Instant.now().toEpochMilli() / SLOT * SLOT);
  }

  /** The text of a message for a slot. */
  static String body(long slot) {
    return "{\"source\":\"queue\",\"slot\":" + slot + "}";
  }

  /** The envelope in which Lambda hands a message on. */
  static String message(String body) {
    return "{\"Records\":[{\"messageId\":\"1\",\"eventSource\":\"aws:sqs\",\"body\":\""
        + body.replace("\"", "\\\"")
        + "\"}]}";
  }

  /** Waits until the next slot begins. */
  static void awaitNextSlot() {
    long left = SLOT - Instant.now().toEpochMilli() % SLOT;
    LockSupport.parkNanos(Duration.ofMillis(left).toNanos());
  }
}
