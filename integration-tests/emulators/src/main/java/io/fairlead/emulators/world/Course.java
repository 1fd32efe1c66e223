package io.fairlead.emulators.world;

import io.fairlead.fleet.AddressId;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.journal.RegisterState;
import java.util.Optional;

/** One way through the decisions: what happens, and what must be so in the end. */
public enum Course {
  /** The first ticks of a fleet: register and zone are created. */
  FIRST_ZONE(false) {
    @Override
    void prepare(AwsWorld world) {}

    @Override
    void trigger(AwsWorld world) {}

    @Override
    boolean isWanted(AwsWorld world) {
      return isHome(world);
    }
  },
  /** A gateway refuses: its address goes to the other in one step. */
  NODE_KILLED(false) {
    @Override
    void trigger(AwsWorld world) {
      world.refuses("eu-west", "gw-1", true);
    }

    @Override
    boolean isWanted(AwsWorld world) {
      return "gw-2".equals(world.holder(FRONT)) && isAtRest(world);
    }
  },
  /** The same where addresses are taken off first. */
  NODE_KILLED_STRICT(true) {
    @Override
    void trigger(AwsWorld world) {
      world.refuses("eu-west", "gw-1", true);
    }

    @Override
    boolean isWanted(AwsWorld world) {
      return "gw-2".equals(world.holder(FRONT)) && isAtRest(world);
    }
  },
  /** A whole region refuses: its flag goes up, its weight goes to the other. */
  REGION_DOWN(false) {
    @Override
    void trigger(AwsWorld world) {
      both(world, true);
    }

    @Override
    boolean isWanted(AwsWorld world) {
      return world.flags("eu-west") == STORES
          && world.weight("eu", "eu-west").equals(Optional.of(0))
          && isAtRest(world);
    }
  },
  /** The region comes back: flag down, and its share by a ramp. */
  REGION_RETURNS(false) {
    @Override
    void prepare(AwsWorld world) {
      super.prepare(world);
      both(world, true);
      for (int i = 0; i < DARK_TICKS; i++) {
        world.tick();
      }
    }

    @Override
    void trigger(AwsWorld world) {
      both(world, false);
    }

    @Override
    boolean isWanted(AwsWorld world) {
      return isHome(world);
    }
  },
  /** An operator drains a region by weights. */
  DRAIN(false) {
    @Override
    void trigger(AwsWorld world) {
      world.operate((state, note) -> OperatorVerbs.drain(state, "region/eu-west", note));
    }

    @Override
    boolean isWanted(AwsWorld world) {
      return world.weight("eu", "eu-west").equals(Optional.of(0))
          && world.flags("eu-west") == 0
          && isAtRest(world);
    }
  };

  private static final AddressId FRONT = new AddressId("eu-west", "front");
  private static final int STORES = 3;
  private static final int DARK_TICKS = 8;
  private static final int SETTLE = 40;

  private final boolean strict;

  Course(boolean strict) {
    this.strict = strict;
  }

  boolean isStrict() {
    return strict;
  }

  /** Brings the world to where it starts: at home. */
  void prepare(AwsWorld world) {
    for (int i = 0; i < SETTLE; i++) {
      world.tick();
      if (isHome(world)) {
        return;
      }
    }
    throw new IllegalStateException("the fleet did not settle: " + world.state());
  }

  abstract void trigger(AwsWorld world);

  abstract boolean isWanted(AwsWorld world);

  private static void both(AwsWorld world, boolean refuse) {
    world.refuses("eu-west", "gw-1", refuse);
    world.refuses("eu-west", "gw-2", refuse);
  }

  private static boolean isHome(AwsWorld world) {
    return world.weight("eu", "eu-west").equals(Optional.of(153))
        && world.weight("eu", "eu-north").equals(Optional.of(102))
        && world.flags("eu-west") == 0
        && world.holder(FRONT) != null
        && isAtRest(world);
  }

  private static boolean isAtRest(AwsWorld world) {
    RegisterState state = world.state();
    return state != null && state.intents().isEmpty();
  }
}
