package io.fairlead.quorum.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time with actors that run one at a time, so that code that blocks is played in the exact
 * order that the seed says.
 */
final class Stage {
  private static final int MOST_EVENTS = 200_000;

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::number));
  private final List<Actor> actors = new ArrayList<>();
  private final Thread director = Thread.currentThread();
  private final Random random;
  private long now;
  private long numbers;
  private @Nullable Actor playing;

  Stage(long seed) {
    random = new Random(seed);
  }

  Random random() {
    return random;
  }

  long now() {
    return now;
  }

  /** Does something after a while, on the director's thread. */
  void after(long delay, Runnable what) {
    numbers++;
    events.add(new Event(now + delay, numbers, what));
  }

  /** Starts an actor of a troupe, now. */
  void enter(Troupe troupe, Runnable part) {
    Actor actor = new Actor(troupe, part);
    actors.add(actor);
    after(0, () -> play(actor));
  }

  /** The actor whose turn it is. */
  Actor playing() {
    if (playing == null) {
      throw new IllegalStateException("no actor is playing");
    }
    return playing;
  }

  /** Gives an actor its turn soon; it looks for itself whether what it waits for has come. */
  void wake(Actor actor) {
    after(0, () -> play(actor));
  }

  /** Ends the playing actor's turn until it is woken. */
  void pause() {
    playing().yieldTurn();
  }

  /** Plays until nothing is left to happen. */
  void run() {
    for (int i = 0; !events.isEmpty(); i++) {
      if (i == MOST_EVENTS) {
        throw new IllegalStateException("more than " + MOST_EVENTS + " events");
      }
      Event next = events.remove();
      now = next.time();
      next.what().run();
    }
  }

  /** Ends every actor of a troupe where it stands; its messages stay under way. */
  void kill(Troupe troupe) {
    troupe.dead = true;
    for (Actor actor : List.copyOf(actors)) {
      if (actor.troupe == troupe) {
        play(actor);
      }
    }
  }

  private void play(Actor actor) {
    if (!actor.ended) {
      playing = actor;
      actor.takeTurn();
      playing = null;
      if (actor.ended) {
        actors.remove(actor);
      }
    }
  }

  /** Actors that die together: one process. */
  static final class Troupe {
    private boolean dead;
  }

  /** Unwinds a killed actor. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed", null, false, false);
    }
  }

  private record Event(long time, long number, Runnable what) {}

  /** Code that runs in its own thread, but only while it has the turn. */
  final class Actor {
    private final Troupe troupe;
    private final Thread thread;
    private volatile boolean turn;
    private volatile boolean ended;
    private @Nullable Throwable failure;

    Actor(Troupe troupe, Runnable part) {
      this.troupe = troupe;
      this.thread = Thread.ofVirtual().unstarted(() -> perform(part));
    }

    void wake() {
      Stage.this.wake(this);
    }

    private void perform(Runnable part) {
      try {
        if (!troupe.dead) {
          part.run();
        }
      } catch (Killed _) {
        failure = null;
      } catch (RuntimeException | Error e) {
        failure = e;
      }
      ended = true;
      turn = false;
      LockSupport.unpark(director);
    }

    private void takeTurn() {
      turn = true;
      if (thread.getState() == Thread.State.NEW) {
        thread.start();
      } else {
        LockSupport.unpark(thread);
      }
      while (turn) {
        LockSupport.park(this);
      }
      if (failure != null) {
        throw new IllegalStateException("an actor failed", failure);
      }
    }

    private void yieldTurn() {
      turn = false;
      LockSupport.unpark(director);
      while (!turn) {
        LockSupport.park(this);
      }
      if (troupe.dead) {
        throw new Killed();
      }
    }
  }
}
