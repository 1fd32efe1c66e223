package io.fairlead.cli.artifact;

import io.fairlead.cli.Complaints;
import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.operate.HistoryNote;
import io.fairlead.cli.operate.OperatorOptions;
import io.fairlead.cycle.PublishCycle;
import io.fairlead.cycle.RegionalSink;
import io.fairlead.cycle.StandingCopy;
import io.fairlead.cycle.StoreRebuild;
import io.fairlead.local.artifact.FolderSink;
import io.fairlead.port.Reading;
import io.fairlead.wiring.artifact.SetParts;
import io.fairlead.wiring.topology.ArtifactPlace;
import io.fairlead.wiring.topology.Replication;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Stores that were lost, made anew from a region's copy by the master. Journaled with operator and
 * reason, for it begins an epoch of the master's office.
 */
public final class LostStores {
  private final DeclaredSets sets;
  private final OperatorOptions options;
  private final boolean json;

  /** Of some sets. */
  public LostStores(DeclaredSets sets, OperatorOptions options, boolean json) {
    this.sets = sets;
    this.options = options;
    this.json = json;
    if (options.reason().isBlank()) {
      throw new Stop(
          ExitCode.USAGE, "rebuild begins an epoch of the master's office: say why with --reason.");
    }
  }

  /** Makes a set's store anew from the copy of a region. */
  public ExitCode rebuild(SetParts set, String region) {
    if (!set.declared().regions().containsKey(region)) {
      throw new Stop(
          ExitCode.USAGE, "set '%s' does not go to %s".formatted(set.id().set(), region));
    }
    StoreRebuild.Copy from = new StoreRebuild.Copy(region, copy(set, region));
    return switch (StoreRebuild.of(parts(set), from, sets.deadline())) {
      case StoreRebuild.Refused(String why) -> throw stop(set, ExitCode.REFUSED, why);
      case StoreRebuild.Unreachable(String why) -> throw stop(set, ExitCode.UNREACHABLE, why);
      case StoreRebuild.Ready ready -> published(set, from, ready);
    };
  }

  private static PublishCycle.Parts parts(SetParts set) {
    return new PublishCycle.Parts(set.store(), set.gate(), List.of(), set.stores().lanes());
  }

  private ExitCode published(SetParts set, StoreRebuild.Copy from, StoreRebuild.Ready ready) {
    long seen = seen(set, from, ready);
    PublishRun.How how = new PublishRun.How(options, new CopyOptions(), false, json);
    ExitCode code =
        new PublishRun(sets, set, how)
            .rebuilding(ready.store(), seen)
            .publish(ready.content(), 100);
    if (code == ExitCode.DONE && !options.dryRun()) {
      note(set, from.region());
    }
    return code;
  }

  /**
   * The highest version that regions have begun, as far as they can be read.
   *
   * @throws Stop where one of them shows a later version
   */
  private long seen(SetParts set, StoreRebuild.Copy from, StoreRebuild.Ready ready) {
    long newest = ready.newest().pointer().version();
    long seen = newest;
    for (String region : set.declared().regions().keySet()) {
      StandingCopy other = region.equals(from.region()) ? from.copy() : copy(set, region);
      switch (other.newest(sets.deadline())) {
        case Reading.Unreadable<Optional<StandingCopy.Stood>>(String why) ->
            remark("%s was not looked at: %s".formatted(region, why));
        case Reading.Known<Optional<StandingCopy.Stood>>(Optional<StandingCopy.Stood> stood) -> {
          if (stood.isEmpty()) {
            remark(
                "no copy of %s is seen from here: whether it has a later one is not known"
                    .formatted(region));
            continue;
          }
          seen = Math.max(seen, stood.get().begun());
          if (stood.get().pointer().version() > newest) {
            throw stop(
                set,
                ExitCode.REFUSED,
                "%s has version %d and %s has %d: make the store anew from %s"
                    .formatted(
                        region, stood.get().pointer().version(), from.region(), newest, region));
          }
        }
      }
    }
    return seen;
  }

  private StandingCopy copy(SetParts set, String region) {
    Replication.Destination into =
        Objects.requireNonNull(set.declared().regions().get(region), "a declared region");
    return switch (into.into()) {
      case ArtifactPlace.Folder(var folder) -> {
        FolderSink sink = FolderSink.looking(folder, set.clock());
        yield StandingCopy.of(new RegionalSink(sink, sink.originals(), into.values()));
      }
      case ArtifactPlace.S3 _, ArtifactPlace.Blobs _ -> {
        Optional<String> objection = set.stores().objection(into.into());
        if (objection.isPresent()) {
          throw stop(set, ExitCode.UNREACHABLE, objection.get());
        }
        yield StandingCopy.of(set.stores().open(into.into()), set.id().set());
      }
    };
  }

  private void note(SetParts set, String region) {
    new HistoryNote(sets.topology(), options, sets.surroundings())
        .write("set/" + set.id().set(), "the store is made anew from " + region)
        .ifPresent(
            why ->
                remark(
                    "the fleet's history does not tell that the store of %s was made anew: %s"
                        .formatted(set.id().set(), why)));
  }

  private void remark(String sentence) {
    new Complaints(sets.surroundings(), json).remark(sentence);
  }

  private static Stop stop(SetParts set, ExitCode code, String why) {
    return new Stop(code, "set '" + set.id().set() + "': " + why);
  }
}
