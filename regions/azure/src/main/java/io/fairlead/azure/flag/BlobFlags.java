package io.fairlead.azure.flag;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobObjects.Got;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.SideBySide;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.Order;
import io.fairlead.port.PersonalHolds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Evacuation flags as blobs of three containers in three locations. Creation is create-only and
 * deletion names the blob's ETag, so that a thawed process cannot bring back what was taken away
 * nor take away what was raised since.
 */
public final class BlobFlags implements EvacuationFlags, PersonalHolds {
  private static final int STORES = 3;
  private static final int NEEDED = 2;

  private final AzureClients clients;
  private final Owner owner;
  private final List<BlobObjects> stores;
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
   * @param known every (region, failover group) that the topology has: blobs are asked for by name,
   *     which costs a tenth of listing them
   */
  public BlobFlags(
      AzureClients clients, Owner owner, List<BlobObjects> stores, SortedSet<RegionGroup> known) {
    this.clients = clients;
    this.owner = owner;
    this.stores = List.copyOf(stores);
    this.known = List.copyOf(new TreeSet<>(known));
    if (stores.size() != STORES && stores.size() != 1) {
      throw new IllegalArgumentException(
          "flags need 3 stores, or one as a part, not " + stores.size());
    }
  }

  /** Name of a flag's blob, which health checks ask for. */
  public static String name(String fleet, RegionGroup flag) {
    return "flags/" + fleet + "/" + flag.region() + "/" + flag.group();
  }

  /** Name of the freeze object. */
  public static String freezeName(String fleet) {
    return "freeze/" + fleet;
  }

  @Override
  public Flags read(Instant deadline) {
    List<String> names = new ArrayList<>();
    known.forEach(flag -> names.add(name(owner.fleet(), flag)));
    names.add(freezeName(owner.fleet()));
    // Who reads that a store is dark reads of one region mostly: no other's flag is named.
    String every = "flags/" + owner.fleet() + "/*";
    List<Got> all =
        SideBySide.all(
            IntStream.range(0, stores.size() * names.size()).boxed().toList(),
            i -> stores.get(i / names.size()).get(names.get(i % names.size()), every, deadline));
    SortedMap<String, List<Copy>> found = new TreeMap<>();
    SortedMap<String, String> unreadable = new TreeMap<>();
    String freeze = "";
    for (int s = 0; s < stores.size(); s++) {
      String store = stores.get(s).store().name();
      List<Got> ofStore = all.subList(s * names.size(), (s + 1) * names.size());
      if (freeze.isEmpty() && ofStore.getLast() instanceof Got.There(byte[] body, _)) {
        freeze = FreezeText.of(store, body);
      }
      List<Copy> copies = copies(ofStore, store, unreadable);
      if (!unreadable.containsKey(store)) {
        found.put(store, copies);
      }
    }
    return new Flags(found, unreadable, freeze);
  }

  @Override
  public List<ApplyOutcome> apply(List<Order> orders, Instant deadline) {
    return SideBySide.all(List.copyOf(orders), order -> applied(order, deadline));
  }

  @Override
  public ApplyOutcome hold(RegionGroup flag, Instant deadline) {
    return everywhere(new FlagWish.Hold(body(flag, 0)), needed(), deadline);
  }

  @Override
  public ApplyOutcome release(RegionGroup flag, Instant deadline) {
    return everywhere(new FlagWish.Release(name(owner.fleet(), flag)), needed(), deadline);
  }

  @Override
  public ApplyOutcome freeze(String reason, Instant deadline) {
    return everywhere(new FlagWish.Freeze(owner, reason), needed(), deadline);
  }

  @Override
  public ApplyOutcome unfreeze(Instant deadline) {
    return everywhere(new FlagWish.Release(freezeName(owner.fleet())), stores.size(), deadline);
  }

  @Override
  public FreezeObjects freezes(Instant deadline) {
    return FreezeObjects.in(read(deadline));
  }

  private List<Copy> copies(List<Got> ofStore, String store, SortedMap<String, String> unreadable) {
    List<Copy> copies = new ArrayList<>();
    if (ofStore.getLast() instanceof Got.Failed(String why)) {
      unreadable.put(store, why);
    }
    for (int i = 0; i < known.size(); i++) {
      switch (ofStore.get(i)) {
        case Got.Failed(String why) -> unreadable.put(store, why);
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
          everywhere(new FlagWish.Raise(body(raise.flag(), raise.epoch())), needed(), deadline);
      case Step.LowerFlag lower ->
          everywhere(
              new FlagWish.Lower(owner.fleet(), lower.flag(), lower.uptoEpoch()),
              needed(),
              deadline);
      case Step.MoveAddress _, Step.ChangeRecords _ ->
          new ApplyOutcome.Refused("not a flag", false);
    };
  }

  private int needed() {
    return Math.min(NEEDED, stores.size());
  }

  private FlagBody body(RegionGroup flag, long epoch) {
    return new FlagBody(owner.fleet(), flag, epoch, owner.by());
  }

  private ApplyOutcome everywhere(FlagWish wish, int needed, Instant deadline) {
    List<String> failed =
        SideBySide.all(
                stores,
                store ->
                    wish.in(store, deadline)
                        .map(why -> store.store().name() + ": " + why)
                        .orElse(""))
            .stream()
            .filter(why -> !why.isEmpty())
            .toList();
    int done = stores.size() - failed.size();
    return done >= needed
        ? new ApplyOutcome.Accepted()
        : new ApplyOutcome.Unknown(
            "%d of %d flag stores took it: %s"
                .formatted(done, stores.size(), String.join("; ", failed)));
  }
}
