package io.fairlead.azure.trafficmanager;

import io.fairlead.azure.arm.ArmClient;
import io.fairlead.azure.arm.ArmFailure;
import io.fairlead.azure.arm.Permissions;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.SideBySide;
import io.fairlead.azure.trafficmanager.ProfileReader.Found;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.ZoneStamp;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.node.ObjectNode;

/**
 * DNS weights in profiles of Traffic Manager. A tick reads each profile whole, in one call. A
 * change is three calls: read, write whole, read back. The API takes a write whatever the profile
 * is by then, so that a late one can undo a newer one: it is bounded by the order's time and a
 * call's, is seen by its epoch in the next read, and is repaired by the tick that sees it.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/trafficmanager/profiles/create-or-update">
 *     Profiles - Create Or Update</a>
 */
public final class TrafficManagerDirector implements TrafficDirector {
  private final AzureClients clients;
  private final String fleet;
  private final SortedMap<String, Profile> profiles;
  private final ArmClient arm;
  private final ProfileReader reader;
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
  private final Map<String, Long> newest = new ConcurrentHashMap<>();
  private final Map<String, String> findings = new ConcurrentHashMap<>();

  /** A director of a fleet's profiles, by the DNS name of their zone. */
  public TrafficManagerDirector(
      AzureClients clients, String fleet, SortedMap<String, Profile> profiles) {
    this.clients = clients;
    this.fleet = fleet;
    this.profiles = Collections.unmodifiableSortedMap(new TreeMap<>(profiles));
    this.arm = new ArmClient(clients);
    this.reader = new ProfileReader(arm, fleet);
  }

  @Override
  public SortedMap<String, Reading<RecordSets>> zones(SortedSet<String> asked, Instant deadline) {
    List<String> names = List.copyOf(asked);
    List<Reading<RecordSets>> answers = SideBySide.all(names, name -> zone(name, deadline));
    SortedMap<String, Reading<RecordSets>> readings = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      readings.put(names.get(i), answers.get(i));
    }
    return readings;
  }

  private Reading<RecordSets> zone(String name, Instant deadline) {
    Profile profile = profiles.get(name);
    if (profile == null) {
      return new Reading.Unreadable<>("no profile is declared for " + name);
    }
    return switch (current(profile, deadline)) {
      case Found.Failed(String why, boolean _) -> new Reading.Unreadable<>(why);
      case Found.Read(ProfileNow now) -> new Reading.Known<>(now.sets());
    };
  }

  /** A read, of which what is amiss is kept for people. */
  private Found current(Profile profile, Instant deadline) {
    Found found = reader.read(profile, deadline);
    if (found instanceof Found.Read(ProfileNow now)) {
      long epoch = now.sets().epoch();
      long before = newest.merge(profile.zone(), epoch, Math::max);
      String back =
          before > epoch
              ? "it is at epoch "
                  + epoch
                  + " again, after "
                  + before
                  + " was seen: a late write came over it; "
              : "";
      String amiss = back + String.join("; ", now.amiss());
      if (amiss.isEmpty()) {
        findings.remove(profile.zone());
      } else {
        findings.put(profile.zone(), profile.id().name() + ": " + amiss);
      }
    }
    return found;
  }

  /**
   * What a person should see to in what was read last, a sentence by zone: endpoints that somebody
   * else changed or added, a probe that no flag turns off, a late write. Nothing of it stops a
   * tick.
   */
  public SortedMap<String, String> findings() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(findings));
  }

  /**
   * What is to be granted so that a zone can be changed, with the role's action; empty = nothing,
   * or nobody can say.
   */
  public Optional<String> missing(String zone, Instant deadline) {
    Profile profile = profiles.get(zone);
    return profile == null
        ? Optional.empty()
        : new Permissions(arm).missing(profile.id(), Profile.TYPE + "/write", deadline);
  }

  @Override
  public List<ApplyOutcome> change(List<Order> orders, Instant deadline) {
    return SideBySide.all(List.copyOf(orders), order -> changed(order, deadline));
  }

  /** Traffic Manager's own servers are levelled by Traffic Manager. */
  @Override
  public void level(Instant deadline) {
    // Nothing of it is ours.
  }

  private ApplyOutcome changed(Order order, Instant deadline) {
    if (!(order.step() instanceof Step.ChangeRecords change)) {
      return new ApplyOutcome.Refused("not a change of records", false);
    }
    Profile profile = profiles.get(change.batch().zone());
    if (profile == null) {
      return new ApplyOutcome.Refused("no profile is declared for " + change.batch().zone(), false);
    }
    if (clients.isExpired(order)) {
      return new ApplyOutcome.Expired();
    }
    // Of two orders of this process none writes between the other's read and its write.
    ReentrantLock lock = locks.computeIfAbsent(profile.zone(), _ -> new ReentrantLock());
    lock.lock();
    try {
      return switch (current(profile, deadline)) {
        case Found.Failed(String why, boolean again) -> new ApplyOutcome.Refused(why, again);
        case Found.Read(ProfileNow now) -> {
          ProfileBatch batch = new ProfileBatch(profile, fleet, now, change.batch());
          Optional<ApplyOutcome> told = batch.told();
          yield told.isPresent() ? told.get() : written(batch, order, deadline);
        }
      };
    } finally {
      lock.unlock();
    }
  }

  private ApplyOutcome written(ProfileBatch batch, Order order, Instant deadline) {
    ObjectNode body;
    try {
      body = batch.body();
    } catch (IllegalArgumentException e) {
      return new ApplyOutcome.Refused(String.valueOf(e.getMessage()), false);
    }
    if (clients.isExpired(order)) {
      return new ApplyOutcome.Expired();
    }
    return switch (arm.put(batch.profile().id(), body, deadline)) {
      case ArmClient.Answer.Failed(ArmFailure why) -> why.outcome();
      case ArmClient.Answer.Done _ -> readBack(batch, deadline);
    };
  }

  /** What is there after a write that was taken: another function's late write may be. */
  private ApplyOutcome readBack(ProfileBatch batch, Instant deadline) {
    ZoneStamp ours = batch.stamp();
    if (!(current(batch.profile(), deadline) instanceof Found.Read(ProfileNow now))
        || now.stamp().equals(Optional.of(ours))) {
      return new ApplyOutcome.Accepted();
    }
    return new ApplyOutcome.Conflict(
        batch.profile().id().name()
            + " is at epoch "
            + now.sets().epoch()
            + " after epoch "
            + ours.epoch()
            + " was written: another write came over it");
  }
}
