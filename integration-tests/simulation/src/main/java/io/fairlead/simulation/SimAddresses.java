package io.fairlead.simulation;

import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.AddressMover;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Floating addresses, controlled in their own region. Fenced, a move must find the holder it
 * expects; seamless, the last request wins, as with Elastic IPs.
 */
final class SimAddresses {
  private final World world;
  private SortedMap<AddressId, @Nullable String> stale = new TreeMap<>();

  SimAddresses(World world) {
    this.world = world;
  }

  /** Describes go on telling what is so now, for a while. */
  void goStale(Duration time) {
    stale = new TreeMap<>(world.ground().holders);
    world.timeline().in(time, () -> stale = new TreeMap<>());
  }

  private @Nullable String described(AddressId id) {
    return stale.containsKey(id) ? stale.get(id) : world.ground().holders.get(id);
  }

  /** The addresses as a process reaches them. */
  AddressMover from(Runner runner) {
    return new AddressMover() {
      @Override
      public SortedMap<AddressId, Reading<HeldBy>> holders(
          SortedSet<AddressId> addresses, Instant deadline) {
        SortedMap<AddressId, Reading<HeldBy>> found = new TreeMap<>();
        for (AddressId id : addresses) {
          found.put(
              id,
              world.ground().reaches(runner.region(), id.region())
                  ? new Reading.Known<>(new HeldBy(described(id)))
                  : new Reading.Unreadable<>(id.region() + " does not answer"));
        }
        return found;
      }

      @Override
      public List<ApplyOutcome> move(List<Order> orders, Instant deadline) {
        List<ApplyOutcome> outcomes = new ArrayList<>();
        orders.forEach(order -> outcomes.add(SimAddresses.this.move(runner, order)));
        return outcomes;
      }
    };
  }

  private ApplyOutcome move(Runner runner, Order order) {
    if (!(order.step() instanceof Step.MoveAddress move)) {
      throw new IllegalStateException("no move: " + order);
    }
    if (runner.isExpired(order)) {
      return new ApplyOutcome.Expired();
    }
    AddressId id = move.address();
    Ground ground = world.ground();
    if (!ground.reaches(runner.region(), id.region())) {
      return new ApplyOutcome.Unknown(id.region() + " does not answer");
    }
    HeldBy before = new HeldBy(ground.holders.get(id));
    if (world.setting().fenced() && !Objects.equals(before.node(), move.from())) {
      return new ApplyOutcome.Conflict(before.text());
    }
    HeldBy after = new HeldBy(move.to());
    ground.holders.put(id, move.to());
    world
        .audit()
        .address(
            new Effect(runner, order, new TargetId.Address(id), before, after, world.isLate()));
    return new ApplyOutcome.Accepted();
  }
}
