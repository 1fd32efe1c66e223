package io.fairlead.cli.artifact;

import io.fairlead.artifact.Manifest;
import io.fairlead.artifact.Note;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.Publication;
import io.fairlead.artifact.PublishTerms;
import io.fairlead.artifact.Published;
import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.Document;
import io.fairlead.cli.operate.Confirmation;
import io.fairlead.cli.operate.OperatorOptions;
import io.fairlead.cycle.PublishContent;
import io.fairlead.cycle.PublishCycle;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.PublishReport.Outcome;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import io.fairlead.wiring.artifact.SetParts;
import io.fairlead.wiring.topology.SigningKey;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Publishes a version of a set: shows what it would be, asks, does it. */
public final class PublishRun {
  private final DeclaredSets sets;
  private final SetParts set;
  private final OperatorOptions options;
  private final How how;
  private final boolean json;
  private UnaryOperator<PublishTerms> office = UnaryOperator.identity();
  private @Nullable ArtifactStore instead;
  private boolean beginsEpoch;

  /**
   * How to publish.
   *
   * @param scrub whether to read all that the store has, and to upload again what is damaged there
   */
  public record How(OperatorOptions options, CopyOptions copy, boolean scrub, boolean json) {}

  /** A run for one set. */
  public PublishRun(DeclaredSets sets, SetParts set, How how) {
    this.sets = sets;
    this.set = set;
    this.options = how.options();
    this.how = how;
    this.json = how.json();
  }

  /** The same, by which the region takes the master's office over. */
  public PublishRun takingOffice() {
    office = PublishTerms::takingOffice;
    beginsEpoch = true;
    return this;
  }

  /**
   * The same, into a store that is made anew.
   *
   * @param store the lost one, as if it had the version of a copy
   * @param seen the highest version that any region is known to have begun
   */
  PublishRun rebuilding(ArtifactStore store, long seen) {
    instead = store;
    office = terms -> terms.rebuilding(seen);
    beginsEpoch = true;
    return this;
  }

  /**
   * Publishes some content.
   *
   * @param maxDelete percentage that the operator allows to go away
   */
  public ExitCode publish(PublishContent content, int maxDelete) {
    if (set.declared().sign().isEmpty()) {
      throw new Stop(
          ExitCode.USAGE,
          "set '%s' has no key to sign with: add 'sign' where it is published, or --key"
              .formatted(set.id().set()));
    }
    for (SigningKey key : set.declared().sign()) {
      set.stores()
          .objection(key.place())
          .ifPresent(
              why -> {
                throw new Stop(ExitCode.UNREACHABLE, said("key " + key.id() + ": " + why));
              });
    }
    if (beginsEpoch) {
      new KeyCheck(set, sets).tried(sets.deadline());
    }
    ArtifactStore store = instead == null ? set.store() : instead;
    PublishCycle cycle =
        new PublishCycle(
            new PublishCycle.Parts(store, set.gate(), set.signers(), set.stores().lanes()));
    if (instead == null) {
      mindLostPointer();
    }
    PublishReport planned = cycle.run(content, order(maxDelete, true), sets.deadline());
    if (planned.outcome() instanceof Outcome.Unchanged && how.scrub() && !options.dryRun()) {
      return published(cycle, content, maxDelete);
    }
    if (!(planned.outcome() instanceof Outcome.Planned)) {
      return ended(planned);
    }
    if (!json) {
      surroundings().out().print(plan(planned));
    }
    if (options.dryRun()) {
      return ended(planned);
    }
    Confirmation.ask("Publish it?", options.yes(), surroundings());
    return published(cycle, content, maxDelete);
  }

  /** A store that has later versions than the first, and points at none, was not begun just now. */
  private void mindLostPointer() {
    String name = set.id().set();
    if (set.store().pointer(name, sets.deadline())
            instanceof
            Reading.Known<Optional<ManifestStore.Held>>(Optional<ManifestStore.Held> held)
        && held.isEmpty()
        && set.store().manifests(name, sets.deadline())
            instanceof Reading.Known<List<Pointer>>(List<Pointer> all)) {
      all.stream()
          .mapToLong(Pointer::version)
          .filter(version -> version > 1)
          .max()
          .ifPresent(
              newest -> {
                throw new Stop(
                    ExitCode.REFUSED,
                    said(
                        "the store has manifests up to version %d and points at none, and regions would refuse a version 1: put its pointer back, or make it anew with 'fairlead artifacts rebuild %s --region …'"
                            .formatted(newest, name)));
              });
    }
  }

  private ExitCode published(PublishCycle cycle, PublishContent content, int maxDelete) {
    PublishReport report;
    try (ProgressLine line = new ProgressLine(surroundings())) {
      PublishContent metered = new MeteredContent(content, CopyRun.meter(how.copy(), line));
      report = cycle.run(metered, order(maxDelete, false), sets.deadline());
    }
    return ended(report);
  }

  private Surroundings surroundings() {
    return sets.surroundings();
  }

  private PublishCycle.Order order(int maxDelete, boolean dry) {
    Note note = new Note(options.operator(surroundings()), options.reason());
    return new PublishCycle.Order(
        office.apply(set.terms(maxDelete)),
        new Publication.Signing(note, surroundings().clock().instant()),
        dry,
        how.scrub());
  }

  private String plan(PublishReport report) {
    Published before = report.before();
    Manifest next = report.next();
    String versions =
        before == null || next == null
            ? "version 1"
            : "version %d → %d".formatted(before.manifest().version(), next.version());
    return "%s  %s%s  %s%n%s%s"
        .formatted(
            set.id().set(),
            versions,
            office(report),
            DifferenceText.summary(report.difference()),
            beginsEpoch ? new KeyCheck(set, sets).text() : "",
            DifferenceText.text(report.difference()));
  }

  /** Who hands over to whom; what the one before published last is what the next begins with. */
  private static String office(PublishReport report) {
    Published before = report.before();
    Manifest next = report.next();
    return before == null
            || next == null
            || before.manifest().edition().epoch() == next.edition().epoch()
        ? ""
        : "  master %s → %s, epoch %d → %d"
            .formatted(
                before.manifest().edition().master(),
                next.edition().master(),
                before.manifest().edition().epoch(),
                next.edition().epoch());
  }

  private ExitCode ended(PublishReport report) {
    return switch (report.outcome()) {
      case Outcome.Done(Published published) ->
          answered(
              report,
              "published version %d, valid until %s: %s uploaded, %s"
                  .formatted(
                      published.manifest().version(),
                      published.manifest().edition().expires(),
                      Sizes.objects(report.uploaded().objects()),
                      Sizes.bytes(report.uploaded().bytes())));
      case Outcome.Planned() -> answered(report, "nothing was published (--dry-run)");
      case Outcome.Unchanged() ->
          answered(
              report,
              set.id().set()
                  + ": nothing has changed, nothing was published"
                  + (report.uploaded().objects() == 0
                      ? ""
                      : "; damaged in the store, uploaded again: "
                          + Sizes.objects(report.uploaded().objects())));
      case Outcome.Refused(String why) -> throw new Stop(ExitCode.REFUSED, said(why));
      case Outcome.Overtaken() ->
          throw new Stop(
              ExitCode.CONFLICT,
              said("somebody else has published at the same time: see 'fairlead artifacts list'"));
      case Outcome.Unreachable(String why) -> throw new Stop(ExitCode.UNREACHABLE, said(why));
      case Outcome.Unknown(String why) ->
          throw new Stop(
              ExitCode.UNREACHABLE,
              said("it may be published or not (" + why + "): see 'fairlead artifacts list'"));
    };
  }

  private String said(String why) {
    return "set '" + set.id().set() + "': " + why;
  }

  private ExitCode answered(PublishReport report, String sentence) {
    if (json) {
      Document.About about =
          new Document.About(
              set.id().fleet(),
              surroundings().clock().instant(),
              0,
              sets.topology().fleet().digest());
      ObjectNode node = Document.of("publish", about).put("set", set.id().set());
      node.put("outcome", word(report.outcome()));
      Published before = report.before();
      node.put("before", before == null ? 0 : before.manifest().version());
      node.put("version", version(report));
      DifferenceText.json(node, report.difference());
      node.put("uploadedObjects", report.uploaded().objects());
      node.put("uploadedBytes", report.uploaded().bytes());
      surroundings().out().println(Document.text(node));
    } else {
      surroundings().out().println(sentence);
    }
    return ExitCode.DONE;
  }

  /** The set's version after the run. */
  private static long version(PublishReport report) {
    Published before = report.before();
    return report.outcome() instanceof Outcome.Done(Published published)
        ? published.manifest().version()
        : before == null ? 0 : before.manifest().version();
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> "published";
      case Outcome.Planned _ -> "planned";
      case Outcome.Unchanged _ -> "unchanged";
      default -> throw new IllegalStateException("an error is told as such");
    };
  }
}
