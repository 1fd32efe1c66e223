package io.fairlead.simulation;

import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** One region's cell. Reached through {@link #from}, which knows the paths. */
final class SimCell implements CasCell {
  private static final int COPIES = 100;

  private final String region;
  private long version;
  private byte[] bytes = new byte[0];

  /** What it held before each write, oldest first. */
  private final Deque<Copy> copies = new ArrayDeque<>();

  /** The cell at some time. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Copy(long version, byte[] bytes) {}

  SimCell(String region) {
    this.region = region;
  }

  /** The cell as a process of some region reaches it. */
  CasCell from(Runner runner) {
    SimCell cell = this;
    return new CasCell() {
      @Override
      public CellRead read(Instant deadline) {
        return reached() ? cell.read(deadline) : new CellRead.Unknown(region + " does not answer");
      }

      @Override
      public CellCas cas(long expected, byte[] next, Instant deadline) {
        return reached()
            ? cell.cas(expected, next, deadline)
            : new CellCas.Unknown(region + " does not answer");
      }

      @Override
      public String failureDomain() {
        return region;
      }

      private boolean reached() {
        return runner.world().ground().reaches(runner.region(), region);
      }
    };
  }

  /** The store is restored from a copy made some writes ago, or emptied where there is none. */
  void rollBack(int writes) {
    Copy copy = new Copy(version, bytes);
    for (int i = 0; i < writes; i++) {
      copy = copies.isEmpty() ? new Copy(0, new byte[0]) : copies.removeLast();
    }
    version = copy.version();
    bytes = copy.bytes();
  }

  @Override
  public CellRead read(Instant deadline) {
    return version == 0 ? new CellRead.Empty() : new CellRead.Value(version, bytes);
  }

  @Override
  public CellCas cas(long expected, byte[] next, Instant deadline) {
    if (version != expected) {
      return new CellCas.Conflict(read(deadline));
    }
    copies.addLast(new Copy(version, bytes));
    if (copies.size() > COPIES) {
      copies.removeFirst();
    }
    version++;
    bytes = next;
    return new CellCas.Ok(version);
  }

  @Override
  public String failureDomain() {
    return region;
  }
}
