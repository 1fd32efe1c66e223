package io.fairlead.simulation;

import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.time.Instant;

/** One region's cell. Reached through {@link #from}, which knows the paths. */
final class SimCell implements CasCell {
  private final String region;
  private long version;
  private byte[] bytes = new byte[0];

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

  @Override
  public CellRead read(Instant deadline) {
    return version == 0 ? new CellRead.Empty() : new CellRead.Value(version, bytes);
  }

  @Override
  public CellCas cas(long expected, byte[] next, Instant deadline) {
    if (version != expected) {
      return new CellCas.Conflict(read(deadline));
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
