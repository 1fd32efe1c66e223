package io.fairlead.emulators.twin;

import java.time.Duration;

/** What goes wrong with a call. */
public sealed interface Fault {
  /** The answer takes this long, in real time. */
  record Slow(Duration by) implements Fault {}

  /** Turned away before it is carried out. */
  record Refused(int status, String code) implements Fault {
    /** As the services throttle. */
    public static Refused throttled() {
      return new Refused(400, "Throttling");
    }

    /** As IAM refuses. */
    public static Refused forbidden() {
      return new Refused(403, "AccessDenied");
    }
  }

  /** Carried out, and answered as if the server had broken. */
  record BrokenAfter() implements Fault {}

  /** The connection is cut without an answer; nothing was carried out. */
  record CutBefore() implements Fault {}

  /** Carried out; the connection is cut without an answer. */
  record CutAfter() implements Fault {}

  /** Carried out; the connection is reset without an answer. */
  record ResetAfter() implements Fault {}

  /** Carried out; no answer ever comes, and the connection stays open. */
  record SilentAfter() implements Fault {}

  /** Carried out twice, as when a request is repeated on its way; the first answer counts. */
  record Twice() implements Fault {}

  /** The connection is cut; it is carried out when {@link AwsTwin#deliverLate} says so. */
  record Late() implements Fault {}

  /** A read answers as things were this long ago. */
  record Stale(Duration age) implements Fault {}
}
