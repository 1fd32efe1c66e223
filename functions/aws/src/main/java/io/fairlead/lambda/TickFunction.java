package io.fairlead.lambda;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.flag.FlagStore;
import io.fairlead.aws.flag.S3Canary;
import io.fairlead.port.Lanes;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.aws.AwsPassport;
import io.fairlead.wiring.aws.AwsStores;
import io.fairlead.wiring.function.Defect;
import io.fairlead.wiring.function.Invocation;
import io.fairlead.wiring.function.RegionCycles;
import io.fairlead.wiring.function.Slots;
import io.fairlead.wiring.function.TickLine;
import io.fairlead.wiring.function.TickNotices;
import io.fairlead.wiring.function.ToldFindings;
import io.fairlead.wiring.function.TopologySource;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.topology.CloudScope;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The tick of a region, asked for by a schedule and by a queue. Only the scheduled run queues: a
 * message that queued messages would be a loop, which Lambda stops.
 */
final class TickFunction implements AutoCloseable {
  private final Settings settings;
  private final AwsClients clients;
  private final InstantSource clock;
  private final TopologySource source;
  private final ToldFindings told = new ToldFindings();
  private final Stores stores;
  private @Nullable RegionTick region;

  /** A queued run does not exercise the canary. */
  private final CanaryWord canary = new CanaryWord();

  private String flagLine = "";

  TickFunction(Settings settings, AwsClients clients, Map<String, String> environment) {
    this.settings = settings;
    this.clients = clients;
    this.clock = clients.access().clock();
    this.source = settings.topology(clients, environment);
    this.stores = Stores.ofFunction(opening(), Lanes.ONE, new AwsStores(clients.access()));
  }

  private Opening opening() {
    AwsPassport passport = new AwsPassport(clients, settings.location());
    return new Opening("fairlead", clock, settings.region(), List.of(passport));
  }

  /**
   * One invocation.
   *
   * @return the line to log
   */
  String handle(byte[] input, Invocation invocation) {
    clients.callsTaken();
    flagLine = "";
    TickLine line = new TickLine(settings.region(), invocation.began(), EmbeddedMetrics::describe);
    TickEvent event = TickEvent.read(input);
    return switch (event) {
      case TickEvent.Other(String why) -> line.left("Ignored", why);
      case TickEvent.Scheduled(Instant time) when old(time, invocation) ->
          line.asked("schedule", time).left("Dropped", "the event is older than 90 s");
      case TickEvent.Queued(Instant slot) when old(slot, invocation) ->
          line.asked("queue", slot).left("Dropped", "the message is older than 90 s");
      case TickEvent.Scheduled _ -> timely(null, line, invocation);
      case TickEvent.Queued(Instant slot) -> timely(slot, line, invocation);
    };
  }

  /** The line of flags of the last invocation, an event of its own; empty where it has none. */
  String flagLine() {
    return flagLine;
  }

  private static boolean old(Instant time, Invocation invocation) {
    return invocation.began().isAfter(time.plus(TickEvent.MOST_AGE));
  }

  /**
   * Ticks for a slot.
   *
   * @param asked the slot of a message; null = the slot of now, by the schedule
   */
  private String timely(@Nullable Instant asked, TickLine line, Invocation invocation) {
    TopologySource.Known known = source.current(invocation);
    Topology topology = known.topology();
    if (topology == null) {
      return line.failed("no topology: " + known.trouble(), took(invocation));
    }
    line.topology(topology, known.trouble());
    if (!(topology.clouds().get(settings.region()) instanceof CloudScope.Aws scope)) {
      return line.failed(settings.region() + " is no region of AWS", took(invocation));
    }
    if (isNew(topology)) {
      Optional<String> objection = RegionTick.objection(topology);
      if (objection.isPresent()) {
        return line.failed(objection.get(), took(invocation));
      }
    }
    Slots slots = new Slots(topology.fleet().safety().probe().interval());
    Instant slot = asked == null ? slots.of(invocation.began()) : asked;
    line.asked(asked == null ? "schedule" : "queue", slot);
    MinuteBeside minute =
        asked == null ? minute(topology, scope, slots.after(invocation.began()), invocation) : null;
    try {
      return entered(new Slot(topology, scope.table(), slot), line, minute, invocation);
    } catch (RuntimeException bug) {
      // The one place where a defect ends: the line tells it, and the next tick is the retry.
      return line.failed(Defect.described(bug), took(invocation));
    }
  }

  /** What the run of this minute does beside its tick. */
  private MinuteBeside minute(
      Topology topology, CloudScope.Aws scope, List<Instant> slots, Invocation invocation) {
    String url = settings.queue();
    TickQueue queue = url == null ? null : new TickQueue(clients, settings.location(), url);
    MinuteBeside minute = new MinuteBeside(queue, slots, invocation);
    String bucket = scope.flagBucket();
    if (bucket == null) {
      return minute;
    }
    FlagStore own = new FlagStore(settings.region(), settings.location(), bucket);
    return minute.exercise(new S3Canary(clients, topology.fleet().name(), own));
  }

  /** A slot of a topology, and the table that knows whether it is done. */
  private record Slot(Topology topology, String table, Instant at) {}

  private String entered(
      Slot slot, TickLine line, @Nullable MinuteBeside minute, Invocation invocation) {
    try {
      SlotGate gate = new SlotGate(clients, settings.location(), slot.table(), settings.region());
      SlotGate.Entry entry = gate.enter(slot.at(), invocation.until());
      if (entry == SlotGate.Entry.DONE) {
        return join(line, minute)
            .findings(canaryFinding())
            .left("Done", "this slot is done already");
      }
      try (TickNotices notices = notices(slot.topology(), invocation)) {
        RegionTick ticking = tick(slot.topology());
        RegionCycles.Ticked ticked = ticking.run(invocation, notices.notifier());
        join(line, minute);
        tell(ticking, line, notices);
        flagLine = ticking.flagLine(invocation);
        notices.end(line).calls(clients.callsTaken());
        Duration lag = Duration.between(slot.at(), invocation.began());
        return line.ticked(ticked, lag, took(invocation));
      }
    } catch (RuntimeException bug) {
      join(line, minute);
      throw bug;
    }
  }

  private TickNotices notices(Topology topology, Invocation invocation) {
    return new TickNotices(
        failures -> Receivers.of(topology, clients, settings.location(), failures),
        told,
        invocation,
        clock);
  }

  private TickLine join(TickLine line, @Nullable MinuteBeside minute) {
    if (minute != null) {
      minute.join(line, clock);
      canary.said(minute.canaryTrouble(), clock.instant());
    }
    return line;
  }

  /** What is amiss goes into the line each time, and to people when it appears. */
  private void tell(RegionTick ticking, TickLine line, TickNotices notices) {
    SortedMap<String, String> findings = ticking.findings();
    findings.putAll(canaryFinding());
    line.findings(findings);
    SortedMap<String, String> lasting = ticking.lastingFindings();
    lasting.putAll(canaryFinding());
    notices.findings(ticking.topology().fleet().name(), lasting);
  }

  private SortedMap<String, String> canaryFinding() {
    return canary.finding(settings.region(), clock.instant());
  }

  /** What ticks by this topology; made anew when the topology is another. */
  private RegionTick tick(Topology topology) {
    RegionTick made = region;
    if (made != null && !isNew(topology)) {
      return made;
    }
    if (made != null) {
      made.close();
    }
    RegionTick next = new RegionTick(topology, settings, clients, stores);
    region = next;
    return next;
  }

  private boolean isNew(Topology topology) {
    RegionTick made = region;
    return made == null || !made.topology().equals(topology);
  }

  private Duration took(Invocation invocation) {
    return invocation.took(clock.instant());
  }

  @Override
  public void close() {
    if (region != null) {
      region.close();
    }
  }
}
