package io.fairlead.azure.history;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobObjects.Got;
import io.fairlead.azure.blob.BlobObjects.Listed;
import io.fairlead.azure.blob.BlobObjects.Put;
import io.fairlead.azure.client.SideBySide;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.port.Codec;
import io.fairlead.port.HistoryArchive;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Pages of history, each a blob in every region's container that is created once; kept once most
 * containers have it. A page is named by its last line's time and its content, so that one that is
 * there already is the same. Only a person's question reads them.
 */
public final class BlobHistory implements HistoryArchive {
  private static final int DIGEST_DIGITS = 16;
  private static final int TIME_DIGITS = 19;

  private final SortedMap<String, BlobObjects> stores;
  private final String prefix;
  private final Codec<List<HistoryEntry>> codec;

  /** An archive over the stores of regions, by region. */
  public BlobHistory(
      SortedMap<String, BlobObjects> stores, String fleet, Codec<List<HistoryEntry>> codec) {
    this.stores = new TreeMap<>(stores);
    this.prefix = "history/" + fleet + "/";
    this.codec = codec;
  }

  @Override
  public Kept keep(List<HistoryEntry> lines, Instant deadline) {
    byte[] page = codec.encode(lines);
    String name = prefix + digits(lines.getLast().at()) + "-" + digest(page);
    List<String> failed =
        SideBySide.all(List.copyOf(stores.values()), store -> put(store, name, page, deadline))
            .stream()
            .filter(why -> !why.isEmpty())
            .toList();
    int done = stores.size() - failed.size();
    return 2 * done > stores.size()
        ? new Kept.Done()
        : new Kept.Unknown(
            done + " of " + stores.size() + " containers took it: " + String.join("; ", failed));
  }

  /** One sentence where it failed; empty = the store has it. */
  private static String put(BlobObjects store, String name, byte[] page, Instant deadline) {
    return switch (store.put(name, page, null, deadline)) {
      case Put.Done _ -> "";
      // What is there under this name is this page.
      case Put.Changed _ -> "";
      case Put.Failed(String why) -> store.store().name() + ": " + why;
    };
  }

  @Override
  public Found since(Instant from, Instant deadline) {
    Set<HistoryEntry> lines = new LinkedHashSet<>();
    SortedMap<String, String> unreadable = new TreeMap<>();
    List<Map.Entry<String, BlobObjects>> all = List.copyOf(stores.entrySet());
    List<Pages> found = SideBySide.all(all, at -> pages(at.getValue(), from, deadline));
    for (int i = 0; i < all.size(); i++) {
      lines.addAll(found.get(i).lines());
      if (!found.get(i).why().isEmpty()) {
        unreadable.put(all.get(i).getKey(), found.get(i).why());
      }
    }
    return new Found(
        lines.stream()
            .filter(line -> !line.at().isBefore(from))
            .sorted(Comparator.comparingLong(HistoryEntry::epoch).thenComparing(HistoryEntry::at))
            .toList(),
        unreadable);
  }

  /** What one store has, and why there may be more. */
  private record Pages(List<HistoryEntry> lines, String why) {}

  private Pages pages(BlobObjects store, Instant from, Instant deadline) {
    Listed listed = store.list(prefix, deadline);
    String least = prefix + digits(from);
    List<HistoryEntry> lines = new ArrayList<>();
    for (String name : listed.names()) {
      if (name.compareTo(least) < 0) {
        continue;
      }
      switch (store.get(name, deadline)) {
        case Got.There(byte[] page, _) -> {
          try {
            lines.addAll(codec.decode(page));
          } catch (IllegalArgumentException e) {
            return new Pages(lines, "page " + name + " cannot be read: " + e.getMessage());
          }
        }
        // Somebody cleared it away since the list.
        case Got.Absent _ -> {}
        case Got.Failed(String why) -> {
          return new Pages(lines, why);
        }
      }
    }
    return new Pages(lines, listed.why());
  }

  /** Digits that sort as times do. */
  private static String digits(Instant at) {
    return ("%0" + TIME_DIGITS + "d").formatted(Math.max(0, at.toEpochMilli()));
  }

  private static String digest(byte[] page) {
    try {
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(page);
      return HexFormat.of().formatHex(sha256).substring(0, DIGEST_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
