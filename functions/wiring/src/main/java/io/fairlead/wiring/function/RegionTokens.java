package io.fairlead.wiring.function;

import io.fairlead.artifact.Note;
import io.fairlead.cycle.TokenCopyCycle;
import io.fairlead.cycle.TokenOffice;
import io.fairlead.cycle.TokenReport;
import io.fairlead.fleet.Mode;
import io.fairlead.local.state.FileWords;
import io.fairlead.wiring.local.TokenPlace;
import io.fairlead.wiring.topology.TokenStore;
import io.fairlead.wiring.topology.Tokens;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Brings a region's own feed up to its ledger, and the others' feeds to the region. */
final class RegionTokens {
  private final Topology topology;
  private final String region;
  private final TokenPlace.Reached reached;

  RegionTokens(Topology topology, String region, TokenPlace.Reached reached) {
    this.topology = topology;
    this.region = region;
    this.reached = reached;
  }

  /**
   * What became of one home's feed.
   *
   * @param page that the feed or the copy is up to; 0 = unknown
   * @param why what is amiss; empty = nothing
   */
  record Fed(String outcome, long page, String why) {
    private Fed(String outcome) {
      this(outcome, 0, "");
    }
  }

  /** By home; empty where the region has no tokens. */
  SortedMap<String, Fed> run(Invocation invocation) {
    SortedMap<String, Fed> all = new TreeMap<>();
    Tokens.TokenRegion declared = topology.tokens().regions().get(region);
    if (declared == null) {
      return all;
    }
    Optional<String> objection = objection(declared);
    if (objection.isPresent()) {
      all.put(region, new Fed("held", 0, objection.get()));
      return all;
    }
    if (topology.fleet().mode() == Mode.OBSERVE) {
      all.put(region, new Fed("observed"));
      return all;
    }
    try {
      run(TokenPlace.open(topology, region, reached), invocation, all);
    } catch (IOException e) {
      all.put(region, new Fed("held", 0, FileWords.of(e)));
    }
    return all;
  }

  private Optional<String> objection(Tokens.TokenRegion declared) {
    return declared.own() instanceof TokenStore.Folder
            || topology.tokens().store() instanceof TokenStore.Folder
        ? Optional.of("tokens are in a folder, which no function reaches")
        : TokenPlace.objection(topology, region, reached.stores());
  }

  private void run(TokenPlace place, Invocation invocation, SortedMap<String, Fed> all) {
    if (place.issues()) {
      TokenOffice.Order order =
          new TokenOffice.Order(new Note("fairlead", ""), invocation.began(), false, false);
      all.put(region, fed(place.office().publish(order, invocation.until())));
    }
    place
        .copies()
        .forEach(
            (home, copy) -> all.put(home, fed(copy.run(invocation.began(), invocation.until()))));
  }

  /** What is amiss with the feed comes before what is amiss with its ledger. */
  private static Fed fed(TokenReport report) {
    Fed feed = fed(report.feed());
    Fed ledger = fed(report.ledger());
    return ledger.why().isEmpty() || !feed.why().isEmpty()
        ? feed
        : new Fed(
            ledger.outcome(),
            feed.page(),
            "the ledger has no page of today's keys: " + ledger.why());
  }

  private static Fed fed(TokenReport.Outcome feed) {
    return switch (feed) {
      case TokenReport.Outcome.Done(long page) -> new Fed("published", page, "");
      case TokenReport.Outcome.UpToDate() -> new Fed("upToDate");
      case TokenReport.Outcome.Left(), TokenReport.Outcome.Planned() -> new Fed("nothingIssued");
      case TokenReport.Outcome.Overtaken() ->
          new Fed("held", 0, "somebody else wrote at the same time: the next run goes on");
      case TokenReport.Outcome.Refused(String why) -> new Fed("refused", 0, why);
      case TokenReport.Outcome.Unreachable(String why) -> new Fed("held", 0, why);
      case TokenReport.Outcome.Unknown(String why) -> new Fed("held", 0, why);
    };
  }

  private static Fed fed(TokenCopyCycle.Outcome copy) {
    return switch (copy) {
      case TokenCopyCycle.Outcome.Copied(long page, _) -> new Fed("copied", page, "");
      case TokenCopyCycle.Outcome.UpToDate(long page) -> new Fed("upToDate", page, "");
      case TokenCopyCycle.Outcome.NothingPublished() -> new Fed("nothingPublished");
      case TokenCopyCycle.Outcome.Refused(String why) -> new Fed("refused", 0, why);
      case TokenCopyCycle.Outcome.Held(String why) -> new Fed("held", 0, why);
    };
  }
}
