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
 * end state.
 */
record SlotGate(BlobObjects container, String fleet, String region) {
  /** Another run may come between once; who loses twice ticks beside it. */
  private static final int TRIES = 2;

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
      Entry entry =
          switch (container.get(name(), deadline)) {
            case Got.There(byte[] body, String etag) ->
                number(body) >= slot.toEpochMilli() ? Entry.DONE : put(slot, etag, deadline);
            case Got.Absent() -> put(slot, null, deadline);
            case Got.Failed _ -> Entry.UNKNOWN;
          };
      if (entry != Entry.UNKNOWN) {
        return entry;
      }
    }
    return Entry.UNKNOWN;
  }

  private Entry put(Instant slot, @Nullable String etag, Instant deadline) {
    byte[] body = Long.toString(slot.toEpochMilli()).getBytes(StandardCharsets.US_ASCII);
    return container.put(name(), body, etag, deadline) instanceof Put.Done
        ? Entry.MINE
        : Entry.UNKNOWN;
  }

  private String name() {
    return "slot/" + fleet + "/" + region;
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
