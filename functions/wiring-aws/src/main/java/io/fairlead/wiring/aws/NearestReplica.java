package io.fairlead.wiring.aws;

import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.time.Instant;
import java.util.List;

/**
 * One cell that several endpoints serve: the replicas of a global table. Reads ask the first one
 * that answers; a write goes to the one that was read last, and to no other after a lost answer,
 * which may have taken effect.
 */
final class NearestReplica implements CasCell {
  private final List<CasCell> replicas;
  private volatile int at;

  /** Replicas of one cell, nearest first. */
  NearestReplica(List<CasCell> replicas) {
    this.replicas = List.copyOf(replicas);
  }

  @Override
  public CellRead read(Instant deadline) {
    CellRead answer = new CellRead.Unknown("the table has no replica");
    for (int i = 0; i < replicas.size(); i++) {
      answer = replicas.get(i).read(deadline);
      if (!(answer instanceof CellRead.Unknown)) {
        at = i;
        return answer;
      }
    }
    return answer;
  }

  @Override
  public CellCas cas(long expected, byte[] next, Instant deadline) {
    return replicas.get(at).cas(expected, next, deadline);
  }

  @Override
  public String failureDomain() {
    return replicas.getFirst().failureDomain();
  }
}
