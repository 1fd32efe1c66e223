package io.fairlead.emulators.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.lambda.FleetInAws.Kept;
import io.fairlead.emulators.lambda.SourceMapping.Fate;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;

/**
 * Virtual minutes of three regions as AWS plays them: a schedule that fires once a minute, in each
 * region at a second of its own, and delayed messages in real queues, handed on by a mapping that
 * is late, doubles and loses.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@NeedsParts({Part.MINISTACK, Part.FAKETIME})
class PackagedQueueTest {
  private static final int MINUTES = Integer.getInteger("fairlead.queue.minutes", 4);
  private static final long SEED = Long.getLong("fairlead.queue.seed", 20261129);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** When the schedule fires in a region, in seconds of the minute. */
  private static final Map<String, Integer> FIRES =
      Map.of("ireland", 2, "frankfurt", 17, "paris", 41);

  /** Messages wait whole seconds, rounded up; calls that queue them are slow on a busy machine. */
  private static final Duration SHOWN = Duration.ofSeconds(4);

  private static final int SLOTS_AHEAD = 11;

  /** Where every message of one slot is lost, and when that is: no scheduled run falls into it. */
  private static final String UNLUCKY = "frankfurt";

  private static final Duration LOST = Duration.ofSeconds(140);

  private final SortedMap<String, Environments> environments = new TreeMap<>();
  private final SortedMap<String, SourceMapping> mappings = new TreeMap<>();
  private PackagedFleet fleet;

  @BeforeAll
  void start() throws IOException {
    fleet = new PackagedFleet(Kept.TABLES);
    fleet.settle();
    for (String region : FleetInAws.REGIONS) {
      // A second process in one region is enough to run two messages of one slot at a time.
      environments.put(region, new Environments(fleet, region, region.equals("ireland") ? 2 : 1));
    }
  }

  @AfterAll
  void stop() throws IOException {
    environments.values().forEach(Environments::close);
    fleet.close();
  }

  @Test
  @Order(1)
  void every_slot_ticks_once_in_each_region_unless_all_its_messages_are_lost() {
    System.out.println("queue: -Dfairlead.queue.seed=" + SEED + ", " + MINUTES + " minutes");
    Agenda agenda = new Agenda(fleet.time);
    Random random = new Random(SEED);
    Instant begin = nextMinute();
    Instant end = begin.plus(MINUTE.multipliedBy(MINUTES));
    int scheduled = 0;
    Map<String, Integer> before = new TreeMap<>();
    for (String region : FleetInAws.REGIONS) {
      before.put(region, environments.get(region).lines().size());
      mappings.put(
          region, new SourceMapping(fleet, region, environments.get(region), agenda, random));
      scheduled = schedule(agenda, region, begin);
      for (Instant slot = begin; slot.isBefore(end); slot = slot.plus(Events.SLOT)) {
        agenda.at(slot.plus(SHOWN), mappings.get(region)::poll);
      }
    }

    mappings.get(UNLUCKY).losesAllOf(begin.plus(LOST));

    agenda.run(end);

    for (String region : FleetInAws.REGIONS) {
      List<JsonNode> lines = environments.get(region).lines();
      lines = lines.subList(before.get(region), lines.size());
      assertThat(lines).hasSize(scheduled + mappings.get(region).invocations());
      Instant first = Events.slot(begin.plusSeconds(FIRES.get(region)));
      SortedMap<Instant, Integer> slots = once(first, end);
      if (region.equals(UNLUCKY)) {
        assertThat(slots.remove(begin.plus(LOST))).isEqualTo(1);
      }
      assertThat(ticksBySlot(lines)).as(region).containsExactlyEntriesOf(slots);
      assertThat(outcomes(lines, "Done")).as("doubled and overtaken in %s", region).isPositive();
      onlyTheScheduledRunQueues(lines, scheduled);
    }
    assertThat(fates().keySet()).containsExactlyInAnyOrder(Fate.values());
    assertThat(environments.get("ireland").most()).isEqualTo(2);
    assertThat(fleet.isAtRest()).isTrue();
  }

  /** Each minute, and once twice: Scheduler delivers at least once. */
  private int schedule(Agenda agenda, String region, Instant begin) {
    int fired = 0;
    for (int minute = 0; minute < MINUTES; minute++) {
      Instant time = begin.plus(MINUTE.multipliedBy(minute));
      int times = minute == 1 ? 2 : 1;
      for (int i = 0; i < times; i++) {
        agenda.at(
            time.plusSeconds(FIRES.get(region)).plusMillis(i),
            () -> environments.get(region).invoke(Events.scheduled(time)));
        fired++;
      }
    }
    return fired;
  }

  private static void onlyTheScheduledRunQueues(List<JsonNode> lines, int scheduled) {
    List<JsonNode> queueing = lines.stream().filter(line -> line.has("queued")).toList();
    assertThat(queueing).hasSize(scheduled);
    assertThat(queueing).allMatch(line -> line.path("source").asString().equals("schedule"));
    assertThat(queueing).allMatch(line -> line.path("queued").asInt() == SLOTS_AHEAD);
    assertThat(lines).noneMatch(line -> line.has("queueTrouble"));
    assertThat(lines).noneMatch(line -> line.path("outcome").asString().equals("Failed"));
  }

  @Test
  @Order(2)
  void a_message_whose_run_is_killed_goes_to_the_dead_letters_and_the_next_slot_ticks()
      throws IOException {
    fleet.time.until(nextMinute());
    fleet.run("ireland", Events.scheduled(fleet.time.instant()));
    fleet.time.pass(Events.SLOT.plus(SHOWN));
    String body = Events.body(Events.slot(fleet.time.instant()));
    Message message =
        received(fleet.aws.queue("ireland")).stream()
            .filter(each -> each.body().equals(body))
            .findFirst()
            .orElseThrow();
    FunctionProcess process = fleet.tick("ireland");
    Strike strike =
        Strike.before(fleet.aws.twin, new Where("ec2", "", "DescribeAddresses"), 1, process::kill);
    strike.await(process.begin(Events.message(message.body()), PackagedFleet.TIMEOUT));
    process.restart();
    fleet.aws.twin.faults().clear();

    fleet.time.pass(Duration.ofSeconds(181));
    List<String> again = received(fleet.aws.queue("ireland")).stream().map(Message::body).toList();

    assertThat(again).doesNotContain(message.body());
    assertThat(received(fleet.aws.deadLetters("ireland")))
        .extracting(Message::body)
        .contains(message.body());
    // Nobody ticked for three minutes: the first round makes entries that are fresh.
    fleet.nextSlot();
    fleet.rounds(2);
    assertThat(fleet.run("ireland", fleet.message()).path("Outcome").asInt()).isEqualTo(1);
  }

  @Test
  @Order(3)
  void with_the_queue_lost_the_schedule_alone_ticks_and_still_moves_an_address() {
    for (String region : FleetInAws.REGIONS) {
      fleet
          .aws
          .clients
          .sqs(fleet.aws.location(region))
          .deleteQueue(queue -> queue.queueUrl(fleet.aws.queue(region)));
    }
    String holder = fleet.aws.holder("paris");
    fleet.aws.kill("paris", holder.equals("gw-1") ? 1 : 2);
    Map<String, Integer> before = new TreeMap<>();
    environments.forEach((region, each) -> before.put(region, each.lines().size()));
    Agenda agenda = new Agenda(fleet.time);
    Instant begin = nextMinute();
    int scheduled = 0;
    for (String region : FleetInAws.REGIONS) {
      scheduled = schedule(agenda, region, begin);
    }

    agenda.run(begin.plus(MINUTE.multipliedBy(MINUTES)));

    for (String region : FleetInAws.REGIONS) {
      List<JsonNode> lines = environments.get(region).lines();
      lines = lines.subList(before.get(region), lines.size());
      assertThat(lines).hasSize(scheduled);
      assertThat(ticksBySlot(lines)).hasSize(MINUTES);
      assertThat(lines).allMatch(line -> line.path("queued").asInt(-1) == 0);
      assertThat(lines)
          .allMatch(line -> line.path("queueTrouble").asString("").contains("sqs:SendMessage"));
    }
    assertThat(fleet.aws.holder("paris")).isNotEqualTo(holder).isNotEmpty();
    assertThat(fleet.isAtRest()).isTrue();
  }

  private List<Message> received(String queue) {
    List<Message> all = new ArrayList<>();
    List<Message> page;
    do {
      page =
          fleet
              .aws
              .clients
              .sqs(fleet.aws.location("ireland"))
              .receiveMessage(ask -> ask.queueUrl(queue).maxNumberOfMessages(10))
              .messages();
      all.addAll(page);
    } while (!page.isEmpty());
    return all;
  }

  private Instant nextMinute() {
    long minute = MINUTE.toMillis();
    return Instant.ofEpochMilli((fleet.time.instant().toEpochMilli() / minute + 1) * minute);
  }

  private static SortedMap<Instant, Integer> once(Instant first, Instant end) {
    SortedMap<Instant, Integer> slots = new TreeMap<>();
    for (Instant slot = first; slot.isBefore(end); slot = slot.plus(Events.SLOT)) {
      slots.put(slot, 1);
    }
    return slots;
  }

  /** How often each slot was ticked, by those that had not to leave it alone. */
  private static SortedMap<Instant, Integer> ticksBySlot(List<JsonNode> lines) {
    SortedMap<Instant, Integer> ticks = new TreeMap<>();
    lines.stream()
        .filter(line -> line.has("_aws"))
        .forEach(line -> ticks.merge(Instant.parse(line.path("slot").asString()), 1, Integer::sum));
    return ticks;
  }

  private static long outcomes(List<JsonNode> lines, String outcome) {
    return lines.stream().filter(line -> line.path("outcome").asString().equals(outcome)).count();
  }

  private Map<Fate, Integer> fates() {
    Map<Fate, Integer> all = new EnumMap<>(Fate.class);
    mappings
        .values()
        .forEach(each -> each.fates().forEach((f, n) -> all.merge(f, n, Integer::sum)));
    return all;
  }
}
