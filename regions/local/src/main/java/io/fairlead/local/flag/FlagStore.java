package io.fairlead.local.flag;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.local.http.Json;
import io.fairlead.local.state.StateFile;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The flag objects and the freeze object of one edge. Every change states a condition on what is
 * there, as an object store's does; the store itself knows no policy.
 */
public final class FlagStore {
  /** Flags of one store at most. */
  public static final int MAX_FLAGS = 1000;

  private final StateFile file;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Content content;

  /** What the store holds. */
  private record Content(SortedMap<RegionGroup, FlagObject> flags, @Nullable Freeze freeze) {
    Content {
      flags = Collections.unmodifiableSortedMap(new TreeMap<>(flags));
    }
  }

  /** How a conditional change ended. */
  public enum Written {
    DONE,
    /** The condition does not hold: nothing was changed. */
    CONDITION,
    /** The store is full. */
    FULL
  }

  /** Opens the store with what its file holds. */
  public FlagStore(StateFile file) {
    this.file = file;
    this.content =
        file.read().map(FlagStore::parse).orElseGet(() -> new Content(new TreeMap<>(), null));
  }

  /** Every flag, by what it takes out. */
  public SortedMap<RegionGroup, FlagObject> flags() {
    return content.flags();
  }

  /** The (region, group) pairs that are flagged here. */
  public SortedSet<RegionGroup> raised() {
    return Collections.unmodifiableSortedSet(new java.util.TreeSet<>(content.flags().keySet()));
  }

  /** The freeze object. */
  public Optional<Freeze> freeze() {
    return Optional.ofNullable(content.freeze());
  }

  /**
   * Puts a flag where the one that is there has the tag expected.
   *
   * @param expected null = none is there
   */
  public Written put(FlagObject flag, @Nullable String expected) {
    return change(
        now -> {
          if (!holds(now, flag.flag(), expected)) {
            return null;
          }
          SortedMap<RegionGroup, FlagObject> flags = new TreeMap<>(now.flags());
          flags.put(flag.flag(), flag);
          return new Content(flags, now.freeze());
        });
  }

  /** Deletes a flag where it has the tag expected. */
  public Written delete(RegionGroup flag, String expected) {
    return change(
        now -> {
          if (!holds(now, flag, expected)) {
            return null;
          }
          SortedMap<RegionGroup, FlagObject> flags = new TreeMap<>(now.flags());
          flags.remove(flag);
          return new Content(flags, now.freeze());
        });
  }

  /** Creates the freeze object where there is none. */
  public Written freeze(Freeze freeze) {
    return change(now -> now.freeze() != null ? null : new Content(now.flags(), freeze));
  }

  /** Deletes the freeze object; done where there is none. */
  public Written unfreeze() {
    return change(now -> new Content(now.flags(), null));
  }

  private Written change(Function<Content, @Nullable Content> step) {
    lock.lock();
    try {
      Content next = step.apply(content);
      if (next == null) {
        return Written.CONDITION;
      }
      if (next.flags().size() > MAX_FLAGS) {
        return Written.FULL;
      }
      file.write(bytes(next));
      content = next;
      return Written.DONE;
    } finally {
      lock.unlock();
    }
  }

  private static boolean holds(Content now, RegionGroup flag, @Nullable String expected) {
    FlagObject found = now.flags().get(flag);
    return found == null ? expected == null : found.tag().equals(expected);
  }

  private static byte[] bytes(Content content) {
    ObjectNode node = Json.object();
    ArrayNode flags = node.putArray("flags");
    content.flags().values().forEach(flag -> flags.add(flag.json()));
    Freeze freeze = content.freeze();
    if (freeze != null) {
      node.set("freeze", freeze.json());
    }
    return Json.bytes(node);
  }

  private static Content parse(byte[] bytes) {
    JsonNode node = Json.parse(bytes);
    SortedMap<RegionGroup, FlagObject> flags = new TreeMap<>();
    for (JsonNode each : node.path("flags")) {
      FlagObject flag = FlagObject.parse(each);
      flags.put(flag.flag(), flag);
    }
    return new Content(flags, Json.has(node, "freeze") ? Freeze.parse(node.path("freeze")) : null);
  }
}
