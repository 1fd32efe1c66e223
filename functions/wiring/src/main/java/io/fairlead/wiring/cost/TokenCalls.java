package io.fairlead.wiring.cost;

import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.AzureStacks;
import io.fairlead.wiring.topology.TokenStore;
import io.fairlead.wiring.topology.Tokens;
import java.time.Duration;

/**
 * What tokens in the tables of one cloud cost while nobody issues or revokes any: a look at each
 * row in each run of the replicate function, and a page when half of its life is over.
 *
 * @param regions with tokens in this cloud whose functions bring them
 * @param guests regions in the other cloud whose functions bring them
 * @param store whether the table of all feeds is in this cloud
 * @param homes regions that tokens are declared for
 * @param validFor life of a page
 */
public record TokenCalls(int regions, int guests, boolean store, int homes, Duration validFor) {
  /** Of a ledger, or of a copy, the pointer and the newest page. */
  private static final int ROW = 2;

  /** A page and the pointer. */
  private static final int WRITES = 2;

  /** Those of a topology on AWS. */
  static TokenCalls of(AwsStacks stacks) {
    Tokens tokens = stacks.topology().tokens();
    return new TokenCalls(
        stacks.tokenRegions().size(),
        AzureStacks.of(stacks.topology()).tokenRegions().size(),
        tokens.store() instanceof TokenStore.Dynamo,
        tokens.regions().size(),
        tokens.validFor());
  }

  /** Those of a topology on Azure. */
  static TokenCalls of(AzureStacks stacks) {
    Tokens tokens = stacks.topology().tokens();
    return new TokenCalls(
        stacks.tokenRegions().size(),
        AwsStacks.of(stacks.topology()).tokenRegions().size(),
        tokens.store() instanceof TokenStore.Table,
        tokens.regions().size(),
        tokens.validFor());
  }

  /** Reads of a region's own table in one run that finds nothing new: its ledger and its copies. */
  public int ownReads() {
    return ROW * homes;
  }

  /** Reads of the store in such a run: its own feed, and the pointers of the others. */
  public int storeReads() {
    return ROW + homes - 1;
  }

  /**
   * Reads a minute, of all regions.
   *
   * @param runs a minute of a region here
   * @param guestRuns a minute of a region in the other cloud
   */
  double readsOfMinute(double runs, double guestRuns) {
    double own = regions * runs * ownReads();
    return store ? own + (regions * runs + guests * guestRuns) * storeReads() : own;
  }

  /** Writes a minute, of all regions: each home's page, and the copies of it. */
  double writesOfMinute() {
    double renewals = 2.0 * Duration.ofMinutes(1).toMillis() / validFor.toMillis();
    return renewals * WRITES * (regions * (homes - 1.0) + (store ? homes : 0));
  }
}
