package io.fairlead.simulation;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * What a process does while time passes: it may wait, and the world goes on. Only one of all
 * strands and the world runs at a time, so that a course is the same each time.
 */
final class Strand {
  private final Timeline timeline;
  private final Semaphore mine = new Semaphore(0);
  private final Semaphore worlds = new Semaphore(0);
  private @Nullable Throwable failure;

  private Strand(Timeline timeline) {
    this.timeline = timeline;
  }

  /** What runs as a strand, and may wait by it. */
  interface Course {
    void run(Strand strand);
  }

  /** Runs a course until it waits for the first time, or ends; throws what it throws. */
  static void begin(Timeline timeline, Course course) {
    Strand strand = new Strand(timeline);
    Thread.ofVirtual().start(() -> strand.run(course));
    strand.goOn();
  }

  /** Lets the world go on for a time; at once where it is none. */
  void sleep(Duration time) {
    if (time.isPositive()) {
      timeline.in(time, this::goOn);
      worlds.release();
      mine.acquireUninterruptibly();
    }
  }

  private void run(Course course) {
    mine.acquireUninterruptibly();
    try {
      course.run(this);
    } catch (RuntimeException | Error thrown) {
      failure = thrown;
    } finally {
      worlds.release();
    }
  }

  /** The world stands still until the strand waits again or ends. */
  private void goOn() {
    mine.release();
    worlds.acquireUninterruptibly();
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException thrown) {
      throw thrown;
    }
  }
}
