package io.fairlead.cli.artifact;

import io.fairlead.artifact.Drift;
import io.fairlead.artifact.Pointer;
import io.fairlead.cli.answer.Document;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.ReplicateReport.Copied;
import io.fairlead.cycle.ReplicateReport.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What runs of the replicate cycle found and did, for people and for programs. */
public record CopiesAnswer(List<RegionCopy> copies) {
  public CopiesAnswer {
    copies = List.copyOf(copies);
  }

  /** For people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (RegionCopy copy : copies) {
      ReplicateReport report = copy.report();
      text.append("%s  %s  %s%n".formatted(copy.set(), copy.region(), versions(report)));
      text.append(DifferenceText.text(report.difference()));
      drift(report).ifPresent(drift -> text.append("  ").append(drift).append('\n'));
      report.remarks().forEach(remark -> text.append("  ").append(remark).append('\n'));
      text.append("  ").append(sentence(report)).append('\n');
    }
    return text.toString();
  }

  /** The only copy in one line. */
  public String line() {
    RegionCopy copy = copies.getFirst();
    ReplicateReport report = copy.report();
    String drift = drift(report).map(text -> text + "; ").orElse("");
    String remarks =
        report.remarks().stream().map(text -> "; " + text).collect(Collectors.joining());
    return "%s  %s  %s  %s%s%s"
        .formatted(copy.set(), copy.region(), versions(report), drift, sentence(report), remarks);
  }

  /** For programs. */
  public ObjectNode json(String kind, Document.About about) {
    ObjectNode node = Document.of(kind, about);
    ArrayNode array = node.putArray("copies");
    for (RegionCopy copy : copies) {
      ReplicateReport report = copy.report();
      ObjectNode each = array.addObject().put("set", copy.set()).put("region", copy.region());
      each.put("outcome", report.outcome().word()).put("code", copy.code().code());
      String why = report.outcome().reason();
      each.put("why", why.isEmpty() ? null : why);
      each.put("shown", version(report.before())).put("wanted", version(report.wanted()));
      DifferenceText.json(each, report.difference());
      ObjectNode drift = each.putObject("drift");
      texts(drift.putArray("edited"), report.drift().edited());
      texts(drift.putArray("missing"), report.drift().missing());
      texts(drift.putArray("foreign"), report.drift().foreign());
      Copied copied = report.copied();
      each.put("copiedObjects", copied.objects()).put("copiedBytes", copied.bytes());
      texts(each.putArray("remarks"), report.remarks());
    }
    return node;
  }

  private static String versions(ReplicateReport report) {
    Pointer before = report.before();
    Pointer wanted = report.wanted();
    if (wanted == null || wanted.equals(before)) {
      return before == null ? "no version" : "version " + before.version();
    }
    String changes = DifferenceText.summary(report.difference());
    return before == null
        ? "version %d  %s".formatted(wanted.version(), changes)
        : "version %d → %d  %s".formatted(before.version(), wanted.version(), changes);
  }

  private static Optional<String> drift(ReplicateReport report) {
    Drift drift = report.drift();
    boolean mended = report.outcome() instanceof Outcome.Applied;
    return drift
        .text()
        .map(text -> "changed at the destination" + (mended ? ", put right: " : ": ") + text);
  }

  private static String sentence(ReplicateReport report) {
    Copied copied = report.copied();
    return switch (report.outcome()) {
      case Outcome.UpToDate() -> "up to date";
      case Outcome.NothingPublished() -> "nothing was published yet: run 'fairlead publish'";
      case Outcome.Planned() -> "nothing was touched";
      case Outcome.Applied() ->
          "applied: %s copied, %s, and %d kept"
              .formatted(
                  Sizes.objects(copied.objects()), Sizes.bytes(copied.bytes()), copied.kept());
      case Outcome.Refused(String why) -> "refused, nothing was touched: " + why;
      case Outcome.Held(String why) -> "not done, readers see what they saw: " + why;
      case Outcome.RolledBack(String why) -> "rolled back to the version before: " + why;
      case Outcome.Mixed(String why) ->
          "mixed, readers may see parts of two versions until a run ends the switch: " + why;
    };
  }

  private static long version(@Nullable Pointer pointer) {
    return pointer == null ? 0 : pointer.version();
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }
}
