package io.fairlead.cli.answer;

import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.cycle.CycleOutcome;
import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.journal.Latch;
import io.fairlead.port.EvacuationFlags.Copy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The state of a fleet as {@code fairlead status} prints it. */
public final class StatusText {
  /** The heads of its table. */
  public static final List<String> COLUMNS =
      List.of("PARTITION", "REGION", "VERDICT", "ADDRESS", "WANT", "SET", "ANSWERED");

  private static final int MOST_NODES = 12;

  private final Snapshot snapshot;
  private final StringBuilder text = new StringBuilder();

  private final LeftToRungOne left;
  private final List<CopyRows.Row> copies;

  private StatusText(Snapshot snapshot, LeftToRungOne left) {
    this.snapshot = snapshot;
    this.left = left;
    this.copies = CopyRows.of(snapshot);
  }

  /** Its lines, each ended by a newline. */
  public static String of(Snapshot snapshot, SteerReport report, Answers answers) {
    StatusText status = new StatusText(snapshot, LeftToRungOne.of(report));
    status.head();
    status.topologies();
    status.table(StatusRow.of(snapshot, report, answers::percent));
    status.rungOne();
    status.nodes();
    status.tail();
    status.copies();
    status.latches();
    if (snapshot.registerRead() && !report.outcome().steered() && report.decision() == null) {
      status.line(notSteering(report.outcome()));
    }
    return status.text.toString();
  }

  /** Another file on this machine stops nobody: the regions have theirs. */
  private static String notSteering(CycleOutcome outcome) {
    return outcome instanceof CycleOutcome.ForeignTopology(String active, String mine)
        ? "WANT NOT KNOWN regions steer by topology "
            + Words.digest(active)
            + ", this file is "
            + Words.digest(mine)
            + ": use theirs, or deploy this one and run 'fairlead activate'"
        : "NOT STEERING " + outcome.text();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void head() {
    Fleet fleet = snapshot.fleet();
    String ticks =
        fleet.regions().keySet().stream().map(this::tick).collect(Collectors.joining(", "));
    String epoch = snapshot.registerRead() ? "" + snapshot.epoch() : "not known";
    line(fleet.name() + "  epoch " + epoch + "  ticks: " + ticks);
  }

  /** Which region has which topology, where they are not all of the active one. */
  private void topologies() {
    String active = snapshot.state().topology();
    String mine = snapshot.fleet().digest();
    boolean one =
        mine.equals(active)
            && snapshot.observations().values().stream()
                .allMatch(entry -> entry.topologyDigest().equals(active));
    if (!one) {
      line(
          "TOPOLOGIES DIFFER "
              + snapshot.observations().values().stream()
                  .map(entry -> entry.observer() + " " + Words.digest(entry.topologyDigest()))
                  .collect(Collectors.joining(", "))
              + (snapshot.registerRead() ? "; active is " + Words.digest(active) : "")
              + ", this file is "
              + Words.digest(mine));
    }
  }

  private String tick(String observer) {
    Duration age = snapshot.age(observer);
    String shown = age == null ? "" : " " + Words.age(age);
    Observation entry = snapshot.observations().get(observer);
    String blind = entry != null && entry.blind() ? " BLIND" : "";
    return observer + (snapshot.silent(observer) ? " SILENT" : blind) + shown;
  }

  private void table(List<StatusRow> rows) {
    Table table = new Table(List.of(4, 5, 6));
    table.row(COLUMNS.toArray(String[]::new));
    String before = "";
    for (StatusRow row : rows) {
      String partition = row.partition().id().toString();
      table.row(
          partition.equals(before) ? "" : partition,
          row.region(),
          Words.of(row.verdict()) + (left.way(row.deployment()) == null ? "" : ", rung 1"),
          row.addressText(),
          StatusRow.number(row.wanted()),
          row.out() ? "out" : StatusRow.number(row.set()),
          StatusRow.number(row.answered()));
      before = partition;
    }
    text.append(table.text(""));
  }

  private void rungOne() {
    left.ways()
        .forEach(
            (where, way) ->
                line("RUNG 1 " + where.service() + " in " + where.region() + ": " + way));
  }

  /** Nodes that are not Up: what serves may well be Up beside them. */
  private void nodes() {
    List<String> broken = new ArrayList<>();
    snapshot
        .state()
        .verdicts()
        .forEach(
            (subject, entry) -> {
              if (subject instanceof Subject.OfNode(var region, var node)
                  && entry.verdict() != Verdict.UP) {
                String since = " since " + Words.time(entry.since());
                broken.add(
                    region
                        + "/"
                        + node
                        + " "
                        + Words.of(entry.verdict())
                        + (snapshot.registerRead() ? since : ""));
              }
            });
    if (!broken.isEmpty()) {
      line("NODES " + shown(broken));
    }
  }

  private void tail() {
    if (snapshot.registerRead()) {
      journaled();
    } else {
      line(
          "WITHOUT REGISTER verdicts are what observers see now; intents, drains and latches are not"
              + " known; nothing changes but by 'fairlead evacuate' and 'restore'");
      snapshot.observations().keySet().forEach(this::sees);
      if (snapshot.frozen()) {
        line("FROZEN " + snapshot.freezeText());
      }
    }
    new TreeSet<>(snapshot.personalHolds().map(Copy::flag).toList()).forEach(this::heldOut);
  }

  /** A hold that two stores have, or may have, or what is left of one in a single store. */
  private void heldOut(RegionGroup flag) {
    SortedMap<String, String> holders = snapshot.current().flags().holders(flag);
    SortedSet<String> by = new TreeSet<>(holders.values());
    if (snapshot.current().flags().heldBy(flag).isPresent()) {
      by.forEach(name -> line("HELD OUT " + flag + " by " + name + ", until 'fairlead restore'"));
    } else {
      line(
          "LEFT OVER %s by %s in flag store %s alone, which holds nothing out; 'fairlead restore %s' takes it away"
              .formatted(flag, by.first(), holders.firstKey(), flag.region()));
    }
  }

  /** What one observer that speaks sees, where no majority of them could be read. */
  private void sees(String observer) {
    Observation entry = snapshot.observations().get(observer);
    if (entry == null || entry.blind() || snapshot.silent(observer)) {
      return;
    }
    SortedSet<Subject> down = new TreeSet<>();
    entry
        .targets()
        .forEach(
            (target, record) -> {
              if (record.opinion() == Verdict.DOWN) {
                down.add(target.subject());
              }
            });
    line(
        "SEES "
            + observer
            + ": "
            + (down.isEmpty()
                ? "nothing Down"
                : "Down " + shown(down.stream().map(Subject::text).toList()))
            + ", of "
            + Words.count(entry.targets().size(), "target"));
  }

  private static String shown(List<String> all) {
    int more = all.size() - MOST_NODES;
    return String.join(", ", all.subList(0, Math.min(MOST_NODES, all.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }

  /** Copies that are behind, or of which nobody can tell. */
  private void copies() {
    List<String> remarkable =
        copies.stream().filter(CopyRows.Row::isRemarkable).map(CopyRows.Row::text).toList();
    remarkable.stream().limit(MOST_NODES).forEach(copy -> line("COPY " + copy));
    if (remarkable.size() > MOST_NODES) {
      line("COPY " + (remarkable.size() - MOST_NODES) + " more are behind or not known");
    }
  }

  private void journaled() {
    String frozen = snapshot.frozen() ? snapshot.freezeText() : "no";
    String drains =
        snapshot.state().drains().values().stream()
            .filter(drain -> drain.activeAt(snapshot.at()))
            .map(drain -> drain.subject() + " by " + drain.by())
            .collect(Collectors.joining(", "));
    line(
        "INTENTS %d open   FROZEN %s   DRAINS %s   LAG %s"
            .formatted(
                snapshot.state().intents().size(),
                frozen,
                drains.isEmpty() ? "none" : drains,
                CopyRows.worst(copies)));
  }

  private void latches() {
    Map<String, List<Latch>> alike = new TreeMap<>();
    for (Latch latch : snapshot.state().latches().values()) {
      String key = latch.where().region() + " " + latch.since() + " " + returns(latch);
      alike.computeIfAbsent(key, _ -> new ArrayList<>()).add(latch);
    }
    for (List<Latch> together : alike.values()) {
      Latch first = together.getFirst();
      String what =
          together.stream().map(l -> l.where().service()).collect(Collectors.joining(", "));
      line(
          "LATCHED %s (%s) since %s, %s"
              .formatted(first.where().region(), what, Words.time(first.since()), returns(first)));
    }
  }

  private String returns(Latch latch) {
    Fleet fleet = snapshot.fleet();
    RegionGroup flag = LatchWords.flag(fleet, latch);
    if (snapshot.current().flags().heldBy(flag).isPresent()) {
      return "until 'fairlead restore'";
    }
    List<Integer> steps = fleet.safety().ramp().steps();
    if (latch.step() > 0) {
      int at = steps.get(Math.min(latch.step(), steps.size()) - 1);
      return "returning, at " + at + " %";
    }
    String clean = Words.span(fleet.safety().ramp().cleanFor());
    return LatchWords.waitsForFailback(fleet, latch)
        ? "until 'fairlead failback'"
        : "ramp returns it after " + clean + " clean";
  }
}
