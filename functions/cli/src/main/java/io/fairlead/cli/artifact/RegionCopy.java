package io.fairlead.cli.artifact;

import io.fairlead.artifact.ReplicationPlan;
import io.fairlead.cli.ExitCode;
import io.fairlead.cycle.ReplicateCycle;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.local.artifact.BusyFolder;
import io.fairlead.local.artifact.FolderSink;
import io.fairlead.local.state.FileWords;
import io.fairlead.port.ArtifactSink;
import io.fairlead.wiring.local.FolderSet;
import io.fairlead.wiring.topology.Replication;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * A set's copy in one region, and what a run made of it.
 *
 * @param code what the process answers for this copy alone
 */
public record RegionCopy(String set, String region, ReplicateReport report, ExitCode code) {
  /**
   * How to run.
   *
   * @param maxDelete percentage that the operator allows to go away
   */
  public record Options(boolean scrub, boolean dry, int maxDelete) {}

  /** Runs the cycle of one set and region. */
  public static RegionCopy run(DeclaredSets sets, FolderSet set, String region, Options options) {
    Replication.Destination into =
        Objects.requireNonNull(set.declared().regions().get(region), "a declared region");
    try (FolderSink sink =
        options.dry()
            ? FolderSink.looking(into.folder(), set.clock())
            : FolderSink.writing(into.folder(), set.clock())) {
      ReplicateCycle.Order order =
          new ReplicateCycle.Order(
              new ReplicationPlan.Taking(into.selector(), options.maxDelete()),
              options.scrub(),
              options.dry());
      ReplicateReport report =
          new ReplicateCycle(parts(set, sink, region))
              .run(order, set.clock().instant(), sets.deadline());
      return new RegionCopy(set.id().set(), region, report, code(report));
    } catch (BusyFolder busy) {
      return failed(set, region, String.valueOf(busy.getMessage()), ExitCode.CONFLICT);
    } catch (IOException e) {
      return failed(set, region, FileWords.of(e), ExitCode.UNREACHABLE);
    }
  }

  private static ReplicateCycle.Parts parts(FolderSet set, ArtifactSink sink, String region) {
    return new ReplicateCycle.Parts(set.store(), set.gate(), sink, region);
  }

  private static RegionCopy failed(FolderSet set, String region, String why, ExitCode code) {
    return new RegionCopy(
        set.id().set(), region, ReplicateReport.held("the destination: " + why), code);
  }

  private static ExitCode code(ReplicateReport report) {
    return switch (report.outcome()) {
      case Outcome.UpToDate _, Outcome.Applied _ -> ExitCode.DONE;
      case Outcome.Planned _ -> ExitCode.PENDING;
      case Outcome.Refused _ -> ExitCode.REFUSED;
      case Outcome.NothingPublished _, Outcome.Held _ -> ExitCode.UNREACHABLE;
      case Outcome.RolledBack _ -> ExitCode.FAILED;
    };
  }

  /** What the process answers for several copies: the first that is not done. */
  public static ExitCode all(List<RegionCopy> copies) {
    return copies.stream()
        .map(RegionCopy::code)
        .filter(code -> code != ExitCode.DONE)
        .findFirst()
        .orElse(ExitCode.DONE);
  }
}
