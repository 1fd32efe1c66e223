package io.fairlead.cli.answer;

import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.Deployment;
import io.fairlead.health.Subject;
import io.fairlead.plan.Mending;
import io.fairlead.plan.View;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Deployments that are Down and that rung 1 is about to help, or has just helped.
 *
 * @param ways what rung 1 does about each, for people
 */
public record LeftToRungOne(SortedMap<Subject.OfDeployment, String> ways) {
  public LeftToRungOne {
    ways = Collections.unmodifiableSortedMap(new TreeMap<>(ways));
  }

  /** By what the next tick would see; none where it would not decide. */
  public static LeftToRungOne of(SteerReport report) {
    View view = report.view();
    return new LeftToRungOne(view == null ? new TreeMap<>() : Mending.of(view));
  }

  /** What rung 1 does about a deployment; absent = nothing. */
  @Nullable String way(Deployment deployment) {
    return ways.get(new Subject.OfDeployment(deployment.service(), deployment.region()));
  }
}
