package io.fairlead.simulation;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.journal.TargetState.ZoneAt;
import io.fairlead.simulation.Ground.NodeState;
import io.fairlead.simulation.Ground.Path;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.traffic.ZoneDigest;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Things that go wrong in the world, besides single port calls. */
enum Incident {
  NODE_REFUSES {
    @Override
    void strike(World world, Random random) {
      world.ground().node(region(world, random), node(random), NodeState.REFUSES);
    }
  },
  NODE_HANGS {
    @Override
    void strike(World world, Random random) {
      world.ground().node(region(world, random), node(random), NodeState.HANGS);
    }
  },
  BOTH_NODES {
    @Override
    void strike(World world, Random random) {
      String region = region(world, random);
      world.ground().node(region, "gw-1", NodeState.REFUSES);
      world.ground().node(region, "gw-2", NodeState.HANGS);
    }
  },
  NODE_FLAPS {
    @Override
    void strike(World world, Random random) {
      String region = region(world, random);
      String node = node(random);
      int generation = world.ground().generation;
      for (int i = 0; i < 20; i++) {
        NodeState state = i % 2 == 0 ? NodeState.REFUSES : NodeState.SERVES;
        world
            .timeline()
            .in(
                Duration.ofSeconds(20L * i),
                () -> {
                  if (world.ground().generation == generation) {
                    world.ground().node(region, node, state);
                  }
                });
      }
    }
  },
  REGION_DARK {
    @Override
    void strike(World world, Random random) {
      world.ground().dark.add(region(world, random));
    }
  },
  PATH_CUT {
    @Override
    void strike(World world, Random random) {
      world.ground().cut.add(new Path(region(world, random), region(world, random)));
    }
  },
  REGION_CUT_OFF {
    @Override
    void strike(World world, Random random) {
      String alone = region(world, random);
      for (String other : world.setting().fleet().regions().keySet()) {
        if (!other.equals(alone)) {
          world.ground().cut.add(new Path(alone, other));
          world.ground().cut.add(new Path(other, alone));
        }
      }
    }
  },
  OBSERVER_BLIND {
    @Override
    void strike(World world, Random random) {
      world.ground().blind.add(region(world, random));
    }
  },
  OBSERVER_LIES {
    @Override
    void strike(World world, Random random) {
      if (world.ground().liars.isEmpty()) {
        world.ground().liars.add(region(world, random));
      }
    }
  },
  CLOCK_OFF {
    @Override
    void strike(World world, Random random) {
      world
          .ground()
          .skew
          .put(region(world, random), Duration.ofMillis(random.nextInt(10_000) - 5000));
    }
  },
  CLOCK_JUMPS {
    @Override
    void strike(World world, Random random) {
      Duration hour = Duration.ofHours(random.nextBoolean() ? 1 : -1);
      world.ground().skew.put(region(world, random), hour);
    }
  },
  DNS_DARK {
    @Override
    void strike(World world, Random random) {
      world.ground().dnsDark = true;
    }
  },
  PACKETS_LOST {
    @Override
    void strike(World world, Random random) {
      world.ground().loss = random.nextDouble() * 0.33;
      world.timeline().in(LOSS_LASTS, () -> world.ground().loss = 0);
    }
  },
  SECOND_RUN {
    @Override
    void strike(World world, Random random) {
      String region = region(world, random);
      if (world.runners().size() < 2 * world.setting().fleet().regions().size()) {
        world.start(region, region + "+" + world.runners().size());
      }
    }
  },
  RUN_KILLED {
    @Override
    void strike(World world, Random random) {
      world
          .runners()
          .get(random.nextInt(world.runners().size()))
          .restart(Duration.ofMinutes(1 + random.nextInt(10)));
    }
  },
  DRAIN {
    @Override
    void strike(World world, Random random) {
      String subject = "region/" + region(world, random);
      world.operate((state, note) -> OperatorVerbs.drain(state, subject, note));
    }
  },
  FAILOVER {
    @Override
    void strike(World world, Random random) {
      world.operate(
          (state, note) ->
              OperatorVerbs.failover(state, "service/portal", OperatorVerbs.Wish.NONE, note));
    }
  },
  FREEZE {
    @Override
    void strike(World world, Random random) {
      world.operate(OperatorVerbs::freeze);
    }
  },
  FREEZE_OBJECT {
    @Override
    void strike(World world, Random random) {
      world.flags().freezeObject(SimFlags.STORES.get(random.nextInt(3)), true);
    }
  },
  PERSON_MOVES {
    @Override
    void strike(World world, Random random) {
      AddressId id = new AddressId(region(world, random), "front");
      HeldBy to = new HeldBy(node(random));
      world.ground().holders.put(id, to.node());
      world.audit().person(new TargetId.Address(id), to);
    }
  },
  PERSON_EDITS {
    @Override
    void strike(World world, Random random) {
      List<String> names = List.copyOf(world.setting().fleet().zones());
      RecordSets sets = world.zones().zone(names.get(random.nextInt(names.size())));
      if (!sets.records().isEmpty()) {
        List<WeightedRecord> records = List.copyOf(sets.records().values());
        WeightedRecord one = records.get(random.nextInt(records.size()));
        world.zones().edit(one.withWeight(1 + random.nextInt(WeightedRecord.MAX_WEIGHT)));
        RecordSets after = world.zones().zone(sets.zone());
        world
            .audit()
            .person(
                new TargetId.Zone(sets.zone()), new ZoneAt(after.epoch(), ZoneDigest.of(after)));
      }
    }
  },
  DESCRIBES_STALE {
    @Override
    void strike(World world, Random random) {
      world.zones().goStale(Duration.ofSeconds(1 + random.nextInt(60)));
      world.addresses().goStale(Duration.ofSeconds(1 + random.nextInt(60)));
    }
  },
  OBSERVER_SEES_HALF {
    @Override
    void strike(World world, Random random) {
      world.ground().halfSighted.add(region(world, random));
    }
  },
  GATEWAY_FOOLS_PROBES {
    @Override
    void strike(World world, Random random) {
      world.ground().node(region(world, random), node(random), NodeState.FOOLS_PROBES);
    }
  },
  SNAPSHOT_RESTORED {
    @Override
    void strike(World world, Random random) {
      if (world.runners().size() < 2 * world.setting().fleet().regions().size()) {
        world.restore(world.runners().get(random.nextInt(world.runners().size())));
      }
    }
  },
  OTHER_TOPOLOGY {
    @Override
    void strike(World world, Random random) {
      String region = region(world, random);
      if (world.runners().size() < 2 * world.setting().fleet().regions().size()) {
        String name = region + "-new" + world.runners().size();
        world.start(SimFleet.rolledOut(world.setting().fleet()), region, name);
      }
    }
  },
  CAPACITY_WRONG {
    @Override
    void strike(World world, Random random) {
      world.ground().halfCapacity.add(region(world, random));
      world.timeline().in(LOSS_LASTS, () -> world.ground().halfCapacity.clear());
    }
  },
  CELL_ROLLED_BACK {
    @Override
    void strike(World world, Random random) {
      List<SimCell> cells = world.cells();
      world.rollBack(cells.get(random.nextInt(cells.size())), 1 + random.nextInt(COPY_AGE));
    }
  },
  PERSON_HOLDS {
    @Override
    void strike(World world, Random random) {
      RegionGroup flag = new RegionGroup(region(world, random), "default");
      SimFlags.STORES.stream()
          .filter(_ -> random.nextBoolean())
          .forEach(store -> world.flags().hold(store, flag, "pat"));
    }
  },
  DNS_SERVER_LAGS {
    @Override
    void strike(World world, Random random) {
      SimServers servers = world.zones().servers();
      String name = SimServers.NAMES.get(random.nextInt(SimServers.NAMES.size()));
      if (random.nextBoolean()) {
        servers.standsStill(name, Duration.ofSeconds(30 + random.nextInt(1200)));
      } else {
        servers.startsWithOld(name, 1 + random.nextInt(COPY_AGE));
      }
    }
  };

  private static final int COPY_AGE = 12;
  private static final Duration LOSS_LASTS = Duration.ofMinutes(10);

  /** Makes it happen. */
  abstract void strike(World world, Random random);

  private static String region(World world, Random random) {
    List<String> regions = List.copyOf(world.setting().fleet().regions().keySet());
    return regions.get(random.nextInt(regions.size()));
  }

  private static String node(Random random) {
    return random.nextBoolean() ? "gw-1" : "gw-2";
  }
}
