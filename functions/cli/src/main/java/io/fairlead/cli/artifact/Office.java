package io.fairlead.cli.artifact;

import io.fairlead.cli.Complaints;
import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.operate.HistoryNote;
import io.fairlead.cli.operate.OperatorOptions;
import io.fairlead.cycle.PublishContent;
import io.fairlead.wiring.artifact.SetParts;

/**
 * The master's office of a set: who takes it over, and who comes back as a follower. Either is
 * journaled with operator and reason. The topology names the master; this carries it out.
 */
public final class Office {
  private final DeclaredSets sets;
  private final String region;
  private final OperatorOptions options;
  private final boolean json;

  /** For a region. */
  public Office(DeclaredSets sets, String region, OperatorOptions options, boolean json) {
    this.sets = sets;
    this.region = region;
    this.options = options;
    this.json = json;
    if (options.reason().isBlank()) {
      throw new Stop(ExitCode.USAGE, "--as changes who is the master: say why with --reason.");
    }
  }

  /**
   * Takes over: the newest version is signed anew under the next epoch, so that every reader
   * refuses what the region before publishes from now on.
   */
  public ExitCode takeOver(SetParts set, CopyOptions copy) {
    String declared = set.declared().master();
    if (!declared.equals(region)) {
      throw new Stop(
          ExitCode.REFUSED,
          "the topology says that %s is the master of '%s': change replication.sets.%s.master to %s, deploy it and run 'fairlead activate', then this again"
              .formatted(declared, set.id().set(), set.id().set(), region));
    }
    PublishRun.How how = new PublishRun.How(options, copy, false, json);
    ExitCode code =
        new PublishRun(sets, set, how).takingOffice().publish(PublishContent.standing(), 100);
    if (code == ExitCode.DONE && !options.dryRun()) {
      note(set, "master");
    }
    return code;
  }

  /** Says that the direction is reversed: this region takes what another publishes. */
  public void follow(SetParts set) {
    if (set.declared().master().equals(region)) {
      throw new Stop(
          ExitCode.REFUSED,
          "the topology says that %s is the master of '%s': a master follows nobody"
              .formatted(region, set.id().set()));
    }
    if (!set.declared().regions().containsKey(region)) {
      throw new Stop(
          ExitCode.USAGE,
          "set '%s' does not go to %s: say where its copy goes, in replication.sets.%s.regions.%s"
              .formatted(set.id().set(), region, set.id().set(), region));
    }
    if (!options.dryRun()) {
      note(set, "follower");
    }
  }

  private void note(SetParts set, String as) {
    new HistoryNote(sets.topology(), options, sets.surroundings())
        .write("set/" + set.id().set(), region + " is " + as)
        .ifPresent(
            why ->
                new Complaints(sets.surroundings(), json)
                    .remark(
                        "the fleet's history does not tell that %s is %s of %s: %s"
                            .formatted(region, as, set.id().set(), why)));
  }
}
