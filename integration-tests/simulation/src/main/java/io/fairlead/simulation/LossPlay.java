package io.fairlead.simulation;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.PartitionId;
import io.fairlead.simulation.Ground.NodeState;
import io.fairlead.simulation.Loss.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One seed of a loss: the real cycles of all regions, whose probes take their time. What holders
 * and DNS answers become is compared after each change of any target.
 */
final class LossPlay {
  /** What a real outage strikes: the regions are those of the demo. */
  static final String REGION = "us-east";

  static final AddressId ADDRESS = new AddressId("eu-west", "front");

  private final World world;
  private final Loss loss;
  private SortedMap<AddressId, String> holders = new TreeMap<>();
  private SortedMap<PartitionId, SortedMap<String, Double>> answers = new TreeMap<>();
  private Outage outage = Outage.NONE;
  private Instant outageBegan = Instant.MAX;
  private @Nullable Duration found;

  /** Whether the outage is a cause: without it, what it changes is counted as well. */
  private boolean excused = true;

  private int changedHolders;
  private int changedAnswers;

  /**
   * What was counted.
   *
   * @param holders holders of addresses that changed without cause
   * @param answers DNS answers that changed without cause
   * @param found from the outage until its address or the answers are away from it; null = never
   */
  record Result(int holders, int answers, @Nullable Duration found) {}

  private LossPlay(Fleet fleet, Loss loss, long seed) {
    this.world = new World(new Setting(fleet, seed, true), false);
    this.loss = loss;
  }

  /** Plays a seed; the same one gives the same result. */
  static Result of(Fleet fleet, Loss loss, long seed) {
    return new LossPlay(fleet, loss, seed).play();
  }

  /** The same, but what the outage changes is counted as if nothing had been its cause. */
  static Result unexcused(Fleet fleet, Loss loss, long seed) {
    LossPlay play = new LossPlay(fleet, loss, seed);
    play.excused = false;
    return play.play();
  }

  private Result play() {
    world.letProbesTakeTime();
    look();
    world.audit().afterEachEffect(this::look);
    world.timeline().in(loss.calm(), () -> world.ground().loss = loss.share());
    if (loss.outage() != Outage.NONE) {
      long interval = world.setting().fleet().safety().probe().interval().toMillis();
      long phase = new Random(world.setting().seed()).nextLong(interval);
      Duration middle = loss.calm().plus(loss.lasting().dividedBy(2)).plusMillis(phase);
      world.timeline().in(middle, this::strike);
    }
    world.run(loss.calm().plus(loss.lasting()));
    return new Result(changedHolders, changedAnswers, found);
  }

  private void strike() {
    outage = loss.outage();
    outageBegan = world.timeline().now();
    Ground ground = world.ground();
    switch (outage) {
      case NONE -> {}
      case REGION_DARK -> ground.dark.add(REGION);
      case HOLDER_HUNG -> ground.node(ADDRESS.region(), holder(), NodeState.HANGS);
      case HOLDER_KILLED -> ground.node(ADDRESS.region(), holder(), NodeState.REFUSES);
    }
  }

  private String holder() {
    return String.valueOf(world.ground().holders.get(ADDRESS));
  }

  /** Counts what is another than it was, unless the outage is why. */
  private void look() {
    SortedMap<AddressId, String> nowHolders = new TreeMap<>();
    world.ground().holders.forEach((id, node) -> nowHolders.put(id, String.valueOf(node)));
    nowHolders.forEach(
        (id, node) -> {
          if (!node.equals(holders.getOrDefault(id, node)) && !struckHolder(id)) {
            changedHolders++;
          }
        });
    SortedMap<PartitionId, SortedMap<String, Double>> nowAnswers = new TreeMap<>();
    for (Partition partition : world.setting().fleet().partitions().toList()) {
      SortedMap<String, Double> sent = world.answers().sent(partition);
      SortedMap<String, Double> before = answers.getOrDefault(partition.id(), sent);
      if (!before.isEmpty() && !sent.equals(before)) {
        changedAnswers += struckAnswer(partition) ? 0 : 1;
      }
      nowAnswers.put(partition.id(), sent);
    }
    holders = nowHolders;
    answers = nowAnswers;
    if (found == null && isLeft()) {
      found = Duration.between(outageBegan, world.timeline().now());
    }
  }

  private boolean struckHolder(AddressId id) {
    boolean struck = outage == Outage.HOLDER_HUNG || outage == Outage.HOLDER_KILLED;
    return excused && struck && id.equals(ADDRESS) && found == null;
  }

  /** Of the names whose clients the dark region has in calm times, and only away from it. */
  private boolean struckAnswer(Partition partition) {
    boolean home = partition.shares().containsKey(REGION) || partition.order().contains(REGION);
    boolean away = world.answers().sentTo(partition, REGION) == 0;
    return excused && outage == Outage.REGION_DARK && home && away;
  }

  private boolean isLeft() {
    return switch (outage) {
      case NONE -> false;
      case REGION_DARK ->
          answers.values().stream().noneMatch(sent -> sent.getOrDefault(REGION, 0.0) > 0);
      case HOLDER_HUNG, HOLDER_KILLED -> world.ground().behind(ADDRESS) == NodeState.SERVES;
    };
  }
}
