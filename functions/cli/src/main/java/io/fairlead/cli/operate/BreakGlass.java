package io.fairlead.cli.operate;

import io.fairlead.cli.Complaints;
import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.Answers;
import io.fairlead.cli.answer.BreakGlassAnswer;
import io.fairlead.cli.fleet.DnsSample;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.cli.fleet.SubjectNames;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags.Flags;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Evacuation and return of a region by a person, in the flag stores alone: needs no register, no
 * function and no DNS API, and works while one store is dark.
 */
public final class BreakGlass {
  private final Topology topology;
  private final OperatorOptions options;
  private final Surroundings surroundings;
  private final boolean json;

  /**
   * For one operator.
   *
   * @param json whether a program reads the answer
   */
  public BreakGlass(
      Topology topology, OperatorOptions options, Surroundings surroundings, boolean json) {
    this.topology = topology;
    this.options = options;
    this.surroundings = surroundings;
    this.json = json;
  }

  /**
   * Raises flags as this person's hold.
   *
   * @param group one failover group; absent = all of the region
   * @param wait how long to wait until DNS answers the region no more; absent = not at all
   */
  public ExitCode evacuate(String typed, @Nullable String group, @Nullable Duration wait) {
    List<RegionGroup> groups = groups(typed, group);
    String by = options.operator(surroundings);
    Supplier<Answers> dns = DnsSample.of(topology, surroundings.environment());
    try (OpenFleet fleet = OpenFleet.toChange(topology, by, surroundings)) {
      Flags flags = fleet.ports().flags().read(fleet.deadline());
      SortedMap<RegionGroup, String> steps = new TreeMap<>();
      groups.forEach(each -> steps.put(each, found(flags, each) + " → held by " + by));
      Optional<String> allOut = allOut(groups, flags);
      allOut.ifPresent(why -> new Complaints(surroundings, json).remark(why + "."));
      BreakGlassAnswer answer = answer("evacuate", steps, flags);
      ExitCode done = carryOut(answer, each -> fleet.ports().holds().hold(each, fleet.deadline()));
      return wait == null || options.dryRun
          ? done
          : departed(DnsWait.gone(topology, groups, dns), wait, allOut);
    }
  }

  /** A failover group that no region is left to serve: names whose records are all out, answer. */
  private Optional<String> allOut(List<RegionGroup> going, Flags flags) {
    for (RegionGroup each : going) {
      List<String> left =
          topology.fleet().regionGroups().stream()
              .filter(other -> other.group().equals(each.group()))
              .filter(other -> !going.contains(other) && !flags.raised(other))
              .map(RegionGroup::region)
              .toList();
      if (left.isEmpty()) {
        return Optional.of(
            "with "
                + each.region()
                + " every region of failover group "
                + each.group()
                + " is taken out, and names are answered as if none were: restore another region"
                + " first, or stop the traffic at "
                + each.region()
                + " itself");
      }
    }
    return Optional.empty();
  }

  private static String found(Flags flags, RegionGroup flag) {
    return flags.raised(flag)
        ? "raised"
        : BreakGlassAnswer.tooFew(flags.unreadable()) ? "not readable" : "absent";
  }

  private ExitCode departed(DnsWait gone, Duration wait, Optional<String> allOut) {
    String still = gone.await(wait);
    if (!still.isEmpty()) {
      throw new Stop(
          ExitCode.WAIT_RAN_OUT,
          "the flags are raised, but within the wait "
              + still
              + allOut.map(why -> ": " + why).orElse("")
              + ".");
    }
    if (!json) {
      surroundings.out().println("evacuate: DNS answers it no more");
    }
    return ExitCode.DONE;
  }

  /**
   * Removes this person's holds; flags that the cycles raised and other persons' holds stay.
   *
   * @param wait how long to wait until DNS answers the region again; absent = not at all
   */
  public ExitCode restore(String typed, @Nullable String group, @Nullable Duration wait) {
    List<RegionGroup> groups = groups(typed, group);
    String by = options.operator(surroundings);
    Supplier<Answers> dns = DnsSample.of(topology, surroundings.environment());
    try (OpenFleet fleet = OpenFleet.toChange(topology, by, surroundings)) {
      Flags flags = fleet.ports().flags().read(fleet.deadline());
      SortedMap<RegionGroup, String> steps = new TreeMap<>();
      for (RegionGroup each : groups) {
        Set<String> holders = new TreeSet<>(flags.holders(each).values());
        if (holders.equals(Set.of(by))) {
          steps.put(each, "held by " + by + " → absent");
        } else if (!holders.isEmpty()) {
          throw new Stop(
              ExitCode.REFUSED,
              each
                  + " is held out by "
                  + String.join(", ", holders)
                  + ", not by "
                  + by
                  + ": ask them, or add --by NAME to end their hold.");
        }
      }
      if (steps.isEmpty() && BreakGlassAnswer.tooFew(flags.unreadable())) {
        throw new Stop(
            ExitCode.UNREACHABLE,
            "the flag stores do not answer: " + String.join("; ", flags.unreadable().values()));
      }
      BreakGlassAnswer answer = answer("restore", steps, flags);
      ExitCode done =
          carryOut(answer, each -> fleet.ports().holds().release(each, fleet.deadline()));
      if (!options.dryRun) {
        Remains.of(groups, fleet.ports().flags().read(fleet.deadline()))
            .ifPresent(new Complaints(surroundings, json)::remark);
      }
      return wait == null || options.dryRun
          ? done
          : returned(groups, DnsWait.back(topology, groups, dns), wait);
    }
  }

  private ExitCode returned(List<RegionGroup> groups, DnsWait back, Duration wait) {
    String missing = back.await(wait);
    if (!missing.isEmpty()) {
      throw new Stop(
          ExitCode.WAIT_RAN_OUT,
          "your hold is ended, but within the wait "
              + missing
              + ": 'fairlead explain region/"
              + groups.getFirst().region()
              + "' says what keeps it out.");
    }
    if (!json) {
      String now = back.isVoid() ? "no name leads there when all is well" : "DNS answers it again";
      surroundings.out().println("restore: " + now);
    }
    return ExitCode.DONE;
  }

  private BreakGlassAnswer answer(String verb, SortedMap<RegionGroup, String> steps, Flags flags) {
    return new BreakGlassAnswer(
        topology.fleet(), surroundings.clock().instant(), verb, steps, flags.unreadable());
  }

  private List<RegionGroup> groups(String typed, @Nullable String group) {
    String region =
        new SubjectNames(topology.fleet())
            .resolve(typed, Set.of("region"))
            .substring("region/".length());
    List<RegionGroup> there =
        topology.fleet().regionGroups().stream()
            .filter(each -> each.region().equals(region))
            .toList();
    if (there.isEmpty()) {
      throw new Stop(ExitCode.USAGE, "region " + region + " serves nothing.");
    }
    List<RegionGroup> all =
        there.stream().filter(each -> group == null || each.group().equals(group)).toList();
    if (all.isEmpty()) {
      throw new Stop(
          ExitCode.USAGE,
          "region %s has no failover group %s: it has %s."
              .formatted(
                  region,
                  group,
                  String.join(", ", there.stream().map(RegionGroup::group).toList())));
    }
    return all;
  }

  /** The call on the stores for one flag. */
  private interface Call {
    ApplyOutcome on(RegionGroup flag);
  }

  private ExitCode carryOut(BreakGlassAnswer answer, Call call) {
    if (!json) {
      surroundings.out().print(answer.preview());
    }
    if (options.dryRun || answer.steps().isEmpty()) {
      print(answer, "planned");
      boolean inVain = !answer.steps().isEmpty() && BreakGlassAnswer.tooFew(answer.unreadable());
      if (!json && !answer.steps().isEmpty()) {
        surroundings.out().println(verdict(answer, inVain));
      }
      return inVain ? ExitCode.UNREACHABLE : ExitCode.DONE;
    }
    Confirmation.ask(answer.verb() + "?", options.yes, surroundings);
    SortedMap<RegionGroup, String> failed = new TreeMap<>();
    for (RegionGroup flag : answer.steps().keySet()) {
      String why = BreakGlassAnswer.text(call.on(flag));
      if (!why.isEmpty()) {
        failed.put(flag, why);
      }
    }
    if (!failed.isEmpty()) {
      throw new Stop(
          ExitCode.UNREACHABLE,
          answer.verb()
              + " is not done, two flag stores must answer: "
              + listed(failed)
              + rest(answer));
    }
    print(answer, "done");
    return ExitCode.DONE;
  }

  private static String verdict(BreakGlassAnswer answer, boolean inVain) {
    return answer.verb()
        + (inVain
            ? ": dry run; now it would not be done, because two flag stores must answer"
            : ": dry run, nothing is changed; the stores that are needed answer");
  }

  /** The flags by what kept them, which mostly is the same for all. */
  private static String listed(SortedMap<RegionGroup, String> failed) {
    SortedMap<String, String> flags = new TreeMap<>();
    failed.forEach((flag, why) -> flags.merge(why, flag.toString(), (a, b) -> a + ", " + b));
    return flags.entrySet().stream()
        .map(each -> each.getValue() + ": " + each.getKey())
        .collect(Collectors.joining("; "));
  }

  /** What one store alone holds now, how to go on or back, and what is left to do meanwhile. */
  private String rest(BreakGlassAnswer answer) {
    if (!answer.verb().equals("evacuate")) {
      return "; run it again when they answer.";
    }
    return "; a store that took a flag keeps it, and it counts as soon as a second one has it: run"
        + " it again when they answer, or take it back with 'fairlead restore "
        + answer.steps().firstKey().region()
        + "'."
        + byHand(answer);
  }

  private String byHand(BreakGlassAnswer answer) {
    String where = new OutByHand(topology).of(new TreeSet<>(answer.steps().keySet()));
    return where.isEmpty()
        ? ""
        : " Until then it is taken out by hand where its names are answered: " + where + ".";
  }

  private void print(BreakGlassAnswer answer, String outcome) {
    if (json) {
      surroundings.out().println(answer.json(outcome));
    } else if (outcome.equals("done")) {
      surroundings.out().println(answer.verb() + ": done");
    }
  }
}
