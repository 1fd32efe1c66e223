package io.fairlead.quorum.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One seed: six clients, three or five cells, faults, then calm; and what is wrong with it. */
public final class Schedule {
  private static final int CLIENTS = 6;
  private static final int MOST_OPERATIONS = 4;
  private static final int STARTS = 400;
  private static final int SPAN = 2500;

  private final long seed;
  private final Variant variant;
  private final Stage stage;
  private final Random random;
  private final History history = new History();
  private final Faults faults;
  private final Network network;
  private final List<StoredItem> stores;

  private Schedule(long seed, Variant variant) {
    this.seed = seed;
    this.variant = variant;
    this.stage = new Stage(seed);
    this.random = stage.random();
    this.faults = Faults.draw(random);
    this.network = new Network(stage, faults);
    this.stores = stores();
  }

  /** How a schedule departs from the rules that hold for real fleets. */
  public enum Variant {
    /** Not at all. */
    RULES,
    /** Attempt ids from a seed that all clients share, as functions thawed from one snapshot. */
    SHARED_ATTEMPTS,
    /** A cell is swapped for an empty one under way. */
    EMPTIED_CELL,
    /** Two cells lie in one failure domain. */
    TWO_IN_ONE_DOMAIN
  }

  /**
   * What became of a seed.
   *
   * @param violation null = none
   * @param trace equal for equal schedules
   */
  public record Result(
      int changed, int conflicts, int unknown, int reads, int trace, @Nullable String violation) {}

  /** Plays a seed. */
  public static Result play(long seed, Variant variant) {
    // Actors take turns with this thread, which costs little between virtual threads.
    if (Thread.currentThread().isVirtual()) {
      return new Schedule(seed, variant).play();
    }
    FutureTask<Result> task = new FutureTask<>(() -> new Schedule(seed, variant).play());
    Thread.ofVirtual().start(task);
    try {
      return task.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("seed " + seed + " was not played", e);
    }
  }

  private Result play() {
    String violation;
    try {
      violation = playAndJudge();
    } catch (IllegalStateException e) {
      violation = e + (e.getCause() == null ? "" : ": " + e.getCause());
    }
    return new Result(
        history.count(Operation.Kind.CHANGED),
        history.count(Operation.Kind.CONFLICT),
        history.count(Operation.Kind.UNKNOWN),
        history.count(Operation.Kind.READ),
        history.hash(),
        violation == null ? null : "seed " + seed + ": " + violation);
  }

  private @Nullable String playAndJudge() {
    List<Client> clients = new ArrayList<>();
    try {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(client("c" + i));
      }
    } catch (IllegalArgumentException _) {
      return null;
    }
    clients.forEach(this::enter);
    faultsUnderWay(clients);
    stage.run();
    String calm = calm();
    if (calm != null) {
      return calm;
    }
    List<Operation> operations = history.operations();
    return Linearizability.holds(operations) ? null : "not linearizable: " + operations;
  }

  private void enter(Client client) {
    int operations = 1 + random.nextInt(MOST_OPERATIONS);
    stage.after(
        random.nextInt(STARTS), () -> stage.enter(client.troupe, () -> client.perform(operations)));
  }

  private void faultsUnderWay(List<Client> clients) {
    for (int i = 0; i < faults.cellDeaths(); i++) {
      StoredItem store = stores.get(random.nextInt(stores.size()));
      int down = random.nextInt(SPAN);
      stage.after(down, () -> store.setUp(false));
      stage.after(down + random.nextInt(SPAN / 2), () -> store.setUp(true));
    }
    for (int i = 0; i < faults.clientDeaths(); i++) {
      stage.after(random.nextInt(SPAN / 2), clients.get(i)::die);
    }
    if (variant == Variant.EMPTIED_CELL) {
      stage.after(random.nextInt(SPAN / 2), stores.getFirst()::empty);
    }
  }

  /** Every message arrives again, one failure domain is dark: a writer must come through. */
  private @Nullable String calm() {
    network.heal();
    String dark = stores.get(random.nextInt(stores.size())).domain();
    stores.forEach(store -> store.setUp(!store.domain().equals(dark)));
    Client last = client("last");
    List<Boolean> done = new ArrayList<>();
    stage.enter(
        last.troupe,
        () -> {
          done.add(last.read());
          done.add(last.changeKnown());
          done.add(last.read());
        });
    stage.run();
    return done.equals(List.of(true, true, true))
        ? null
        : "no progress with one of " + stores.size() + " cells dark: " + done;
  }

  private Client client(String name) {
    Client.World world = new Client.World(stage, network, history, stores);
    return new Client(name, world, attempts());
  }

  private Supplier<UUID> attempts() {
    Random source = variant == Variant.SHARED_ATTEMPTS ? new Random(0) : random;
    return () -> new UUID(source.nextLong(), source.nextLong());
  }

  private List<StoredItem> stores() {
    List<StoredItem> made = new ArrayList<>();
    int count = random.nextBoolean() ? 3 : 5;
    boolean shared = variant == Variant.TWO_IN_ONE_DOMAIN;
    for (int i = 0; i < (shared ? 3 : count); i++) {
      made.add(new StoredItem("domain-" + (shared && i == 2 ? 1 : i)));
    }
    return made;
  }
}
