package io.fairlead.bucket;

import io.fairlead.artifact.Pointer;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.ObjectBucket.Small;
import io.fairlead.port.Reading;
import io.fairlead.port.RecordTable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signed manifests in a table: a manifest is cut into as many records as it needs, named by its
 * digest, and each of them is created once. What a run that was killed leaves behind is a manifest
 * without its end, to which no pointer leads.
 */
public final class TableManifests implements ManifestStore {
  private static final String POINTER = "pointer";

  private final RecordTable table;

  /** The manifests of a table. Nothing is connected yet. */
  public TableManifests(RecordTable table) {
    this.table = table;
  }

  @Override
  public Reading<Optional<Held>> pointer(String set, Instant deadline) {
    return switch (table.get(new RecordTable.Key(set, POINTER), deadline)) {
      case Reading.Unreadable<Optional<Small>>(String why) -> new Reading.Unreadable<>(why);
      case Reading.Known<Optional<Small>>(Optional<Small> found) -> {
        try {
          yield new Reading.Known<>(
              found.map(at -> new Held(Pointer.decode(at.bytes()), at.tag())));
        } catch (IllegalArgumentException e) {
          yield new Reading.Unreadable<>(
              "pointer of %s in %s: %s".formatted(set, table.name(), e.getMessage()));
        }
      }
    };
  }

  @Override
  public ApplyOutcome point(String set, @Nullable String expected, Pointer next, Instant deadline) {
    return table.put(new RecordTable.Key(set, POINTER), next.encode(), expected, deadline);
  }

  @Override
  public Reading<Optional<byte[]>> manifest(String set, Pointer pointer, Instant deadline) {
    int most = pointer.length() + 1;
    byte[] whole = new byte[0];
    for (int part = 0; part * (long) table.room() < pointer.length(); part++) {
      switch (table.get(key(set, pointer, part), deadline)) {
        case Reading.Unreadable<Optional<Small>>(String why) -> {
          return new Reading.Unreadable<>(why);
        }
        case Reading.Known<Optional<Small>>(Optional<Small> found) -> {
          if (found.isEmpty()) {
            return new Reading.Known<>(Optional.empty());
          }
          whole = joined(whole, found.get().bytes());
        }
      }
    }
    return new Reading.Known<>(
        Optional.of(whole.length > most ? Arrays.copyOf(whole, most) : whole));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Override
  public ApplyOutcome keepManifest(String set, Pointer pointer, byte[] signed, Instant deadline) {
    int room = table.room();
    for (int part = 0; part * (long) room < signed.length; part++) {
      int from = part * room;
      byte[] body = Arrays.copyOfRange(signed, from, Math.min(signed.length, from + room));
      ApplyOutcome kept = kept(key(set, pointer, part), body, deadline);
      if (!(kept instanceof ApplyOutcome.Accepted)) {
        return kept;
      }
    }
    return new ApplyOutcome.Accepted();
  }

  private ApplyOutcome kept(RecordTable.Key key, byte[] body, Instant deadline) {
    ApplyOutcome kept = table.put(key, body, null, deadline);
    if (!(kept instanceof ApplyOutcome.Conflict)) {
      return kept;
    }
    return SameBytes.settled(
        kept,
        body,
        table.get(key, deadline),
        "%s of %s in %s".formatted(key.name(), key.row(), table.name()));
  }

  /** Parts have numbers of one length, so that they are listed in their order. */
  private static RecordTable.Key key(String set, Pointer pointer, int part) {
    return new RecordTable.Key(set, "%s-%05d".formatted(pointer.name(), part));
  }
}
