package io.fairlead.quorum.sim;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a history of one compare-and-set register has an order that respects its moments and
 * explains every answer: the search of Wing and Gong (JPDC 1993) with Lowe's memory of what was
 * tried (CPE 2017).
 */
final class Linearizability {
  /** Longest history: one bit each. */
  static final int MOST = 62;

  private final List<Operation> history;
  private final long mandatory;
  private final Set<Tried> tried = new HashSet<>();

  private Linearizability(List<Operation> history) {
    if (history.size() > MOST) {
      throw new IllegalArgumentException(history.size() + " operations exceed " + MOST);
    }
    this.history = history;
    long bits = 0;
    for (int i = 0; i < history.size(); i++) {
      bits |= history.get(i).mayBeSkipped() ? 0 : 1L << i;
    }
    this.mandatory = bits;
  }

  /** Whether there is such an order from an empty register on. */
  static boolean holds(List<Operation> history) {
    return new Linearizability(history).search(0, new Register(0, ""), 0);
  }

  /**
   * Tries every operation that may come next.
   *
   * @param done operations already ordered, a bit each
   * @param latestRead begin of the latest read already ordered: a change whose caller was told
   *     "unknown" before that has taken effect by then, or never will
   */
  private boolean search(long done, Register register, long latestRead) {
    if ((done & mandatory) == mandatory) {
      return true;
    }
    if (!tried.add(new Tried(done, register))) {
      return false;
    }
    long firstEnd = firstEnd(done);
    for (int i = 0; i < history.size(); i++) {
      Operation next = history.get(i);
      boolean open = (done & 1L << i) == 0;
      boolean inTime = next.began() < firstEnd && latestRead < next.ended();
      if (open && inTime && register.explains(next)) {
        long read = next.kind() == Operation.Kind.READ ? next.began() : 0;
        if (search(done | 1L << i, register.after(next), Math.max(latestRead, read))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The first end of what must still come: whatever began after it comes later. */
  private long firstEnd(long done) {
    long first = Long.MAX_VALUE;
    for (int i = 0; i < history.size(); i++) {
      if ((done & 1L << i) == 0 && !history.get(i).mayBeSkipped()) {
        first = Math.min(first, history.get(i).ended());
      }
    }
    return first;
  }

  private record Tried(long done, Register register) {}

  /** The register as it should be. */
  private record Register(long version, String id) {
    boolean explains(Operation operation) {
      return switch (operation.kind()) {
        case READ -> version == operation.version() && id.equals(operation.id());
        case CONFLICT -> version == operation.version() && version != operation.expected();
        case CHANGED -> version == operation.expected() && version + 1 == operation.version();
        case UNKNOWN -> version == operation.expected();
      };
    }

    Register after(Operation operation) {
      return switch (operation.kind()) {
        case READ, CONFLICT -> this;
        case CHANGED, UNKNOWN -> new Register(version + 1, operation.id());
      };
    }
  }
}
