package io.fairlead.emulators.lambda;

import io.fairlead.emulators.Emulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who subscribed to the topics of every region, by one queue. */
final class Subscriber {
  private static final String QUEUE = "people";

  private final SqsClient sqs;
  private final String queue;

  /** What somebody is told, and by the topic of which location. */
  record Told(String location, String kind, String subject, String text) {}

  Subscriber(FleetInAws fleet) {
    String location = FleetInAws.LOCATIONS.getFirst();
    sqs = fleet.clients.sqs(location);
    queue =
        sqs.createQueue(
                make ->
                    make.queueName(QUEUE)
                        .attributesWithStrings(
                            Map.of(
                                QueueAttributeName.MESSAGE_RETENTION_PERIOD.toString(), "1209600")))
            .queueUrl();
    String arn = "arn:aws:sqs:" + location + ":" + Emulator.ACCOUNT + ":" + QUEUE;
    for (String topic : fleet.topics()) {
      fleet
          .clients
          .sns(topic.split(":", -1)[3])
          .subscribe(to -> to.topicArn(topic).protocol("sqs").endpoint(arn));
    }
  }

  /** What came since the last question; a notice is here when the run that sent it has ended. */
  List<Told> told() {
    List<Told> all = new ArrayList<>();
    List<Message> page;
    do {
      page = sqs.receiveMessage(ask -> ask.queueUrl(queue).maxNumberOfMessages(10)).messages();
      for (Message message : page) {
        all.add(told(JsonMapper.shared().readTree(message.body())));
        sqs.deleteMessage(gone -> gone.queueUrl(queue).receiptHandle(message.receiptHandle()));
      }
    } while (!page.isEmpty());
    return all;
  }

  private static Told told(JsonNode envelope) {
    JsonNode notice = JsonMapper.shared().readTree(envelope.path("Message").asString());
    String subject = envelope.path("Subject").asString();
    String expected =
        "Fairlead "
            + notice.path("fleet").asString()
            + ": "
            + notice.path("kind").asString()
            + " "
            + notice.path("subject").asString();
    if (!subject.equals(expected)) {
      throw new AssertionError("a notice's subject is '" + subject + "', not '" + expected + "'");
    }
    return new Told(
        envelope.path("TopicArn").asString().split(":", -1)[3],
        notice.path("kind").asString(),
        notice.path("subject").asString(),
        notice.path("text").asString());
  }
}
