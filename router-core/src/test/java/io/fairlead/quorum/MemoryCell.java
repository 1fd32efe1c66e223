package io.fairlead.quorum;

import java.time.Instant;

/** A cell in memory that can be switched dark, or made to lose the answers of its writes. */
final class MemoryCell implements CasCell {
  private final String domain;
  private long version;
  private byte[] bytes = {};
  private boolean dark;
  private boolean loseAnswers;
  private int writes;

  MemoryCell(String domain) {
    this.domain = domain;
  }

  @Override
  public CellRead read(Instant deadline) {
    if (dark) {
      return new CellRead.Unknown("dark");
    }
    return version == 0 ? new CellRead.Empty() : new CellRead.Value(version, bytes.clone());
  }

  @Override
  public CellCas cas(long expected, byte[] next, Instant deadline) {
    if (dark) {
      return new CellCas.Unknown("dark");
    }
    if (version != expected) {
      return new CellCas.Conflict(read(deadline));
    }
    version++;
    writes++;
    bytes = next.clone();
    return loseAnswers ? new CellCas.Unknown("answer lost") : new CellCas.Ok(version);
  }

  @Override
  public String failureDomain() {
    return domain;
  }

  void dark(boolean now) {
    dark = now;
  }

  void loseAnswers(boolean now) {
    loseAnswers = now;
  }

  /** Puts bytes under the next version, whatever was there. */
  void overwrite(byte[] next) {
    version++;
    bytes = next.clone();
  }

  int writes() {
    return writes;
  }

  byte[] bytes() {
    return bytes.clone();
  }
}
