package io.fairlead.aws.flag;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.SideBySide;
import io.fairlead.aws.flag.FlagObjects.Got;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.Order;
import io.fairlead.port.PersonalHolds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Evacuation flags as objects of three buckets in three locations. Creation is create-only and
 * deletion names the object's ETag, so that a thawed process cannot bring back what was taken away
 * nor take away what was raised since.
 */
public final class S3Flags implements EvacuationFlags, PersonalHolds {
  private static final int NEEDED = 2;

  private final AwsClients clients;
  private final Owner owner;
  private final List<FlagStore> stores;
  private final List<RegionGroup> known;

  /**
   * Whose flags, and who raises them.
   *
   * @param by written into the flags raised
   */
  public record Owner(String fleet, String by) {}

  /**
   * Flags in three stores, of which two decide; or in one, as a part of such three.
   *
   * @param known every (region, failover group) that the topology has: objects are asked for by
   *     name, which costs a tenth of listing them
   */
  public S3Flags(
      AwsClients clients, Owner owner, List<FlagStore> stores, SortedSet<RegionGroup> known) {
    this.clients = clients;
    this.owner = owner;
    this.stores = List.copyOf(stores);
    this.known = List.copyOf(Collections.unmodifiableSortedSet(new TreeSet<>(known)));
    if (stores.size() != 3 && stores.size() != 1) {
      throw new IllegalArgumentException(
          "flags need 3 stores, or one as a part, not " + stores.size());
    }
  }

  /** Key of a flag's object, which the health checks ask for. */
  public static String key(String fleet, RegionGroup flag) {
    return "flags/" + fleet + "/" + flag.region() + "/" + flag.group();
  }

  /** Key of the freeze object. */
  public static String freezeKey(String fleet) {
    return "freeze/" + fleet;
  }

  @Override
  public Flags read(Instant deadline) {
    List<String> keys = new ArrayList<>();
    known.forEach(flag -> keys.add(key(owner.fleet(), flag)));
    keys.add(freezeKey(owner.fleet()));
    // Who reads that a store is dark reads of one region mostly: no other's flag is named.
    String every = "flags/" + owner.fleet() + "/*";
    List<Got> all =
        SideBySide.all(
            IntStream.range(0, stores.size() * keys.size()).boxed().toList(),
            i ->
                new FlagObjects(clients, stores.get(i / keys.size()), deadline)
                    .get(keys.get(i % keys.size()), every));
    SortedMap<String, List<Copy>> found = new TreeMap<>();
    SortedMap<String, String> unreadable = new TreeMap<>();
    boolean frozen = false;
    for (int s = 0; s < stores.size(); s++) {
      List<Got> ofStore = all.subList(s * keys.size(), (s + 1) * keys.size());
      frozen |= ofStore.getLast() instanceof Got.There;
      List<Copy> copies = copies(ofStore, stores.get(s), unreadable);
      if (!unreadable.containsKey(stores.get(s).name())) {
        found.put(stores.get(s).name(), copies);
      }
    }
    return new Flags(found, unreadable, frozen);
  }

  @Override
  public List<ApplyOutcome> apply(List<Order> orders, Instant deadline) {
    return SideBySide.all(List.copyOf(orders), order -> applied(order, deadline));
  }

  @Override
  public ApplyOutcome hold(RegionGroup flag, Instant deadline) {
    return everywhere(new FlagWish.Hold(body(flag, 0)), deadline);
  }

  @Override
  public ApplyOutcome release(RegionGroup flag, Instant deadline) {
    return everywhere(new FlagWish.Release(key(owner.fleet(), flag)), deadline);
  }

  @Override
  public ApplyOutcome freeze(String reason, Instant deadline) {
    return everywhere(new FlagWish.Freeze(owner, reason), deadline);
  }

  @Override
  public ApplyOutcome unfreeze(Instant deadline) {
    return everywhere(new FlagWish.Release(freezeKey(owner.fleet())), stores.size(), deadline);
  }

  @Override
  public FreezeObjects freezes(Instant deadline) {
    return FreezeObjects.in(read(deadline));
  }

  private List<Copy> copies(
      List<Got> ofStore, FlagStore store, SortedMap<String, String> unreadable) {
    List<Copy> copies = new ArrayList<>();
    if (ofStore.getLast() instanceof Got.Failed(String why)) {
      unreadable.put(store.name(), why);
    }
    for (int i = 0; i < known.size(); i++) {
      switch (ofStore.get(i)) {
        case Got.Failed(String why) -> unreadable.put(store.name(), why);
        case Got.There(byte[] body, String etag) -> {
          FlagBody flag = FlagBody.read(owner.fleet(), known.get(i), body);
          copies.add(new Copy(known.get(i), flag.epoch(), flag.by(), etag));
        }
        case Got.Absent _ -> {}
      }
    }
    return List.copyOf(copies);
  }

  private ApplyOutcome applied(Order order, Instant deadline) {
    if (clients.isExpired(order)) {
      return new ApplyOutcome.Expired();
    }
    return switch (order.step()) {
      case Step.RaiseFlag raise ->
          everywhere(new FlagWish.Raise(body(raise.flag(), raise.epoch())), deadline);
      case Step.LowerFlag lower ->
          everywhere(new FlagWish.Lower(owner.fleet(), lower.flag(), lower.uptoEpoch()), deadline);
      case Step.MoveAddress _, Step.ChangeRecords _ ->
          new ApplyOutcome.Refused("not a flag", false);
    };
  }

  private FlagBody body(RegionGroup flag, long epoch) {
    return new FlagBody(owner.fleet(), flag, epoch, owner.by());
  }

  private ApplyOutcome everywhere(FlagWish wish, Instant deadline) {
    return everywhere(wish, Math.min(NEEDED, stores.size()), deadline);
  }

  private ApplyOutcome everywhere(FlagWish wish, int needed, Instant deadline) {
    List<String> failures =
        SideBySide.all(
            stores,
            store ->
                wish.in(new FlagObjects(clients, store, deadline))
                    .map(why -> store.name() + ": " + why)
                    .orElse(""));
    List<String> failed = failures.stream().filter(why -> !why.isEmpty()).toList();
    return stores.size() - failed.size() >= needed
        ? new ApplyOutcome.Accepted()
        : new ApplyOutcome.Unknown(
            "%d of %d flag stores took it: %s"
                .formatted(
                    stores.size() - failed.size(), stores.size(), String.join("; ", failed)));
  }
}
