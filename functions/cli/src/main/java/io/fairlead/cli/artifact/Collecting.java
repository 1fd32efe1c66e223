package io.fairlead.cli.artifact;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.answer.Document;
import io.fairlead.cli.operate.Confirmation;
import io.fairlead.cli.operate.OperatorOptions;
import io.fairlead.cycle.CollectCycle;
import io.fairlead.cycle.CollectReport;
import io.fairlead.cycle.CollectReport.Outcome;
import io.fairlead.cycle.CollectReport.Tally;
import io.fairlead.fleet.Mode;
import io.fairlead.port.ArtifactMirror;
import io.fairlead.wiring.artifact.SetParts;
import io.fairlead.wiring.topology.ArtifactPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Deletes from the stores of sets what no version that is kept needs: shows it, asks, does it. */
public final class Collecting {
  private final DeclaredSets sets;
  private final OperatorOptions options;
  private final boolean json;
  private final boolean dry;

  /** For the sets of a topology; in mode observe nothing is touched. */
  public Collecting(DeclaredSets sets, OperatorOptions options, boolean json) {
    this.sets = sets;
    this.options = options;
    this.json = json;
    this.dry = options.dryRun() || sets.topology().fleet().mode() == Mode.OBSERVE;
  }

  /** Collects the stores of some sets; each of them with all sets that it has. */
  public ExitCode collect(List<SetParts> some, CollectOptions how) {
    ArrayNode stores = document();
    List<String> done = new ArrayList<>();
    for (SetParts set : some) {
      String place = set.declared().store().text();
      if (!done.contains(place)) {
        done.add(place);
        CollectReport report = collected(set, how);
        if (json) {
          add(stores.addObject().put("store", place), report);
        }
      }
    }
    if (json) {
      ObjectNode node = Document.of("collect", about());
      node.set("stores", stores);
      sets.surroundings().out().println(Document.text(node));
    }
    return ExitCode.DONE;
  }

  private CollectReport collected(SetParts set, CollectOptions how) {
    CollectCycle cycle = new CollectCycle(parts(set));
    CollectReport planned = run(cycle, how, true);
    print(
        "%s: %d versions are kept, with %s, %s%n"
            .formatted(
                set.declared().store().text(),
                planned.kept().versions(),
                Sizes.objects(planned.kept().needed().things()),
                Sizes.bytes(planned.kept().needed().bytes())));
    print("  to be deleted: " + text(planned.due()) + "\n");
    print(
        "  needed no more: "
            + text(planned.waiting())
            + (planned.next() == null ? "" : ", to be deleted from " + planned.next() + " on")
            + "\n");
    if (dry) {
      print("  nothing was touched\n");
      return planned;
    }
    if (planned.due().things() > 0) {
      Confirmation.ask("Delete it?", options.yes(), sets.surroundings());
    }
    CollectReport report = run(cycle, how, false);
    print("  deleted: " + text(report.deleted()) + "\n");
    return report;
  }

  private CollectReport run(CollectCycle cycle, CollectOptions how, boolean only) {
    CollectReport report =
        cycle.run(how.order(only), sets.surroundings().clock().instant(), sets.deadline());
    return switch (report.outcome()) {
      case Outcome.Done _, Outcome.Planned _ -> report;
      case Outcome.Refused(String why) -> throw new Stop(ExitCode.REFUSED, nothing(why));
      case Outcome.Overtaken(String why) -> throw new Stop(ExitCode.CONFLICT, nothing(why));
      case Outcome.Unreachable(String why) -> throw new Stop(ExitCode.UNREACHABLE, nothing(why));
      case Outcome.Partly(String why) ->
          throw new Stop(
              ExitCode.UNREACHABLE,
              "%s deleted, and not all: %s; run it again after half an hour"
                  .formatted(text(report.deleted()), why));
    };
  }

  private static String nothing(String why) {
    return "nothing was deleted: " + why;
  }

  /** All sets that have the same store, with the regions' own stores that may be behind. */
  private CollectCycle.Parts parts(SetParts set) {
    String place = set.declared().store().text();
    SortedMap<String, CollectCycle.OfSet> all = new TreeMap<>();
    for (SetParts each : sets.some(null)) {
      if (each.declared().store().text().equals(place)) {
        all.put(each.id().set(), new CollectCycle.OfSet(each.gate(), mirrors(each)));
      }
    }
    return new CollectCycle.Parts(set.store(), all, set.stores().lanes());
  }

  private static SortedMap<String, ArtifactMirror> mirrors(SetParts set) {
    SortedMap<String, ArtifactMirror> mirrors = new TreeMap<>();
    set.declared()
        .regions()
        .forEach(
            (region, destination) -> {
              ArtifactPlace into = destination.into();
              if (into instanceof ArtifactPlace.Folder) {
                // A folder has whole copies, and asks the store for nothing but the newest version.
                return;
              }
              set.stores()
                  .objection(into)
                  .ifPresent(
                      why -> {
                        throw new Stop(
                            ExitCode.UNREACHABLE, nothing("the copy of " + region + ": " + why));
                      });
              mirrors.put(region, set.stores().open(into));
            });
    return mirrors;
  }

  private void print(String text) {
    if (!json) {
      sets.surroundings().out().print(text);
    }
  }

  private static String text(Tally tally) {
    return tally.things() == 0
        ? "nothing"
        : Sizes.objects(tally.things()) + ", " + Sizes.bytes(tally.bytes());
  }

  private Document.About about() {
    var fleet = sets.topology().fleet();
    return new Document.About(
        fleet.name(), sets.surroundings().clock().instant(), 0, fleet.digest());
  }

  private ArrayNode document() {
    return Document.of("collect", about()).putArray("stores");
  }

  private static void add(ObjectNode node, CollectReport report) {
    node.put("versions", report.kept().versions());
    tally(node, "kept", report.kept().needed());
    tally(node, "waiting", report.waiting());
    tally(node, "due", report.due());
    tally(node, "deleted", report.deleted());
    node.put("next", report.next() == null ? "" : report.next().toString());
  }

  private static void tally(ObjectNode node, String name, Tally tally) {
    node.putObject(name).put("objects", tally.things()).put("bytes", tally.bytes());
  }
}
