package io.fairlead.local.flag;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.local.client.Answer;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.client.EdgeRequest;
import io.fairlead.local.http.Json;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * Which flags are raised, by two of three stores: this edge's own, and its peers' asked over and
 * over. A peer that does not answer holds no flag, so that losing stores never takes a region out.
 */
public final class FlagWatch implements AutoCloseable {
  /** Between the ends of one round and the start of the next. */
  public static final Duration PAUSE = Duration.ofMillis(250);

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

  private final String region;
  private final SortedSet<String> stores;
  private final FlagStore own;
  private final EdgeClient peers;
  private final Thread thread;
  private volatile Map<String, Set<RegionGroup>> seen = Map.of();
  private volatile boolean closed;

  /**
   * Watches the stores of a fleet.
   *
   * @param region this edge's own
   * @param stores the regions whose edges keep flags
   * @param peers asks the other edges only
   */
  public FlagWatch(String region, SortedSet<String> stores, FlagStore own, EdgeClient peers) {
    this.region = region;
    this.stores = Collections.unmodifiableSortedSet(new TreeSet<>(stores));
    this.own = own;
    this.peers = peers;
    this.thread = Thread.ofVirtual().name("flag-watch").unstarted(this::watch);
  }

  /**
   * Asks the peers once, then again and again: a started edge never answers without their flags.
   */
  public void start() {
    seen = ask();
    thread.start();
  }

  /** Whether the flag that a health check names, {@code region/group}, is raised. */
  public boolean raised(String check) {
    int slash = check.indexOf('/');
    if (slash < 0) {
      return false;
    }
    RegionGroup flag = new RegionGroup(check.substring(0, slash), check.substring(slash + 1));
    int holding = stores.contains(region) && own.flags().containsKey(flag) ? 1 : 0;
    for (Set<RegionGroup> store : seen.values()) {
      holding += store.contains(flag) ? 1 : 0;
    }
    return holding >= FlagStores.NEEDED;
  }

  @Override
  public void close() {
    closed = true;
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSE_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    while (!closed) {
      seen = ask();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private Map<String, Set<RegionGroup>> ask() {
    Map<String, EdgeRequest> requests = new TreeMap<>();
    for (String store : stores) {
      if (!store.equals(region)) {
        requests.put(store, EdgeRequest.get("/flags"));
      }
    }
    Map<String, Set<RegionGroup>> found = new HashMap<>();
    peers.ask(requests).forEach((store, answer) -> found.put(store, flags(answer)));
    return Map.copyOf(found);
  }

  private static Set<RegionGroup> flags(Answer answer) {
    if (!(answer instanceof Answer.Got got) || got.status() != 200) {
      return Set.of();
    }
    try {
      Set<RegionGroup> flags = new TreeSet<>();
      for (JsonNode each : Json.parse(got.body()).path("flags")) {
        flags.add(FlagObject.parse(each).flag());
      }
      return flags;
    } catch (IllegalArgumentException unreadable) {
      return Set.of();
    }
  }
}
