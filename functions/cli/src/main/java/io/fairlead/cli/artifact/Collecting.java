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
import io.fairlead.wiring.artifact.SetParts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Deletes from the stores of sets, or from a region's own, what no version that is kept needs:
 * shows it, asks, does it.
 */
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

  /**
   * Collects the stores of some sets; each of them with all sets that it has.
   *
   * @param region collects this region's own stores instead; null = the master's
   */
  public ExitCode collect(List<SetParts> some, @Nullable String region, CollectOptions how) {
    ArrayNode stores = document();
    List<String> done = new ArrayList<>();
    for (SetParts set : some) {
      for (CollectedStore store : stores(set, region)) {
        if (!done.contains(store.place())) {
          done.add(store.place());
          CollectReport report = collected(store, how);
          if (json) {
            ObjectNode node = stores.addObject().put("store", store.place());
            add(region == null ? node : node.put("region", region), report);
          }
        }
      }
    }
    if (region != null && done.isEmpty()) {
      print("region " + region + " has no store of its own: nothing is collected there\n");
    }
    if (json) {
      ObjectNode node = Document.of("collect", about());
      node.set("stores", stores);
      sets.surroundings().out().println(Document.text(node));
    }
    return ExitCode.DONE;
  }

  private List<CollectedStore> stores(SetParts set, @Nullable String region) {
    if (region == null) {
      return List.of(CollectedStore.masters(set, sets));
    }
    return sets.regions(set, region).stream()
        .flatMap(each -> CollectedStore.ofRegion(set, each).stream())
        .toList();
  }

  private CollectReport collected(CollectedStore store, CollectOptions how) {
    CollectCycle cycle = new CollectCycle(store.parts());
    CollectReport planned = run(cycle, how, true);
    print(
        "%s: %d versions are kept, with %s, %s%n"
            .formatted(
                store.place(),
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

  static String nothing(String why) {
    return "nothing was deleted: " + why;
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
