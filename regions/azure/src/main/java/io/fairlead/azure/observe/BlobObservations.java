package io.fairlead.azure.observe;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobObjects.Got;
import io.fairlead.azure.blob.BlobObjects.Put;
import io.fairlead.azure.client.SideBySide;
import io.fairlead.health.Observation;
import io.fairlead.port.Codec;
import io.fairlead.port.Observations;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Observation entries, each a blob in its own observer's account: a dark location takes one entry
 * with it and no more. A first line has the entry's rank, so that whoever cannot read the rest can
 * still tell whether his own rises; the ETag keeps two that read the same from both writing. An
 * entry that was looked at before is replaced by the ETag that it had then, without another read.
 */
public final class BlobObservations implements Observations {
  /** Runs of one observer that overlap are two; a third round is for a person's own run. */
  private static final int ROUNDS = 3;

  private final SortedMap<String, BlobObjects> stores;
  private final String fleet;
  private final Codec<Observation> codec;

  /** What the last look at each entry found, until a write is made by it. */
  private final Map<String, Seen> looks = new ConcurrentHashMap<>();

  /** The entries of a fleet's observers, in a store by region. */
  public BlobObservations(
      SortedMap<String, BlobObjects> stores, String fleet, Codec<Observation> codec) {
    this.stores = Collections.unmodifiableSortedMap(new TreeMap<>(stores));
    this.fleet = fleet;
    this.codec = codec;
  }

  /**
   * An entry's blob as it was looked at.
   *
   * @param etag null = there was none
   */
  private record Seen(Rank rank, @Nullable String etag) {}

  @Override
  public Published publish(Observation mine, Instant deadline) {
    BlobObjects store = stores.get(mine.observer());
    if (store == null) {
      return Published.UNKNOWN;
    }
    Rank rank = Rank.of(mine);
    byte[] body = body(rank, codec.encode(mine));
    for (int round = 0; round < ROUNDS; round++) {
      Published published = published(store, rank, body, deadline);
      if (published != null) {
        return published;
      }
    }
    return Published.UNKNOWN;
  }

  /** At most one read and one write; null = another writer came between. */
  private @Nullable Published published(
      BlobObjects store, Rank rank, byte[] body, Instant deadline) {
    String observer = store.store().name();
    Seen before = looks.remove(observer);
    // What does not rise by an earlier look is compared with what is there now.
    if (before == null || rank.compareTo(before.rank()) <= 0) {
      switch (store.get(name(observer), deadline)) {
        case Got.Failed _ -> {
          return Published.UNKNOWN;
        }
        case Got.Absent _ -> before = new Seen(Rank.NONE, null);
        case Got.There(byte[] there, String etag) -> before = new Seen(Rank.read(there), etag);
      }
      if (rank.compareTo(before.rank()) <= 0) {
        return Published.NOT_RISING;
      }
    }
    return switch (store.put(name(observer), body, before.etag(), deadline)) {
      case Put.Done _ -> Published.WRITTEN;
      case Put.Failed _ -> Published.UNKNOWN;
      case Put.Changed _ -> null;
    };
  }

  @Override
  public Entries latest(Instant deadline) {
    return latest(List.copyOf(stores.entrySet()), deadline);
  }

  @Override
  public Entries latestBut(String observer, Instant deadline) {
    SortedMap<String, BlobObjects> others = new TreeMap<>(stores);
    others.remove(observer);
    return latest(List.copyOf(others.entrySet()), deadline);
  }

  private Entries latest(List<Map.Entry<String, BlobObjects>> all, Instant deadline) {
    SortedMap<String, Observation> found = new TreeMap<>();
    SortedMap<String, String> unreadable = new TreeMap<>();
    List<Got> answers = SideBySide.all(all, at -> at.getValue().get(name(at.getKey()), deadline));
    for (int i = 0; i < all.size(); i++) {
      String observer = all.get(i).getKey();
      switch (answers.get(i)) {
        case Got.Absent _ -> {}
        case Got.Failed(String why) -> unreadable.put(observer, why);
        case Got.There(byte[] body, String etag) -> {
          looks.put(observer, new Seen(Rank.read(body), etag));
          decode(observer, body, found, unreadable);
        }
      }
    }
    return new Entries(found, unreadable);
  }

  private void decode(
      String observer,
      byte[] body,
      SortedMap<String, Observation> found,
      SortedMap<String, String> unreadable) {
    try {
      Observation entry = codec.decode(Rank.rest(body));
      if (entry.observer().equals(observer)) {
        found.put(observer, entry);
      } else {
        unreadable.put(observer, "the entry is by " + entry.observer());
      }
    } catch (IllegalArgumentException e) {
      unreadable.put(observer, "the entry cannot be read: " + e.getMessage());
    }
  }

  private String name(String observer) {
    return "observation/" + fleet + "/" + observer;
  }

  private static byte[] body(Rank rank, byte[] entry) {
    byte[] head = rank.line().getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[head.length + entry.length];
    System.arraycopy(head, 0, body, 0, head.length);
    System.arraycopy(entry, 0, body, head.length, entry.length);
    return body;
  }
}
