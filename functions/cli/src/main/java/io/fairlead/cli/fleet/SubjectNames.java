package io.fairlead.cli.fleet;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.fleet.Fleet;
import io.fairlead.wiring.shape.Nearest;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Turns what an operator types into the one subject of the fleet that is meant. */
public final class SubjectNames {
  private static final int MOST_CANDIDATES = 12;

  private final SortedSet<String> all = new TreeSet<>();

  /** The subjects of a fleet. */
  public SubjectNames(Fleet fleet) {
    fleet
        .regions()
        .values()
        .forEach(
            region -> {
              all.add("region/" + region.name());
              region
                  .nodes()
                  .keySet()
                  .forEach(node -> all.add("node/" + region.name() + "/" + node));
            });
    fleet.services().keySet().forEach(service -> all.add("service/" + service));
    fleet.partitions().forEach(partition -> all.add("partition/" + partition.id()));
    fleet.deployments().forEach(d -> all.add("deployment/" + d.service() + "/" + d.region()));
  }

  /**
   * The subject meant, as in {@code region/eu-west}: a whole subject, one without its kind, or a
   * unique last part.
   *
   * @param kinds the kinds that the verb takes
   * @throws Stop naming the candidates where it is unknown or ambiguous
   */
  public String resolve(String typed, Set<String> kinds) {
    for (Predicate<String> matches : matchers(typed)) {
      List<String> found = all.stream().filter(matches).toList();
      List<String> fitting = found.stream().filter(s -> kinds.contains(kind(s))).toList();
      if (fitting.size() == 1) {
        return fitting.getFirst();
      }
      if (fitting.size() > 1) {
        throw new Stop(
            ExitCode.USAGE, "'" + typed + "' could be " + list(fitting) + ": name one of them.");
      }
      if (!found.isEmpty()) {
        throw new Stop(ExitCode.USAGE, wrongKind(found.getFirst(), kinds));
      }
    }
    String named = typed.indexOf('/') < 0 ? "" : kind(typed);
    List<String> fitting =
        all.stream()
            .filter(s -> kinds.contains(named) ? kind(s).equals(named) : kinds.contains(kind(s)))
            .toList();
    throw new Stop(
        ExitCode.USAGE,
        "nothing in this fleet is called '" + typed + "': " + meant(typed, fitting) + ".");
  }

  /** What is served in several places leaves them one by one: it must be served somewhere. */
  private String wrongKind(String found, Set<String> kinds) {
    String[] parts = found.split("/", -1);
    boolean served = parts[0].equals("service") || parts[0].equals("partition");
    if (!served || !kinds.contains("deployment")) {
      return found + " is no subject of this verb, which takes " + taken(kinds) + ".";
    }
    List<String> places =
        all.stream().filter(each -> each.startsWith("deployment/" + parts[1] + "/")).toList();
    return found
        + " is served in several places and must stay in one: name "
        + (kinds.contains("service") ? "service/" + parts[1] + ", or " : "")
        + list(places)
        + ", or a whole region/R.";
  }

  /** The subject probably meant, else all there are. */
  private static String meant(String typed, List<String> fitting) {
    String bare = typed.substring(typed.lastIndexOf('/') + 1);
    String near = Nearest.to(bare, fitting.stream().map(SubjectNames::last).toList());
    return near == null
        ? "there " + (fitting.size() == 1 ? "is " : "are ") + byKind(fitting)
        : "did you mean "
            + fitting.stream()
                .filter(subject -> last(subject).equals(near))
                .sorted(Comparator.comparingInt(String::length))
                .limit(3)
                .collect(Collectors.joining(" or "));
  }

  /** Every name of one kind; of several, the first of each, so that none hides another. */
  private static String byKind(List<String> subjects) {
    SortedMap<String, List<String>> kinds =
        subjects.stream()
            .collect(Collectors.groupingBy(SubjectNames::kind, TreeMap::new, Collectors.toList()));
    return kinds.size() == 1
        ? String.join(", ", subjects)
        : kinds.values().stream().map(SubjectNames::list).collect(Collectors.joining("; "));
  }

  private static String last(String subject) {
    return subject.substring(subject.lastIndexOf('/') + 1);
  }

  private static List<Predicate<String>> matchers(String typed) {
    return List.of(
        subject -> subject.equals(typed),
        subject -> subject.substring(subject.indexOf('/') + 1).equals(typed),
        subject -> subject.endsWith("/" + typed) && !kind(subject).equals("deployment"));
  }

  private static String kind(String subject) {
    return subject.substring(0, subject.indexOf('/'));
  }

  private static String taken(Set<String> kinds) {
    return list(new TreeSet<>(kinds).stream().map(kind -> kind + "/…").toList());
  }

  private static String list(List<String> candidates) {
    String shown =
        String.join(", ", candidates.subList(0, Math.min(MOST_CANDIDATES, candidates.size())));
    int more = candidates.size() - MOST_CANDIDATES;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }
}
