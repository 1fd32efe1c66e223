package io.fairlead.cli.doctor;

import io.fairlead.wiring.region.Cause;
import io.fairlead.wiring.region.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Findings, where one that explains others comes first and stands for them.
 *
 * @param told in the order of the answer
 */
public record Diagnosis(List<Told> told) {
  public Diagnosis {
    told = List.copyOf(told);
  }

  /**
   * One finding.
   *
   * @param hides subjects that could not be examined for it
   */
  public record Told(Finding finding, List<String> hides) {
    public Told {
      hides = List.copyOf(hides);
    }
  }

  /**
   * Puts what was found in order.
   *
   * @param unasked subjects that nobody was asked about, because everything was barred
   */
  public static Diagnosis of(List<Cause> causes, List<Finding> findings, List<String> unasked) {
    List<Told> told = new ArrayList<>();
    for (Cause cause : causes) {
      SortedSet<String> hides = new TreeSet<>();
      Stream.concat(findings.stream().map(Finding::subject), unasked.stream())
          .filter(cause.hides())
          .forEach(hides::add);
      told.add(new Told(cause.finding(), List.copyOf(hides)));
    }
    findings.stream()
        .filter(each -> causes.stream().noneMatch(cause -> cause.hides().test(each.subject())))
        .forEach(each -> told.add(new Told(each, List.of())));
    return new Diagnosis(told);
  }

  /** How many findings keep something from working. */
  public long errors() {
    return told.stream().filter(each -> each.finding().level() == Finding.Level.ERROR).count();
  }

  /** Different subjects that were not examined. */
  public long unexamined() {
    return told.stream().flatMap(each -> each.hides().stream()).distinct().count();
  }
}
