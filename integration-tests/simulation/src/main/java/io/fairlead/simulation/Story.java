package io.fairlead.simulation;

import java.util.function.Consumer;

/**
 * A short course with an end that must be so.
 *
 * @param play throws a {@link Violation} where it is not
 */
record Story(String name, Setting setting, Consumer<World> play) {
  /** Tells it in a world of its own; the trace is in the message of what goes wrong. */
  void tell() {
    World world = new World(setting);
    try {
      play.accept(world);
    } catch (AssertionError | RuntimeException failed) {
      throw new AssertionError(name + ": " + failed + "\n" + world.trace().tail(60), failed);
    }
  }
}
