package io.fairlead.quorum.sim;

import io.fairlead.quorum.QuorumRegister;
import io.fairlead.quorum.Stamped;
import io.fairlead.quorum.VersionedCas;
import io.fairlead.quorum.VersionedRead;
import io.fairlead.quorum.VersionedValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A process that reads and changes the register, and is told less than it would like. */
final class Client {
  private static final int MOST_REPEATS = 2;

  final Stage.Troupe troupe = new Stage.Troupe();

  private final String name;
  private final Stage stage;
  private final History history;
  private final VersionedValue register;
  private long known;
  private int changes;
  private History.@Nullable Call open;

  Client(String name, World world, Supplier<UUID> attempts) {
    this.name = name;
    this.stage = world.stage();
    this.history = world.history();
    this.register =
        new QuorumRegister(
            world.stores().stream().map(world.network()::cell).toList(),
            world.network().fanOut(troupe),
            attempts);
  }

  /** What clients share. */
  record World(Stage stage, Network network, History history, List<StoredItem> stores) {}

  /** Some operations, one after the other. */
  void perform(int operations) {
    Random random = stage.random();
    for (int i = 0; i < operations; i++) {
      if (random.nextInt(100) < 35) {
        read();
      } else {
        long expected = random.nextInt(100) < 85 ? known : random.nextInt((int) known + 2);
        change(expected);
      }
    }
  }

  /** The register as read; false where it could not be. */
  boolean read() {
    History.Call call = begin(history.beginRead());
    return switch (register.read(Instant.MAX)) {
      case VersionedRead.Value(Stamped value) -> {
        call.end(Operation.Kind.READ, value.version(), value.operation());
        known = value.version();
        yield true;
      }
      case VersionedRead.Empty() -> {
        call.end(Operation.Kind.READ, 0, "");
        known = 0;
        yield true;
      }
      case VersionedRead.Unknown _ -> {
        call.end(Operation.Kind.UNKNOWN, 0, "");
        yield false;
      }
    };
  }

  /** A change of what is known; false where it did not come through. */
  boolean changeKnown() {
    return change(known);
  }

  /** The process is gone: what it waited for stays unknown. */
  void die() {
    stage.kill(troupe);
    if (open != null) {
      history.end(open);
    }
  }

  private boolean change(long expected) {
    changes++;
    String id = name + "." + changes;
    History.Call call = begin(history.begin(expected, id));
    for (int repeats = 0; ; repeats++) {
      switch (register.cas(expected, id.getBytes(StandardCharsets.UTF_8), id, Instant.MAX)) {
        case VersionedCas.Ok(long version) -> {
          call.end(Operation.Kind.CHANGED, version, id);
          known = version;
          return true;
        }
        case VersionedCas.Conflict(long version) -> {
          // A repeat cannot tell its first call from another's where versions went on by two.
          boolean certain = repeats == 0 || version <= expected + 1;
          call.end(certain ? Operation.Kind.CONFLICT : Operation.Kind.UNKNOWN, version, id);
          known = version;
          return false;
        }
        case VersionedCas.Refused(String why) -> throw new IllegalStateException(why);
        case VersionedCas.Unknown _ -> {
          if (repeats == MOST_REPEATS || stage.random().nextInt(100) < 60) {
            call.end(Operation.Kind.UNKNOWN, 0, id);
            return false;
          }
        }
      }
    }
  }

  private History.Call begin(History.Call call) {
    open = call;
    return call;
  }
}
