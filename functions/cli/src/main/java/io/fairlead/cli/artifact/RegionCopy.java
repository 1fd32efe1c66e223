package io.fairlead.cli.artifact;

import io.fairlead.artifact.Difference;
import io.fairlead.artifact.ReplicationPlan;
import io.fairlead.cli.ExitCode;
import io.fairlead.cycle.MirrorCycle;
import io.fairlead.cycle.RegionalSink;
import io.fairlead.cycle.ReplicateCycle;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.gateway.kong.Refusals;
import io.fairlead.local.artifact.BusyFolder;
import io.fairlead.local.artifact.FolderSink;
import io.fairlead.local.state.FileWords;
import io.fairlead.port.ArtifactStore;
import io.fairlead.wiring.artifact.RefusalFile;
import io.fairlead.wiring.artifact.SetParts;
import io.fairlead.wiring.topology.ArtifactPlace;
import io.fairlead.wiring.topology.Replication;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

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

  /**
   * A set that is brought to a region, from a store that may be metered.
   *
   * @param begins is told what will be copied
   */
  record Bringing(
      SetParts set,
      String region,
      ArtifactStore from,
      Instant deadline,
      Consumer<Difference> begins) {}

  /** Runs the cycle of one set and region. */
  static RegionCopy run(Bringing bringing, Options options) {
    SetParts set = bringing.set();
    Replication.Destination into =
        Objects.requireNonNull(
            set.declared().regions().get(bringing.region()), "a declared region");
    ReplicateCycle.Order order =
        new ReplicateCycle.Order(
            new ReplicationPlan.Taking(into.selector(), options.maxDelete()),
            options.scrub(),
            options.dry(),
            bringing.begins());
    return switch (into.into()) {
      case ArtifactPlace.Folder(Path folder) -> folder(bringing, folder, order, into);
      case ArtifactPlace.S3 s3 -> mirror(bringing, s3, order);
      case ArtifactPlace.Blobs blobs -> mirror(bringing, blobs, order);
    };
  }

  /** What a run would do; nothing is touched. */
  public static ReplicateReport compared(SetParts set, String region, Instant deadline) {
    Bringing bringing = new Bringing(set, region, set.store(), deadline, _ -> {});
    return run(bringing, new Options(false, true, 0)).report();
  }

  private static RegionCopy folder(
      Bringing bringing, Path folder, ReplicateCycle.Order order, Replication.Destination into) {
    SetParts set = bringing.set();
    Replication.KongNodes kong = into.kong();
    Refusals noted = new RefusalFile(folder);
    Refusals refusals = order.scrub() ? noted.anew() : noted;
    try (FolderSink sink =
        order.dry()
            ? FolderSink.looking(folder, set.clock())
            : FolderSink.writing(folder, set.clock())) {
      ReplicateCycle.Parts parts =
          new ReplicateCycle.Parts(
              bringing.from(),
              set.gate(),
              set.opened(
                  new RegionalSink(
                      kong == null ? sink : KongSinks.beside(sink, kong, refusals, set.clock()),
                      sink.originals(),
                      into.values()),
                  bringing.region()),
              bringing.region(),
              set.stores().lanes());
      return copy(
          bringing,
          new ReplicateCycle(parts).run(order, set.clock().instant(), bringing.deadline()));
    } catch (BusyFolder busy) {
      return failed(bringing, String.valueOf(busy.getMessage()), ExitCode.CONFLICT);
    } catch (IOException e) {
      return failed(bringing, FileWords.of(e), ExitCode.UNREACHABLE);
    }
  }

  private static RegionCopy mirror(
      Bringing bringing, ArtifactPlace place, ReplicateCycle.Order order) {
    SetParts set = bringing.set();
    Optional<String> objection = set.stores().objection(place);
    if (objection.isPresent()) {
      return failed(bringing, objection.get(), ExitCode.UNREACHABLE);
    }
    MirrorCycle.Parts parts =
        new MirrorCycle.Parts(
            bringing.from(),
            set.gate(),
            set.stores().open(place),
            bringing.region(),
            set.stores().lanes());
    return copy(
        bringing, new MirrorCycle(parts).run(order, set.clock().instant(), bringing.deadline()));
  }

  private static RegionCopy copy(Bringing bringing, ReplicateReport report) {
    return new RegionCopy(bringing.set().id().set(), bringing.region(), report, code(report));
  }

  private static RegionCopy failed(Bringing bringing, String why, ExitCode code) {
    return new RegionCopy(
        bringing.set().id().set(),
        bringing.region(),
        ReplicateReport.held("the destination: " + why),
        code);
  }

  private static ExitCode code(ReplicateReport report) {
    return switch (report.outcome()) {
      case Outcome.UpToDate _, Outcome.Applied _ -> ExitCode.DONE;
      case Outcome.Planned _ -> ExitCode.PENDING;
      case Outcome.Refused _ -> ExitCode.REFUSED;
      case Outcome.NothingPublished _, Outcome.Held _ -> ExitCode.UNREACHABLE;
      case Outcome.RolledBack _, Outcome.Mixed _ -> ExitCode.FAILED;
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
