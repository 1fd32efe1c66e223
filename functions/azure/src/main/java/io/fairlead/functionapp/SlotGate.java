package io.fairlead.functionapp;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobObjects.Got;
import io.fairlead.azure.blob.BlobObjects.Put;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lets one run of a region into each slot: a blob {@code slot/FLEET/REGION} in its own container,
 * whose number only rises. It saves double work and no more; two runs of one slot leave the same
 * end state. Whoever took the last slot takes the next one by the ETag of what he wrote, and reads
 * the blob only where another process was there meanwhile. Not for several threads at once.
 */
final class SlotGate {
  /** Another run may come between once; who loses twice ticks beside it. */
  private static final int TRIES = 2;

  private final BlobObjects container;
  private final String name;
  private @Nullable Taken last;

  /** The gate of a region. Nothing is asked yet. */
  SlotGate(BlobObjects container, String fleet, String region) {
    this.container = container;
    this.name = "slot/" + fleet + "/" + region;
  }

  /** A slot that this process took, in milliseconds, and the blob's ETag since then. */
  private record Taken(long slot, String etag) {}

  /** How a run stands to a slot. */
  enum Entry {
    /** This run ticks. */
    MINE,
    /** This slot, or a later one, is another run's. */
    DONE,
    /** The container did not answer: ticking twice is better than not at all. */
    UNKNOWN
  }

  /** Asks for a slot. */
  Entry enter(Instant slot, Instant deadline) {
    for (int i = 0; i < TRIES; i++) {
      Entry entry = asked(slot, deadline);
      if (entry != Entry.UNKNOWN) {
        return entry;
      }
      last = null;
    }
    return Entry.UNKNOWN;
  }

  private Entry asked(Instant slot, Instant deadline) {
    Taken before = last;
    long number = slot.toEpochMilli();
    // A clock that went back has its slots looked up, as if this process were new.
    if (before == null || before.slot() > number) {
      return read(slot, deadline);
    }
    return before.slot() == number ? Entry.DONE : put(slot, before.etag(), deadline);
  }

  private Entry read(Instant slot, Instant deadline) {
    return switch (container.get(name, deadline)) {
      case Got.There(byte[] body, String etag) ->
          number(body) >= slot.toEpochMilli() ? Entry.DONE : put(slot, etag, deadline);
      case Got.Absent() -> put(slot, null, deadline);
      case Got.Failed _ -> Entry.UNKNOWN;
    };
  }

  private Entry put(Instant slot, @Nullable String etag, Instant deadline) {
    long number = slot.toEpochMilli();
    byte[] body = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    if (container.put(name, body, etag, deadline) instanceof Put.Done(String now)) {
      last = new Taken(number, now);
      return Entry.MINE;
    }
    return Entry.UNKNOWN;
  }

  /** What nobody can read keeps nobody out. */
  private static long number(byte[] body) {
    try {
      return Long.parseLong(new String(body, StandardCharsets.US_ASCII));
    } catch (NumberFormatException unreadable) {
      return Long.MIN_VALUE;
    }
  }
}
