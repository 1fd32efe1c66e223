package io.fairlead.cli.artifact;

import io.fairlead.artifact.Manifest;
import io.fairlead.artifact.ManifestVerdict;
import io.fairlead.artifact.Published;
import io.fairlead.cli.Complaints;
import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.answer.Document;
import io.fairlead.cli.answer.Table;
import io.fairlead.cycle.PublishedSet;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import io.fairlead.wiring.artifact.SetParts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists the versions of sets, newest first. */
public final class SetVersions {
  /** Versions of a set listed at most. */
  private static final int MOST = 20;

  private final DeclaredSets sets;
  private final boolean json;

  /** Answers for people, or for programs. */
  public SetVersions(DeclaredSets sets, boolean json) {
    this.sets = sets;
    this.json = json;
  }

  /** Every set's versions. */
  public ExitCode list(List<SetParts> some) {
    var fleet = sets.topology().fleet();
    ObjectNode node =
        Document.of(
            "artifacts",
            new Document.About(
                fleet.name(), sets.surroundings().clock().instant(), 0, fleet.digest()));
    ArrayNode versions = node.putArray("versions");
    ObjectNode collected = node.putObject("collected");
    Table table =
        new Table(List.of(1, 2, 3))
            .row("SET", "VERSION", "OBJECTS", "SIZE", "CREATED", "EXPIRES", "BY", "REASON");
    for (SetParts set : some) {
      PublishedSet.History history = versions(set);
      for (Published each : history.versions()) {
        Manifest manifest = each.manifest();
        row(table, manifest);
        add(versions.addObject(), manifest);
      }
      if (history.collected() > 0) {
        collected.put(set.id().set(), history.collected());
      }
    }
    sets.surroundings().out().print(json ? Document.text(node) + "\n" : table.text(""));
    if (!json) {
      for (Map.Entry<String, JsonNode> each : collected.properties()) {
        sets.surroundings()
            .out()
            .printf("%s: versions up to %s were collected%n", each.getKey(), each.getValue());
      }
    }
    return ExitCode.DONE;
  }

  private PublishedSet.History versions(SetParts set) {
    PublishedSet published = new PublishedSet(set.store(), set.gate());
    return switch (published.pointer(sets.deadline())) {
      case Reading.Unreadable<Optional<ManifestStore.Held>>(String why) ->
          throw new Stop(ExitCode.UNREACHABLE, "set '" + set.id().set() + "': " + why);
      case Reading.Known<Optional<ManifestStore.Held>>(Optional<ManifestStore.Held> held) ->
          held.map(at -> from(set, published, at))
              .orElse(new PublishedSet.History(List.of(), Optional.empty(), 0));
    };
  }

  private PublishedSet.History from(SetParts set, PublishedSet published, ManifestStore.Held held) {
    return switch (published.at(held.pointer(), sets.deadline())) {
      case PublishedSet.Looked.Unreadable(String why) ->
          throw new Stop(ExitCode.UNREACHABLE, "set '" + set.id().set() + "': " + why);
      case PublishedSet.Looked.Refused(ManifestVerdict.Refused why) ->
          throw new Stop(
              ExitCode.REFUSED,
              "set '%s': version %d is not the master's: %s"
                  .formatted(set.id().set(), held.pointer().version(), why.sentence()));
      case PublishedSet.Looked.Found(Published newest, _) -> {
        PublishedSet.History history = published.before(newest, MOST, sets.deadline());
        history
            .broken()
            .ifPresent(
                why ->
                    new Complaints(sets.surroundings(), json)
                        .remark("older versions of " + set.id().set() + ": " + why));
        yield history;
      }
    };
  }

  private static void row(Table table, Manifest manifest) {
    table.row(
        manifest.id().set(),
        Long.toString(manifest.version()),
        Integer.toString(manifest.objects().count()),
        Sizes.bytes(manifest.bytes()),
        manifest.edition().created().toString(),
        manifest.edition().expires().toString(),
        manifest.note().by(),
        manifest.note().reason());
  }

  private static void add(ObjectNode node, Manifest manifest) {
    node.put("set", manifest.id().set())
        .put("version", manifest.version())
        .put("objects", manifest.objects().count())
        .put("bytes", manifest.bytes())
        .put("created", manifest.edition().created().toString())
        .put("expires", manifest.edition().expires().toString())
        .put("by", manifest.note().by())
        .put("reason", manifest.note().reason());
  }
}
