package io.fairlead.lambda;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.wiring.function.Invocation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * The ticks between two scheduled runs, as delayed messages.
 *
 * @param url of a standard queue
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">
 *     SendMessageBatch</a>
 */
record TickQueue(AwsClients clients, String location, String url) {
  /** Entries that one call takes. */
  private static final int BATCH = 10;

  /**
   * Queues a message for each slot, to arrive when it begins.
   *
   * @return how many were taken, and one sentence where not all were
   */
  Sent send(List<Instant> slots, Invocation invocation) {
    int taken = 0;
    for (int i = 0; i < slots.size(); i += BATCH) {
      List<Instant> some = slots.subList(i, Math.min(slots.size(), i + BATCH));
      Sent sent = batch(some, invocation);
      taken += sent.taken();
      if (!sent.trouble().isEmpty()) {
        return new Sent(taken, sent.trouble());
      }
    }
    return new Sent(taken, "");
  }

  /** What became of messages. */
  record Sent(int taken, String trouble) {}

  private Sent batch(List<Instant> slots, Invocation invocation) {
    var budget = clients.budget(invocation.until());
    if (budget.isEmpty()) {
      return new Sent(0, AwsClients.NO_TIME + " sqs:SendMessage");
    }
    try {
      SendMessageBatchResponse answer =
          clients
              .sqs(location)
              .sendMessageBatch(
                  request ->
                      request
                          .queueUrl(url)
                          .entries(entries(slots, invocation.began()))
                          .overrideConfiguration(budget.get()));
      return new Sent(
          answer.successful().size(),
          answer.failed().isEmpty()
              ? ""
              : "sqs:SendMessage on " + url + " answered " + answer.failed().getFirst().code());
    } catch (SdkException e) {
      return new Sent(0, AwsFailure.of(e, "sqs:SendMessage", url).sentence());
    }
  }

  private static List<SendMessageBatchRequestEntry> entries(List<Instant> slots, Instant now) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Instant slot : slots) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(Long.toString(slot.toEpochMilli()))
              .messageBody("{\"source\":\"queue\",\"slot\":" + slot.toEpochMilli() + "}")
              .delaySeconds(seconds(Duration.between(now, slot)))
              .build());
    }
    return entries;
  }

  /** Whole seconds, rounded up: a message that comes early would find its slot not begun. */
  private static int seconds(Duration delay) {
    return (int) Math.max(0, delay.plusMillis(999).toSeconds());
  }
}
