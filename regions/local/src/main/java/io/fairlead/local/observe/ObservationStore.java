package io.fairlead.local.observe;

import io.fairlead.local.state.StateFile;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The observation entry that an edge keeps for its own observer; it is replaced by rising ones. */
public final class ObservationStore {
  /** Bytes of an entry at most. */
  public static final int MAX_BYTES = 8 << 20;

  private final StateFile file;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Entry current;

  /** Opens the store with what its file holds. */
  public ObservationStore(StateFile file) {
    this.file = file;
    this.current = file.read().map(Entry::parse).orElse(null);
  }

  /** The newest entry. */
  public Optional<Entry> current() {
    return Optional.ofNullable(current);
  }

  /**
   * Stores an entry where its rank rises; answers whether it did. What is stored and lies beyond a
   * slot gives way to anything: it came in while this edge's clock was wrong.
   */
  public boolean put(Entry next, long lastSlot) {
    lock.lock();
    try {
      Entry now = current;
      if (now != null && now.rank().slot() <= lastSlot && next.rank().compareTo(now.rank()) <= 0) {
        return false;
      }
      file.write(next.bytes());
      current = next;
      return true;
    } finally {
      lock.unlock();
    }
  }
}
