package io.fairlead.emulators.world;

import io.fairlead.emulators.world.AwsFleet.Kind;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.TargetId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Every decision path that changes something in AWS. */
public final class Courses {
  static final AddressId FRONT = new AddressId("eu-west", "front");
  static final int STORES = 3;
  private static final int STORES_THAT_DECIDE = 2;

  private static final RegionGroup ORDERS = new RegionGroup("eu-west", AwsFleet.DEFAULT);
  private static final RegionGroup PORTAL = new RegionGroup("eu-west", "portal");
  private static final int HOME = 153;

  /** Ticks within which every preparation ends. */
  private static final int MOST = 60;

  /** Ticks that a preparation goes on for once it has ended: verdicts rise, decisions are old. */
  private static final int LONGER = 8;

  private Courses() {}

  /** Those of one region that fails, of operators, and of two groups. */
  public static List<Course> all() {
    return Stream.of(ofNodes(), ofRegions(), ofVerbs(), ofFlags(), ofGroups())
        .flatMap(List::stream)
        .toList();
  }

  /** One of {@link #all}. */
  static Course named(String name) {
    return all().stream().filter(course -> course.name().equals(name)).findFirst().orElseThrow();
  }

  /** An address changes its node. */
  private static List<Course> ofNodes() {
    return List.of(
        new Course("node killed", Kind.SEAMLESS, settle(), nodeRefuses(true), isHeldBy("gw-2")),
        new Course(
            "node killed, strict", Kind.STRICT, settle(), nodeRefuses(true), isHeldBy("gw-2")),
        new Course(
            "address returns, strict",
            Kind.STRICT,
            settle()
                .andThen(nodeRefuses(true))
                .andThen(until(isHeldBy("gw-2")))
                .andThen(nodeRefuses(false))
                .andThen(Courses::longer),
            asks("failover", "node/eu-west/gw-2"),
            isHeldBy("gw-1")));
  }

  /**
   * A node is killed when the register's history is full: the next line but one is the archive's.
   * Where an observer's entry cannot be read in the first tick, the region leaves before its
   * address has moved, and returns by a ramp that may last longer than the course.
   */
  static Course nodeKilledWithAFullHistory() {
    return new Course(
        "node killed, history full",
        Kind.SEAMLESS,
        settle().andThen(Courses::fillHistory),
        nodeRefuses(true),
        Courses::isMovedAndShort);
  }

  /** An operator stops and resumes everything between two ticks, until no more lines fit. */
  private static void fillHistory(AwsWorld world) {
    while (lines(world) < RegisterState.HISTORY_ARCHIVED) {
      world.operate(OperatorVerbs::freeze);
      world.operate(OperatorVerbs::unfreeze);
    }
  }

  private static boolean isMovedAndShort(AwsWorld world) {
    RegisterState state = world.state();
    return state != null
        && "gw-2".equals(world.things().holder(FRONT))
        && state.requests().isEmpty()
        && state.intents().stream()
            .noneMatch(intent -> intent.target().equals(new TargetId.Address(FRONT)))
        && state.history().size() < RegisterState.HISTORY_ARCHIVED;
  }

  private static int lines(AwsWorld world) {
    RegisterState state = world.state();
    return state == null ? 0 : state.history().size();
  }

  /** A fleet begins; a region falls and comes back. */
  private static List<Course> ofRegions() {
    Course down =
        new Course("region down", Kind.SEAMLESS, settle(), regionRefuses(true), isOut(true));
    return List.of(
        new Course("first zone", Kind.SEAMLESS, _ -> {}, _ -> {}, Courses::isHome),
        down,
        new Course(
                "region returns",
                Kind.SEAMLESS,
                settle()
                    .andThen(regionRefuses(true))
                    .andThen(until(isOut(true)))
                    .andThen(Courses::longer),
                regionRefuses(false),
                Courses::isHome)
            .then(down));
  }

  /** Verbs that are written into the register. */
  private static List<Course> ofVerbs() {
    Course drain =
        new Course("drain", Kind.SEAMLESS, settle(), asks("drain", "region/eu-west"), isOut(false));
    Course undrain =
        new Course(
            "undrain",
            Kind.SEAMLESS,
            settle().andThen(asks("drain", "region/eu-west")).andThen(until(isOut(false))),
            asks("undrain", "region/eu-west"),
            Courses::isHome);
    return List.of(
        drain.then(undrain),
        undrain.then(drain),
        new Course(
            "failover", Kind.SEAMLESS, settle(), asks("failover", "region/eu-west"), isOut(false)),
        new Course(
            "failback",
            Kind.SEAMLESS,
            settle()
                .andThen(asks("failover", "region/eu-west"))
                .andThen(until(isOut(false)))
                .andThen(Courses::longer),
            asks("failback", "region/eu-west"),
            Courses::isHome));
  }

  /** Verbs that are flags and nothing else. */
  private static List<Course> ofFlags() {
    return List.of(
        new Course(
            "evacuate", Kind.SEAMLESS, settle(), world -> world.evacuate("eu-west"), isOut(true)),
        new Course(
            "restore",
            Kind.SEAMLESS,
            settle()
                .andThen(world -> world.evacuate("eu-west"))
                .andThen(until(isOut(true)))
                .andThen(Courses::longer),
            world -> world.restore("eu-west"),
            Courses::isHome));
  }

  /** Two failover groups of one region. */
  private static List<Course> ofGroups() {
    return List.of(
        new Course(
            "one group down",
            Kind.GROUPS,
            settle(),
            world -> world.serviceRefuses("portal", "eu-west", true),
            Courses::isPortalOut),
        new Course(
            "the other group down",
            Kind.GROUPS,
            settle()
                .andThen(world -> world.serviceRefuses("portal", "eu-west", true))
                .andThen(until(Courses::isPortalOut))
                .andThen(Courses::longer),
            regionRefuses(true),
            isOut(true).and(world -> isFlagged(world, PORTAL))));
  }

  private static Consumer<AwsWorld> settle() {
    return Courses::settle;
  }

  /** Brings a world to where it is when all has been well for a while. */
  static void settle(AwsWorld world) {
    until(Courses::isHome).andThen(Courses::longer).accept(world);
  }

  /** Ticks until something is so. */
  static Consumer<AwsWorld> until(Predicate<AwsWorld> wanted) {
    return world -> {
      for (int i = 0; i < MOST; i++) {
        world.tick();
        if (wanted.test(world)) {
          return;
        }
      }
      throw new IllegalStateException("not within " + MOST + " ticks: " + world.state());
    };
  }

  private static void longer(AwsWorld world) {
    for (int i = 0; i < LONGER; i++) {
      world.tick();
    }
  }

  private static Consumer<AwsWorld> nodeRefuses(boolean refuses) {
    return world -> world.refuses("eu-west", "gw-1", refuses);
  }

  /** All of a region's gateways at once. */
  static Consumer<AwsWorld> regionRefuses(boolean refuses) {
    return world -> {
      world.refuses("eu-west", "gw-1", refuses);
      world.refuses("eu-west", "gw-2", refuses);
    };
  }

  private static Consumer<AwsWorld> asks(String verb, String subject) {
    return world ->
        world.operate(
            (state, note) ->
                switch (verb) {
                  case "drain" -> OperatorVerbs.drain(state, subject, note);
                  case "undrain" -> OperatorVerbs.undrain(state, subject, note);
                  case "failback" -> OperatorVerbs.failback(state, subject, note);
                  default -> OperatorVerbs.failover(state, subject, OperatorVerbs.Wish.NONE, note);
                });
  }

  private static Predicate<AwsWorld> isHeldBy(String node) {
    return world -> node.equals(world.things().holder(FRONT)) && isAtRest(world);
  }

  /** Whether eu-west's orders are out: by weights, and by their flag where there is to be one. */
  private static Predicate<AwsWorld> isOut(boolean byFlag) {
    return world ->
        world.weight("eu", "eu-west").equals(Optional.of(0))
            && (byFlag ? isFlagged(world, ORDERS) : world.things().flags(ORDERS) == 0)
            && isAtRest(world);
  }

  /** Two stores decide: an intent whose write was lost in the third is done all the same. */
  private static boolean isFlagged(AwsWorld world, RegionGroup flag) {
    return world.things().flags(flag) >= STORES_THAT_DECIDE;
  }

  private static boolean isPortalOut(AwsWorld world) {
    return isFlagged(world, PORTAL)
        && world.weight("portal", "eu-west").equals(Optional.of(0))
        && world.things().flags(ORDERS) == 0
        && world.weight("eu", "eu-west").equals(Optional.of(HOME))
        && isAtRest(world);
  }

  /** Whether everything is as the topology has it. */
  static boolean isHome(AwsWorld world) {
    return world.weight("eu", "eu-west").equals(Optional.of(HOME))
        && world.weight("eu", "eu-north").equals(Optional.of(255 - HOME))
        && world.fleet().regionGroups().stream().allMatch(f -> world.things().flags(f) == 0)
        && world.things().holder(FRONT) != null
        && isAtRest(world);
  }

  private static boolean isAtRest(AwsWorld world) {
    RegisterState state = world.state();
    return state != null && state.intents().isEmpty() && state.requests().isEmpty();
  }
}
