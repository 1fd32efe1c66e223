package io.fairlead.local.edge;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is to be closed, last opened first; one that fails does not keep the others open. */
final class Closing implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T part) {
    open.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        // Closing is best effort: the system takes back what a failed close leaves behind.
        System.getLogger(Closing.class.getName())
            .log(System.Logger.Level.DEBUG, "a part of the edge did not close", e);
      }
    }
  }
}
