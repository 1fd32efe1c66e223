package io.fairlead.wiring.function;

import io.fairlead.cycle.AppliedStep;
import io.fairlead.cycle.CycleOutcome;
import io.fairlead.cycle.ProbeReport;
import io.fairlead.cycle.SteerReport;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.RegisterState;
import io.fairlead.plan.Decision;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one JSON line that a tick logs. Where it ticked, the line carries its metrics, too, each a
 * number by its name, and what a cloud has to be told to find them.
 */
public final class TickLine {
  private static final String MILLISECONDS = "Milliseconds";
  private static final String COUNT = "Count";

  private final ObjectNode line = JsonMapper.shared().createObjectNode();
  private final ArrayNode metrics = JsonMapper.shared().createArrayNode();
  private final MetricsForm form;

  /** How a cloud finds the metrics of a line. */
  @FunctionalInterface
  public interface MetricsForm {
    /** A line in which they are found by their names. */
    MetricsForm BY_NAME = (_, _) -> {};

    /**
     * Describes them in the line, which has them already.
     *
     * @param metrics {@code {Name, Unit}} of each
     */
    void describe(ObjectNode line, ArrayNode metrics);
  }

  /** A line of a region's function. */
  public TickLine(String region, Instant began, MetricsForm form) {
    this.form = form;
    line.put("kind", "tick").put("at", began.toString()).put("Region", region);
  }

  /** It was asked for late, by a platform that says so. */
  public TickLine pastDue() {
    line.put("pastDue", true);
    return this;
  }

  /** What asked for the tick, and for which slot. */
  public TickLine asked(String source, Instant slot) {
    line.put("source", source).put("slot", slot.toString());
    return this;
  }

  /** The topology it ticked by, and what spoke against a newer one. */
  public TickLine topology(Topology topology, String trouble) {
    line.put("Fleet", topology.fleet().name()).put("topology", topology.fleet().digest());
    return told("topologyTrouble", trouble);
  }

  /** One more fact; nothing where it is empty. */
  public TickLine told(String name, String text) {
    if (!text.isEmpty()) {
      line.put(name, text);
    }
    return this;
  }

  /** Calls made so far in this invocation, by service. */
  public TickLine calls(SortedMap<String, Integer> calls) {
    calls.forEach(line.putObject("calls")::put);
    return this;
  }

  /** What is amiss, by subject; nothing where nothing is. */
  public TickLine findings(SortedMap<String, String> findings) {
    if (!findings.isEmpty()) {
      findings.forEach(line.putObject("findings")::put);
    }
    return this;
  }

  /** Messages queued. */
  public TickLine queued(int messages) {
    line.put("queued", messages);
    return this;
  }

  /** Nothing was to be done, and why. */
  public String left(String outcome, String text) {
    return line.put("outcome", outcome).put("text", text).toString();
  }

  /** The tick could not be made, and why. */
  public String failed(String text, Duration took) {
    metric("Outcome", COUNT, 0);
    metric("TickMillis", MILLISECONDS, took.toMillis());
    return emitted(line.put("outcome", "Failed").put("text", text));
  }

  /** What the tick saw and did. */
  public String ticked(RegionCycles.Ticked ticked, Duration lag, Duration took) {
    ProbeReport seen = ticked.seen();
    SteerReport steered = ticked.steered();
    line.put("outcome", steered.outcome().getClass().getSimpleName())
        .put("text", steered.outcome().text())
        .put("epoch", steered.epoch())
        .put("probed", seen.probed())
        .put("published", seen.published().map(Enum::name).orElse("LATER"))
        .put("applied", steered.applied().size());
    told("blind", seen.entry().blindReason());
    Decision decision = steered.decision();
    unreadable(decision == null ? List.of() : decision.plan().unreadable());
    refused(steered.applied());
    lines(steered.lines());
    metric("Outcome", COUNT, fine(steered.outcome()) ? 1 : 0);
    metric("TickMillis", MILLISECONDS, took.toMillis());
    metric("SlotLagMillis", MILLISECONDS, Math.max(0, lag.toMillis()));
    state(steered.state());
    return emitted(line);
  }

  /** Whether this run, or the one that was faster, steered. */
  private static boolean fine(CycleOutcome outcome) {
    return outcome.steered() || outcome instanceof CycleOutcome.LostRace;
  }

  private void state(@Nullable RegisterState state) {
    if (state != null) {
      metric("OpenIntents", COUNT, state.intents().size());
      metric("DownRegions", COUNT, downRegions(state));
    }
  }

  private static long downRegions(RegisterState state) {
    return state.verdicts().entrySet().stream()
        .filter(entry -> entry.getKey() instanceof Subject.OfRegion)
        .filter(entry -> entry.getValue().verdict() == Verdict.DOWN)
        .count();
  }

  /** Targets that were left alone because they could not be read, a sentence each. */
  TickLine unreadable(List<String> targets) {
    if (!targets.isEmpty()) {
      targets.forEach(line.putArray("unreadable")::add);
    }
    return this;
  }

  /** Why orders were not taken, each with its intent and target. */
  TickLine refused(List<AppliedStep> applied) {
    ArrayNode refused = JsonMapper.shared().createArrayNode();
    for (AppliedStep step : applied) {
      step.trouble()
          .ifPresent(
              trouble ->
                  refused
                      .addObject()
                      .put("intent", step.order().intentId())
                      .put("target", step.target().text())
                      .put("class", trouble.kind().name().toLowerCase(Locale.ROOT))
                      .put("text", trouble.sentence()));
    }
    if (!refused.isEmpty()) {
      line.set("refused", refused);
    }
    return this;
  }

  private void lines(List<HistoryEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    ArrayNode lines = line.putArray("lines");
    for (HistoryEntry entry : entries) {
      lines.add(
          "%d %s %s %s by %s"
              .formatted(entry.epoch(), entry.kind(), entry.subject(), entry.text(), entry.by()));
    }
  }

  private void metric(String name, String unit, long value) {
    line.put(name, value);
    metrics.addObject().put("Name", name).put("Unit", unit);
  }

  /** The line with the metrics' description, which needs both dimensions. */
  private String emitted(ObjectNode whole) {
    if (!whole.has("Fleet")) {
      whole.put("Fleet", "unknown");
    }
    form.describe(whole, metrics);
    return whole.toString();
  }
}
