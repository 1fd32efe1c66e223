package io.fairlead.wiring.aws;

import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.time.Instant;
import java.util.ArrayList;
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
    List<String> silent = new ArrayList<>();
    for (int i = 0; i < replicas.size(); i++) {
      CellRead answer = replicas.get(i).read(deadline);
      if (!(answer instanceof CellRead.Unknown(String why))) {
        at = i;
        return answer;
      }
      silent.add(why);
    }
    return new CellRead.Unknown(
        silent.size() == 1
            ? silent.getFirst()
            : "none of " + silent.size() + " replicas answers: " + String.join("; ", silent));
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
