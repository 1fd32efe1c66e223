package io.fairlead.cli.answer;

import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.fleet.Mode;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.PartitionId;
import io.fairlead.health.Judgement;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.journal.OperatorRequest;
import io.fairlead.plan.Action;
import io.fairlead.plan.Change;
import io.fairlead.plan.Decision;
import io.fairlead.plan.Plan;
import io.fairlead.plan.PlanReason;
import io.fairlead.plan.View;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A plan as {@code fairlead plan} prints it. */
public final class PlanText {
  private final Snapshot snapshot;
  private final View view;
  private final Decision decision;
  private final StringBuilder text = new StringBuilder();

  private PlanText(Snapshot snapshot, View view, Decision decision) {
    this.snapshot = snapshot;
    this.view = view;
    this.decision = decision;
  }

  /** Its lines, each ended by a newline. */
  public static String of(Snapshot snapshot, View view, Decision decision) {
    return new PlanText(snapshot, view, decision).text();
  }

  private String text() {
    head();
    view.judgements().forEach(this::verdict);
    rungOne();
    rungTwo();
    decision.plan().notes().forEach(note -> line("note    " + named(note)));
    CopyRows.of(snapshot).forEach(copy -> line("copy    " + copy.text()));
    after();
    text.append(GuardText.of(decision.guard()));
    if (snapshot.frozen()) {
      line("frozen  " + snapshot.freezeText() + ": nothing of this is carried out");
    } else if (view.fleet().mode() == Mode.OBSERVE) {
      line("mode    observe: nothing of this is carried out");
    }
    tail();
    return text.toString();
  }

  /** A note with what a request asks for instead of its id. */
  private String named(String note) {
    String named = note;
    for (OperatorRequest each : snapshot.state().requests()) {
      named = named.replace("request " + each.id(), each.verb() + " " + each.subject());
    }
    return named;
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void head() {
    Duration newest =
        snapshot.observations().keySet().stream()
            .map(snapshot::age)
            .filter(Objects::nonNull)
            .min(Duration::compareTo)
            .orElse(Duration.ZERO);
    line(Heading.of(snapshot) + "  seen " + Words.age(newest) + " ago");
  }

  private void verdict(Subject subject, Judgement judgement) {
    if (!(subject instanceof Subject.OfRegion region) || judgement.verdict() == Verdict.UP) {
      return;
    }
    long votes = judgement.votes().stream().filter(v -> v.opinion() == judgement.verdict()).count();
    String own = "";
    if (snapshot.silent(region.region())) {
      Duration age = snapshot.age(region.region());
      own = ", own observer silent" + (age == null ? "" : " " + Words.age(age));
    }
    if (votes == 0) {
      line(region.region() + "  " + Words.of(judgement.verdict()) + "  " + judgement.detail());
      return;
    }
    line(
        "%s  %s  %d of %d votes (need %d)%s"
            .formatted(
                region.region(),
                Words.of(judgement.verdict()),
                votes,
                judgement.votes().size(),
                judgement.needed(),
                own));
  }

  private void rungOne() {
    List<Action> moves =
        decision.plan().actions().stream().filter(action -> action.rung() == 1).toList();
    if (moves.isEmpty()) {
      line("rung 1  none");
    }
    for (Action action : moves) {
      if (action.change() instanceof Change.Move(var address, var from, var to)) {
        line("rung 1  " + address + "  " + (from == null ? "nothing" : from) + " → " + to);
        line("        " + reasons(action));
      }
    }
  }

  private void rungTwo() {
    boolean none = true;
    for (Action action : decision.plan().actions()) {
      switch (action.change()) {
        case Change.Move _ -> {}
        case Change.Weights weights -> {
          none = false;
          partitions(weights).forEach((_, id) -> partition(weights, id));
          line("        " + reasons(action));
        }
        case Change.Raise(var flag) -> {
          none = false;
          line("rung 2  flag " + flag + "  absent → raised");
          line("        " + reasons(action));
        }
        case Change.Lower(var flag, long upto) -> {
          none = false;
          line("rung 2  flag " + flag + "  ours up to epoch " + upto + " → absent");
          line("        " + reasons(action));
        }
      }
    }
    if (none) {
      line("rung 2  none");
    }
  }

  private static String reasons(Action action) {
    return action.reasons().stream().map(PlanReason::text).collect(Collectors.joining("; "));
  }

  /** The partitions whose records a change touches, by DNS name. */
  private SortedMap<String, PartitionId> partitions(Change.Weights weights) {
    SortedMap<String, PartitionId> touched = new TreeMap<>();
    for (RecordChange change : weights.records()) {
      view.fleet()
          .partitions()
          .filter(partition -> partition.dnsName().equals(change.key().name()))
          .forEach(partition -> touched.put(partition.dnsName(), partition.id()));
    }
    return touched;
  }

  private void partition(Change.Weights weights, PartitionId id) {
    Partition partition = view.fleet().service(id.service()).partitions().get(id.partition());
    if (partition == null) {
      return;
    }
    RecordType type = SetShares.typeOf(partition, view.current());
    SortedMap<String, Integer> wanted = weights.shares().getOrDefault(id, new TreeMap<>());
    Table table = new Table(List.of());
    List<RecordChange> changes =
        weights.records().stream()
            .filter(change -> change.key().name().equals(partition.dnsName()))
            .filter(change -> change.key().type() == type)
            .toList();
    changes.forEach(change -> record(table, partition, change, wanted));
    String ttl = RecordWords.ttl(changes, partition.ttl());
    line("rung 2  " + partition.dnsName() + " " + type + " " + ttl);
    text.append(table.text("  "));
  }

  private void record(
      Table table, Partition partition, RecordChange change, SortedMap<String, Integer> wanted) {
    String region = change.key().setIdentifier();
    String sign = change.before() == null ? "+" : change.after() == null ? "-" : "~";
    String old =
        SetShares.of(partition, change.key().type(), view.current())
            .map(set -> set.text(region))
            .orElse("?");
    boolean raised = decision.plan().actions().stream().anyMatch(a -> raises(a, region));
    String next = raised ? "out" : wanted.getOrDefault(region, 0) + " %";
    String how = raised ? "evacuation flag: create" : RecordWords.change(change);
    table.row(sign + " " + region, "%5s → %s".formatted(old, next), how);
  }

  private static boolean raises(Action action, String region) {
    return action.change() instanceof Change.Raise(var flag) && flag.region().equals(region);
  }

  private void after() {
    Plan plan = decision.plan();
    String load =
        new TreeSet<>(plan.load().keySet())
            .stream()
                .map(
                    where -> where.replace("deployment/", "") + " " + plan.load().get(where) + " %")
                .collect(Collectors.joining(", "));
    int overflow = plan.overflow().values().stream().mapToInt(Integer::intValue).sum();
    line(
        "after   %s of tested capacity (cap %d %%), overflow %d"
            .formatted(
                load.isEmpty() ? "nothing" : load,
                view.fleet().safety().capacityPercent(),
                overflow));
  }

  private void tail() {
    int changes = 0;
    int deletions = 0;
    for (Action action : decision.plan().actions()) {
      if (action.change() instanceof Change.Weights weights) {
        changes += weights.records().size();
        deletions += (int) weights.records().stream().filter(c -> c.after() == null).count();
      } else {
        changes++;
      }
    }
    List<String> unreadable = decision.plan().unreadable();
    unreadable.forEach(why -> line("unread  " + why));
    line(
        "%s, %s, %d unreadable  (plan %s)"
            .formatted(
                Words.count(changes, "change"),
                Words.count(deletions, "deletion"),
                unreadable.size(),
                Words.id(decision.plan().id())));
  }
}
