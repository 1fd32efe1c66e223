package io.fairlead.wiring.cost;

import io.fairlead.wiring.stack.AwsStacks;
import java.time.Duration;

/**
 * What tokens in tables of DynamoDB cost while nobody issues or revokes any: a look at each row in
 * each run of the replicate function, and a page when half of its life is over.
 *
 * @param regions with tokens in DynamoDB whose functions bring them
 * @param homes regions that tokens are declared for
 * @param validFor life of a page
 */
public record TokenCalls(int regions, int homes, Duration validFor) {
  /** Its own ledger and its feed: the pointer and the newest page of each. */
  private static final int OWN = 4;

  /** Of a copy the pointer and the newest page, and the pointer of what it is copied from. */
  private static final int COPY = 3;

  /** A page and the pointer. */
  private static final int WRITES = 2;

  /** Those of a topology. */
  static TokenCalls of(AwsStacks stacks) {
    return new TokenCalls(
        stacks.tokenRegions().size(),
        stacks.topology().tokens().regions().size(),
        stacks.topology().tokens().validFor());
  }

  /** Reads of one run that finds nothing new, where the region issues tokens. */
  public int reads() {
    return OWN + COPY * (homes - 1);
  }

  /** Writes a minute, of all regions: each home's page, and the copies of it. */
  double writesOfMinute() {
    double renewals = 2.0 * Duration.ofMinutes(1).toMillis() / validFor.toMillis();
    return renewals * WRITES * homes * regions;
  }
}
