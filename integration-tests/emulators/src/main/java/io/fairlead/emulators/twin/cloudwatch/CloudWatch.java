package io.fairlead.emulators.twin.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * CloudWatch of every region: metrics by the minute, and alarms, which are evaluated whenever a
 * minute is over. A value is there when it was put: how long logs need to become metrics is not
 * published.
 */
public final class CloudWatch {
  private final InstantSource clock;
  private final Map<Metric, NavigableMap<Instant, Statistics>> minutes = new ConcurrentHashMap<>();
  private final SortedMap<String, Alarm> alarms = new TreeMap<>();
  private final SortedMap<String, String> states = new TreeMap<>();
  private final List<Notice> notices = new ArrayList<>();

  /** No metrics and no alarms, under a clock. */
  public CloudWatch(InstantSource clock) {
    this.clock = clock;
  }

  /** An alarm turned, and a topic was told. */
  public record Notice(Instant at, String region, String alarm, String state, String topic) {}

  /** Makes an alarm or replaces it, as a template has it. */
  public synchronized void put(String region, JsonNode properties) {
    Alarm alarm = new Alarm(region, properties);
    alarms.put(id(region, alarm.name()), alarm);
    states.putIfAbsent(id(region, alarm.name()), Alarm.NO_DATA);
  }

  /** Takes a logged line in the embedded metric format, as CloudWatch Logs of a region does. */
  public void logged(String region, String text) {
    JsonNode line = JsonMapper.shared().readTree(text);
    JsonNode aws = line.path("_aws");
    Instant at = Instant.ofEpochMilli(aws.path("Timestamp").asLong());
    for (JsonNode directive : aws.path("CloudWatchMetrics")) {
      for (JsonNode names : directive.path("Dimensions")) {
        SortedMap<String, String> dimensions = new TreeMap<>();
        names.forEach(
            name -> dimensions.put(name.asString(), line.path(name.asString()).asString()));
        for (JsonNode each : directive.path("Metrics")) {
          String name = each.path("Name").asString();
          put(
              new Metric(region, directive.path("Namespace").asString(), name, dimensions),
              at,
              line.path(name).asDouble());
        }
      }
    }
  }

  /** Puts one value. */
  public synchronized void put(Metric metric, Instant at, double value) {
    minutes
        .computeIfAbsent(metric, none -> new TreeMap<>())
        .merge(at.truncatedTo(ChronoUnit.MINUTES), Statistics.of(value), Statistics::and);
  }

  /** Evaluates every alarm on the periods that are over. */
  public synchronized void evaluate() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    alarms.forEach(
        (id, alarm) -> {
          List<Boolean> found = new ArrayList<>();
          for (int i = alarm.range(); i > 0; i--) {
            Instant from = now.minus(alarm.period().multipliedBy(i));
            point(alarm, from).ifPresent(point -> found.add(alarm.breaches(point)));
          }
          String before = states.getOrDefault(id, Alarm.NO_DATA);
          String after = alarm.next(before, found);
          if (!after.equals(before)) {
            states.put(id, after);
            for (String topic : alarm.actions(after)) {
              notices.add(new Notice(clock.instant(), alarm.region(), alarm.name(), after, topic));
            }
          }
        });
  }

  private Optional<Statistics> point(Alarm alarm, Instant from) {
    NavigableMap<Instant, Statistics> values = minutes.get(alarm.metric());
    return values == null
        ? Optional.empty()
        : values.subMap(from, true, from.plus(alarm.period()), false).values().stream()
            .reduce(Statistics::and);
  }

  /** The state of an alarm: {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA}. */
  public synchronized String state(String region, String alarm) {
    return states.getOrDefault(id(region, alarm), "no such alarm");
  }

  /** Who was told of what, oldest first. */
  public synchronized List<Notice> notices() {
    return List.copyOf(notices);
  }

  /** Whether there is an alarm. */
  public synchronized boolean has(String id) {
    return alarms.containsKey(id);
  }

  /**
   * Whether the newest minutes of an alarm's metric breach its threshold, as many in a row as it
   * evaluates, by the minutes that began before an instant: what others see who read the metric by
   * the alarm's configuration.
   *
   * @param id as {@code eu-west-1/NAME}
   */
  public synchronized Optional<Seen> seen(String id, Instant until) {
    Alarm alarm = alarms.get(id);
    NavigableMap<Instant, Statistics> values = alarm == null ? null : minutes.get(alarm.metric());
    if (alarm == null || values == null || values.headMap(until, true).isEmpty()) {
      return Optional.empty();
    }
    if (!alarm.period().equals(Duration.ofMinutes(1))) {
      throw new IllegalArgumentException("the twin's health checks see minutes: " + alarm.whole());
    }
    NavigableMap<Instant, Statistics> past = values.headMap(until, true);
    List<Statistics> newest =
        past.descendingMap().values().stream().limit(alarm.periods()).toList();
    boolean breaching =
        newest.size() == alarm.periods() && newest.stream().allMatch(alarm::breaches);
    return Optional.of(new Seen(past.lastKey(), breaching));
  }

  /** The newest minute of a metric, and whether it and those before it breach. */
  public record Seen(Instant minute, boolean breaching) {}

  private static String id(String region, String alarm) {
    return region + "/" + alarm;
  }
}
