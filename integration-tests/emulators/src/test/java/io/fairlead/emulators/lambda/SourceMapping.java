package io.fairlead.emulators.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What AWS runs between a queue and a function: it receives messages, hands each on by itself and
 * deletes those that were answered. Here it is late, hands on twice and loses, too, by chance; but
 * the last copy of a slot's message comes before the next slot begins, unless all are to be lost.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Lambda with SQS</a>
 */
final class SourceMapping {
  /** More than a message may be late by. */
  private static final Duration TOO_LATE = Duration.ofSeconds(95);

  private static final int MOST_JITTER = 4;
  private static final int PAGE = 10;

  private final PackagedFleet fleet;
  private final String region;
  private final Environments environments;
  private final Agenda agenda;
  private final Random random;
  private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
  private final Set<Instant> unlucky = new HashSet<>();
  private int delivered;

  /** What becomes of a message. */
  enum Fate {
    ON_TIME,
    LATE,
    OVERTAKEN,
    TOO_LATE,
    DOUBLED,
    LOST
  }

  SourceMapping(
      PackagedFleet fleet, String region, Environments environments, Agenda agenda, Random random) {
    this.fleet = fleet;
    this.region = region;
    this.environments = environments;
    this.agenda = agenda;
    this.random = random;
  }

  /** Loses every copy of a slot's message. */
  void losesAllOf(Instant slot) {
    unlucky.add(slot);
  }

  /** Takes what the queue shows by now. */
  CompletableFuture<?> poll() {
    SortedMap<Instant, List<Message>> bySlot = new TreeMap<>();
    for (Message message : received()) {
      bySlot.computeIfAbsent(slot(message), _ -> new ArrayList<>()).add(message);
    }
    List<CompletableFuture<?>> now = new ArrayList<>();
    bySlot.forEach(
        (slot, copies) -> {
          for (int i = 0; i < copies.size(); i++) {
            Fate[] possible = possible(slot, i == copies.size() - 1);
            now.add(handed(copies.get(i), possible[random.nextInt(possible.length)]));
          }
        });
    return CompletableFuture.allOf(now.toArray(CompletableFuture[]::new));
  }

  private Fate[] possible(Instant slot, boolean last) {
    if (unlucky.contains(slot)) {
      return new Fate[] {Fate.LOST};
    }
    return last ? new Fate[] {Fate.ON_TIME, Fate.LATE, Fate.DOUBLED} : Fate.values();
  }

  private List<Message> received() {
    List<Message> all = new ArrayList<>();
    List<Message> page;
    do {
      page =
          sqs()
              .receiveMessage(
                  ask ->
                      ask.queueUrl(fleet.aws.queue(region))
                          .maxNumberOfMessages(PAGE)
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
              .messages();
      all.addAll(page);
    } while (!page.isEmpty());
    return all;
  }

  private CompletableFuture<?> handed(Message message, Fate fate) {
    fates.merge(fate, 1, Integer::sum);
    Instant now = fleet.time.instant();
    switch (fate) {
      case ON_TIME -> {
        return delivered(message, 1);
      }
      case DOUBLED -> {
        return delivered(message, 2);
      }
      case LATE -> agenda.at(now.plusSeconds(1 + random.nextInt(MOST_JITTER)), once(message));
      case OVERTAKEN -> agenda.at(now.plus(Events.SLOT).plusSeconds(1), once(message));
      case TOO_LATE -> agenda.at(now.plus(TOO_LATE), once(message));
      case LOST -> deleted(message);
    }
    return CompletableFuture.completedFuture(null);
  }

  private Supplier<CompletableFuture<?>> once(Message message) {
    return () -> delivered(message, 1);
  }

  /** Hands a message on so many times, side by side, and deletes it where all were answered. */
  private CompletableFuture<?> delivered(Message message, int times) {
    delivered += times;
    List<CompletableFuture<RuntimeApi.Answer>> answers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      answers.add(environments.invoke(event(message)));
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenRun(
            () -> {
              if (answers.stream().allMatch(answer -> answer.join().good())) {
                deleted(message);
              }
            });
  }

  private void deleted(Message message) {
    sqs()
        .deleteMessage(
            gone -> gone.queueUrl(fleet.aws.queue(region)).receiptHandle(message.receiptHandle()));
  }

  /** As SQS's records are handed to functions. */
  private String event(Message message) {
    ObjectNode event = JsonMapper.shared().createObjectNode();
    ObjectNode record = event.putArray("Records").addObject();
    record.put("messageId", message.messageId()).put("receiptHandle", message.receiptHandle());
    record.put("body", message.body());
    ObjectNode attributes = record.putObject("attributes");
    message.attributesAsStrings().forEach(attributes::put);
    record.putObject("messageAttributes");
    record.put("md5OfBody", message.md5OfBody()).put("eventSource", "aws:sqs");
    record.put("eventSourceARN", "arn:aws:sqs:" + fleet.aws.location(region) + ":111122223333:q");
    record.put("awsRegion", fleet.aws.location(region));
    return event.toString();
  }

  private static Instant slot(Message message) {
    return Instant.ofEpochMilli(JsonMapper.shared().readTree(message.body()).path("slot").asLong());
  }

  private SqsClient sqs() {
    return fleet.aws.clients.sqs(fleet.aws.location(region));
  }

  /** How often each thing happened. */
  Map<Fate, Integer> fates() {
    return Map.copyOf(fates);
  }

  /** How often it invoked. */
  int invocations() {
    return delivered;
  }
}
