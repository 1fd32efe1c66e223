package io.fairlead.cli.answer;

import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Mode;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.fleet.Safety;
import io.fairlead.health.Judge;
import io.fairlead.health.Judgement;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.Hold;
import io.fairlead.journal.Latch;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.plan.DatabaseLag;
import io.fairlead.plan.Lag;
import io.fairlead.plan.RuleResult;
import io.fairlead.plan.RuleResult.Result;
import io.fairlead.port.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers why a subject is what it is, from one snapshot. */
public final class Explainer {
  private static final int LINES = 5;
  private static final String RUNG_ONE = "rung 1";
  private static final String ADDRESS = "address";
  private static final String OBSTACLE = "obstacle";
  private static final String LAG = "replication-lag";
  private static final String COPY = "copy";
  private static final String DATABASE = "database-lag";
  private static final String REGISTER = "register";
  private static final Set<String> KEEPS_OUT = Set.of("latch", "drain", "evacuation", "damping");

  private final Snapshot snapshot;
  private final List<RuleResult> rules;
  private final LeftToRungOne left;
  private final SortedMap<Subject, Judgement> judgements;

  /**
   * Explains a snapshot.
   *
   * @param rules what the guard said of the next tick's plan; empty where there is none
   */
  public Explainer(Snapshot snapshot, List<RuleResult> rules) {
    this(snapshot, rules, new LeftToRungOne(new TreeMap<>()));
  }

  /**
   * Explains a snapshot.
   *
   * @param rules what the guard said of the next tick's plan; empty where there is none
   * @param left what is left to rung 1 now
   */
  public Explainer(Snapshot snapshot, List<RuleResult> rules, LeftToRungOne left) {
    this.left = left;
    this.snapshot = snapshot;
    this.rules = List.copyOf(rules);
    this.judgements = Judge.judge(snapshot.fleet(), snapshot.observations(), snapshot.at());
  }

  /** The subjects that one of the fleet's names stands for; a service is its deployments. */
  public static List<Subject> subjects(Fleet fleet, String named) {
    String[] parts = named.split("/", -1);
    return switch (parts[0]) {
      case "service" ->
          fleet.service(parts[1]).deployments().keySet().stream()
              .map(region -> (Subject) new Subject.OfDeployment(parts[1], region))
              .toList();
      case "partition" ->
          fleet
              .partitions()
              .filter(partition -> partition.id().toString().equals(parts[1] + "/" + parts[2]))
              .flatMap(partition -> fleet.regionsOf(partition).stream())
              .map(region -> (Subject) new Subject.OfDeployment(parts[1], region))
              .toList();
      default -> List.of(Subject.parse(named));
    };
  }

  /** Why one subject is what it is. */
  public Explanation of(Subject subject) {
    VerdictEntry entry = snapshot.state().verdicts().get(subject);
    Judgement judgement = judgements.get(subject);
    Explanation.Counters counters = Counts.of(snapshot, subject, entry);
    List<Explanation.Held> held = held(subject, counters);
    return new Explanation(
        subject,
        entry == null ? Verdict.UNKNOWN : entry.verdict(),
        entry == null || !snapshot.registerRead() ? null : entry.since(),
        held.stream()
            .map(Explanation.Held::rule)
            .filter(KEEPS_OUT::contains)
            .findFirst()
            .orElse(""),
        judgement == null ? List.of() : judgement.votes(),
        judgement == null ? 0 : judgement.needed(),
        counters,
        did(subject),
        held,
        wouldChange(subject, entry, held));
  }

  private List<HistoryEntry> did(Subject subject) {
    List<HistoryEntry> lines =
        snapshot.state().history().stream().filter(line -> concerns(line, subject)).toList();
    return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
  }

  private static boolean concerns(HistoryEntry line, Subject subject) {
    String about = line.subject();
    return switch (subject) {
      case Subject.OfRegion(String region) ->
          about.equals(subject.text())
              || about.startsWith("flag/" + region + "/")
              || about.startsWith("address/" + region + "/")
              || (about.startsWith("deployment/") && about.endsWith("/" + region));
      case Subject.OfDeployment(String service, String region) ->
          about.equals(subject.text())
              || about.equals("service/" + service)
              || about.equals("region/" + region)
              || about.startsWith("flag/" + region + "/");
      case Subject.OfNode(String region, String node) ->
          about.equals(subject.text())
              || (about.startsWith("address/" + region + "/") && line.text().contains(node));
    };
  }

  private List<Explanation.Held> held(Subject subject, Explanation.Counters counters) {
    List<Explanation.Held> held = new ArrayList<>();
    if (!snapshot.registerRead()) {
      held.add(new Explanation.Held(REGISTER, "a quorum of cells", "not read", null));
    }
    latches(subject).map(this::latch).distinct().forEach(held::add);
    drain(subject, held);
    personalHolds(subject).forEach(held::add);
    left.ways()
        .forEach(
            (where, way) -> {
              if (subject.equals(where) || subject.equals(new Subject.OfRegion(where.region()))) {
                held.add(new Explanation.Held(RUNG_ONE, where.text(), way, null));
              }
            });
    onNothing(subject).forEach(held::add);
    obstacles(subject).forEach(held::add);
    copies(subject).forEach(held::add);
    if (snapshot.frozen()) {
      Hold freeze = snapshot.freeze();
      held.add(
          new Explanation.Held(
              "freeze", "none", snapshot.freezeText(), freeze == null ? null : freeze.until()));
    }
    if (counters.penalty() >= counters.suppress()) {
      held.add(
          new Explanation.Held(
              "damping", "below " + counters.suppress(), "" + counters.penalty(), null));
    }
    rules.stream()
        .filter(rule -> rule.result() == Result.REFUSED && rule.target().contains(subject.region()))
        .map(rule -> new Explanation.Held(rule.rule(), rule.limit(), rule.found(), null))
        .forEach(held::add);
    return held;
  }

  /** Addresses that no node holds: whatever is probed through one fails, healthy or not. */
  private Stream<Explanation.Held> onNothing(Subject subject) {
    return addresses(subject)
        .filter(
            address ->
                snapshot.current().holders().get(address) instanceof Reading.Known<HeldBy>(var held)
                    && held.node() == null)
        .map(
            address ->
                new Explanation.Held(
                    ADDRESS, address.toString(), "on nothing: no node holds it", null));
  }

  /** Nodes that an address passes over however well they are, each with why. */
  private Stream<Explanation.Held> obstacles(Subject subject) {
    return snapshot.current().obstacles().entrySet().stream()
        .filter(entry -> concerns(subject, entry.getKey()))
        .flatMap(
            entry ->
                entry.getValue().entrySet().stream()
                    .filter(
                        node ->
                            !(subject instanceof Subject.OfNode(_, String name))
                                || name.equals(node.getKey()))
                    .map(
                        node ->
                            new Explanation.Held(
                                OBSTACLE,
                                entry.getKey().toString(),
                                "passes " + node.getKey() + " over: " + node.getValue(),
                                null)));
  }

  private boolean concerns(Subject subject, AddressId address) {
    return subject instanceof Subject.OfNode
        ? subject.region().equals(address.region())
        : addresses(subject).anyMatch(address::equals);
  }

  /**
   * Copies of artifact sets and databases that the subject waits for; they hold it only beyond
   * their bound.
   */
  private Stream<Explanation.Held> copies(Subject subject) {
    SortedMap<Subject.OfDeployment, List<Lag>> all =
        Lag.of(snapshot.fleet(), snapshot.observations(), snapshot.at());
    return all.entrySet().stream()
        .filter(
            entry ->
                subject.equals(entry.getKey())
                    || subject.equals(new Subject.OfRegion(entry.getKey().region())))
        .flatMap(entry -> entry.getValue().stream())
        .distinct()
        .map(
            lag ->
                new Explanation.Held(
                    !lag.isBeyond() ? COPY : lag instanceof DatabaseLag ? DATABASE : LAG,
                    "lag at most " + Words.span(lag.bound()),
                    lag.text(),
                    null));
  }

  private Stream<AddressId> addresses(Subject subject) {
    return switch (subject) {
      case Subject.OfRegion(String region) ->
          snapshot.fleet().addresses().stream().filter(id -> id.region().equals(region));
      case Subject.OfDeployment(String service, String region) -> {
        Deployment deployment = snapshot.fleet().service(service).deployments().get(region);
        String address = deployment == null ? null : deployment.floatingAddress();
        yield address == null ? Stream.empty() : Stream.of(new AddressId(region, address));
      }
      case Subject.OfNode _ -> Stream.empty();
    };
  }

  private Stream<Latch> latches(Subject subject) {
    return snapshot.state().latches().values().stream()
        .filter(
            latch ->
                switch (subject) {
                  case Subject.OfRegion(String region) -> latch.where().region().equals(region);
                  case Subject.OfDeployment deployment -> latch.where().equals(deployment);
                  case Subject.OfNode _ -> false;
                });
  }

  private Explanation.Held latch(Latch latch) {
    Duration needed = snapshot.fleet().safety().ramp().cleanFor();
    Duration clean =
        latch.cleanSince() == null
            ? Duration.ZERO
            : Duration.between(latch.cleanSince(), snapshot.at());
    String found = "clean " + clean.toSeconds() + " of " + Words.span(needed);
    return new Explanation.Held("latch", ends(latch), found, null);
  }

  /** What ends it: a person's hold stands before everything else. */
  private String ends(Latch latch) {
    RegionGroup flag = LatchWords.flag(snapshot.fleet(), latch);
    if (snapshot.current().flags().heldBy(flag).isPresent()) {
      return "failback: after restore";
    }
    if (latch.released()) {
      return "failback: released";
    }
    return LatchWords.waitsForFailback(snapshot.fleet(), latch)
        ? "failback: manual"
        : "failback: ramp";
  }

  private void drain(Subject subject, List<Explanation.Held> held) {
    for (String text : List.of(subject.text(), "region/" + subject.region())) {
      Hold drain = snapshot.state().drains().get(text);
      if (drain != null && drain.activeAt(snapshot.at())) {
        held.add(new Explanation.Held("drain", "none", "by " + drain.by(), drain.until()));
        return;
      }
    }
  }

  private Stream<Explanation.Held> personalHolds(Subject subject) {
    return snapshot
        .personalHolds()
        .filter(copy -> covers(copy.flag(), subject))
        .filter(copy -> snapshot.current().flags().heldBy(copy.flag()).isPresent())
        .map(copy -> new Explanation.Held("evacuation", "none", "by " + copy.by(), null))
        .distinct();
  }

  private boolean covers(RegionGroup flag, Subject subject) {
    return switch (subject) {
      case Subject.OfRegion(String region) -> flag.region().equals(region);
      case Subject.OfDeployment(String service, String region) ->
          flag.equals(new RegionGroup(region, snapshot.fleet().service(service).failoverGroup()));
      case Subject.OfNode _ -> false;
    };
  }

  private List<String> wouldChange(
      Subject subject, @Nullable VerdictEntry entry, List<Explanation.Held> held) {
    Safety safety = snapshot.fleet().safety();
    Judgement judgement = judgements.get(subject);
    int needed = judgement == null ? 1 : judgement.needed();
    List<String> ways = new ArrayList<>();
    boolean fails =
        entry == null || entry.verdict() == Verdict.DOWN || entry.verdict() == Verdict.UNKNOWN;
    if (fails) {
      ways.add(safety.probe().rise() + " passes seen by " + observers(needed));
    }
    for (Explanation.Held each : held) {
      switch (each.rule()) {
        case "latch" -> ways.add(latched(each, subject));
        case "drain" -> ways.add("'fairlead undrain'");
        case "evacuation" -> ways.add("'fairlead restore " + subject.region() + "'");
        case "freeze" -> ways.add("'fairlead unfreeze'");
        case RUNG_ONE, COPY, OBSTACLE -> {}
        case LAG -> ways.add("'fairlead replicate --region " + subject.region() + "'");
        case DATABASE -> ways.add("its replica catches up");
        case REGISTER -> ways.add("nothing by itself before a quorum answers");
        case ADDRESS ->
            ways.add(
                snapshot.fleet().mode() == Mode.OBSERVE
                    ? "the first tick in mode act, which attaches the address"
                    : "a tick that attaches the address to a node that is Up");
        default -> ways.add(each.rule() + " within " + each.limit());
      }
    }
    if (!fails) {
      String failures = "confirmed failures seen by " + observers(needed);
      ways.add(ways.isEmpty() ? failures : "for the worse: " + failures);
    }
    return ways.stream().distinct().toList();
  }

  private String latched(Explanation.Held latch, Subject subject) {
    if (latch.limit().endsWith("released")) {
      return "then its steps";
    }
    if (latch.limit().endsWith("restore")) {
      return "'fairlead restore " + subject.region() + "'";
    }
    return latch.limit().endsWith("manual")
        ? "then 'fairlead failback " + subject.text() + "'"
        : "then " + Words.span(snapshot.fleet().safety().ramp().cleanFor()) + " clean and in sync";
  }

  private static String observers(int needed) {
    return needed + (needed == 1 ? " observer" : " observers");
  }
}
