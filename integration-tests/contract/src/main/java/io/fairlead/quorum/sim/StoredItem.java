package io.fairlead.quorum.sim;

import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;

/** A cell's store in a schedule: what it holds outlives its deaths. */
final class StoredItem {
  private final String domain;
  private long version;
  private byte[] bytes = {};
  private boolean up = true;

  StoredItem(String domain) {
    this.domain = domain;
  }

  String domain() {
    return domain;
  }

  boolean isUp() {
    return up;
  }

  void setUp(boolean up) {
    this.up = up;
  }

  /** Replaced by an empty one. */
  void empty() {
    version = 0;
    bytes = new byte[0];
  }

  CellRead read() {
    return version == 0 ? new CellRead.Empty() : new CellRead.Value(version, bytes.clone());
  }

  CellCas cas(long expected, byte[] next) {
    if (version != expected) {
      return new CellCas.Conflict(read());
    }
    version++;
    bytes = next.clone();
    return new CellCas.Ok(version);
  }
}
