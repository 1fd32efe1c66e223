package io.fairlead.cli.run;

import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.ReplicatedDatabase;
import io.fairlead.fleet.ReplicatedSet;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.journal.LostLines;
import io.fairlead.journal.RegisterState;
import io.fairlead.plan.CopyLags;
import io.fairlead.plan.DatabaseLag;
import io.fairlead.plan.DatabaseLags;
import io.fairlead.plan.ReplicationLag;
import io.fairlead.plan.View;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WeightedRecord;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns the last report into the Prometheus text format; every figure derives from a report. */
final class Metrics {
  /** The content type of {@link #text}. */
  static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private final MetricSnapshots.Builder snapshots = MetricSnapshots.builder();

  private Metrics() {}

  /**
   * The metrics of one report, for the region whose process made it.
   *
   * @param untried problems of this machine that kept it from probing, in the last round
   */
  static String text(String region, SteerReport report, int untried) {
    Metrics metrics = new Metrics();
    metrics
        .one("fairlead_probe_problems", "What this machine could not probe at all, by reason.")
        .put(Labels.of("region", region), untried);
    metrics.cycle(region, report);
    RegisterState state = report.state();
    if (state != null) {
      metrics.verdicts(state.verdicts());
      metrics.holds(state);
    }
    View view = report.view();
    if (view != null) {
      metrics.shares(view);
      metrics.observers(view);
      metrics.copies(view);
      metrics.databases(view);
    }
    return metrics.written();
  }

  private void cycle(String region, SteerReport report) {
    String outcome = report.outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    one("fairlead_cycle_outcome", "How the last steer cycle ended.")
        .put(Labels.of("outcome", outcome, "region", region), 1.0);
    one("fairlead_epoch", "Register version at the end of the last steer cycle.")
        .put(Labels.EMPTY, (double) report.epoch());
    one("fairlead_frozen", "1 while all changes are stopped.")
        .put(Labels.EMPTY, Stopped.why(report).isEmpty() ? 0.0 : 1.0);
    one("fairlead_cycle_timestamp_seconds", "When the last steer cycle began.")
        .put(Labels.of("region", region), report.at().toEpochMilli() / 1000.0);
  }

  private void verdicts(SortedMap<Subject, VerdictEntry> verdicts) {
    Series regions = one("fairlead_region_verdict", "Held verdict of a region.");
    Series deployments = one("fairlead_deployment_verdict", "Held verdict of a deployment.");
    Series nodes = one("fairlead_node_verdict", "Held verdict of a node.");
    for (Map.Entry<Subject, VerdictEntry> entry : verdicts.entrySet()) {
      for (Verdict verdict : Verdict.values()) {
        double value = entry.getValue().verdict() == verdict ? 1 : 0;
        String word = verdict.name().toLowerCase(Locale.ROOT);
        switch (entry.getKey()) {
          case Subject.OfRegion(String region) ->
              regions.put(Labels.of("region", region, "verdict", word), value);
          case Subject.OfDeployment(String service, String region) ->
              deployments.put(
                  Labels.of("region", region, "service", service, "verdict", word), value);
          case Subject.OfNode(String region, String node) ->
              nodes.put(Labels.of("node", node, "region", region, "verdict", word), value);
        }
      }
    }
  }

  private void holds(RegisterState state) {
    Series drained = one("fairlead_drained", "1 for each subject that is drained.");
    state.drains().keySet().forEach(subject -> drained.put(Labels.of("subject", subject), 1.0));
    Series latched = one("fairlead_latched", "1 for each deployment that is latched out.");
    state.latches().keySet().forEach(at -> latched.put(Labels.of("deployment", at.text()), 1.0));
    Series refused = one("fairlead_plan_refused", "1 for each refusal of the guard that stands.");
    // A rule may refuse one target for several reasons.
    state.refusals().stream()
        .map(each -> Labels.of("rule", each.rule(), "target", each.target()))
        .distinct()
        .forEach(labels -> refused.put(labels, 1.0));
    one("fairlead_history_lost", "Lines of history that left the register and no archive has.")
        .put(Labels.EMPTY, (double) LostLines.of(state.history()).count());
    one("fairlead_intents_open", "Journaled changes that are not confirmed yet.")
        .put(Labels.EMPTY, (double) state.intents().size());
  }

  /** Shares as set: each record's weight among all of its name and type. */
  private void shares(View view) {
    Series shares = one("fairlead_share_percent", "Share set in DNS, in percent of the partition.");
    view.fleet()
        .partitions()
        .forEach(
            partition -> {
              if (view.current().zones().get(partition.zone())
                  instanceof Reading.Known<RecordSets>(RecordSets sets)) {
                percentages(sets, partition.dnsName())
                    .forEach(
                        (region, percent) ->
                            shares.put(
                                Labels.of("partition", partition.id().toString(), "region", region),
                                percent));
              }
            });
  }

  private static SortedMap<String, Double> percentages(RecordSets sets, String name) {
    SortedMap<String, Integer> weights = new TreeMap<>();
    for (Map.Entry<RecordKey, WeightedRecord> entry : sets.records().entrySet()) {
      if (entry.getKey().name().equals(name)) {
        weights.put(entry.getKey().setIdentifier(), entry.getValue().weight());
      }
    }
    int all = weights.values().stream().mapToInt(Integer::intValue).sum();
    SortedMap<String, Double> percent = new TreeMap<>();
    weights.forEach(
        (region, weight) -> percent.put(region, all == 0 ? 0.0 : Math.round(100.0 * weight / all)));
    return percent;
  }

  private void observers(View view) {
    Series ages = one("fairlead_observation_age_seconds", "Age of an observer's newest entry.");
    Series blind = one("fairlead_observer_blind", "1 while an observer's self-test fails.");
    view.observations()
        .forEach(
            (observer, entry) -> {
              double age = java.time.Duration.between(entry.at(), view.now()).toMillis() / 1000.0;
              ages.put(Labels.of("observer", observer), age);
              blind.put(Labels.of("observer", observer), entry.blind() ? 1.0 : 0.0);
            });
  }

  /** What is known of copies; a copy of which nobody can tell has no figure. */
  private void copies(View view) {
    Series lag = one("fairlead_copy_lag_seconds", "Time of a master's that a copy may lack.");
    Series objects =
        one("fairlead_copy_behind_objects", "Objects that a copy lacks or has too many.");
    Series bytes = one("fairlead_copy_behind_bytes", "Bytes that a copy lacks.");
    for (ReplicatedSet set : view.fleet().replicated().values()) {
      CopyLags.of(view.fleet(), set, view.observations(), view.now())
          .forEach(
              (region, of) -> {
                if (of.copy() instanceof ReplicationLag.Copy.Measured copy) {
                  Labels labels = Labels.of("region", region, "set", set.name());
                  lag.put(labels, copy.lag().toMillis() / 1000.0);
                  objects.put(labels, (double) copy.objects());
                  bytes.put(labels, (double) copy.bytes());
                }
              });
    }
  }

  /** What is known of databases; a server of which nobody can tell has no figure. */
  private void databases(View view) {
    Series lag = one("fairlead_database_lag_seconds", "Time of writes that a replica may lack.");
    Series replay = one("fairlead_database_replay_bytes", "Bytes of log that were not replayed.");
    Series receive = one("fairlead_database_receive_bytes", "Bytes of log that were not received.");
    Series writes = one("fairlead_database_writes", "1 where a server takes writes.");
    for (ReplicatedDatabase database : view.fleet().databases().values()) {
      DatabaseLags.of(view.fleet(), database, view.observations(), view.now())
          .forEach(
              (region, of) -> {
                Labels labels = Labels.of("database", database.name(), "region", region);
                if (of.isKnown()) {
                  boolean here = of.server() instanceof DatabaseLag.Server.Writes;
                  writes.put(labels, here ? 1.0 : 0.0);
                }
                if (of.server() instanceof DatabaseLag.Server.Replica replica) {
                  lag.put(labels, replica.lag().toMillis() / 1000.0);
                  replay.put(labels, (double) replica.toReplay());
                  receive.put(labels, (double) replica.toReceive());
                }
              });
    }
  }

  /** Data points of one metric. */
  private interface Series {
    void put(Labels labels, double value);
  }

  private final Map<String, GaugeSnapshot.Builder> gauges = new TreeMap<>();

  private Series one(String name, String help) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    gauges.put(name, gauge);
    return (labels, value) ->
        gauge.dataPoint(
            GaugeSnapshot.GaugeDataPointSnapshot.builder().labels(labels).value(value).build());
  }

  private String written() {
    gauges.values().forEach(gauge -> snapshots.metricSnapshot(gauge.build()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(out, snapshots.build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
