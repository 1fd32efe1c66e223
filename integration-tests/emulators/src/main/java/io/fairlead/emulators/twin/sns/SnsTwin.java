package io.fairlead.emulators.twin.sns;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Past;
import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.Request;
import io.fairlead.emulators.twin.Service;
import io.fairlead.emulators.twin.Xml;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Standard topics of SNS: what is published twice is there twice.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
public final class SnsTwin implements Service {
  private static final int LONGEST_SUBJECT = 100;
  private static final int MOST_BYTES = 256 * 1024;
  private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

  private final InstantSource clock;
  private final Map<String, Past<List<Message>>> topics = new ConcurrentHashMap<>();

  /** No topics under a clock. */
  public SnsTwin(InstantSource clock) {
    this.clock = clock;
  }

  /** What a topic took. */
  public record Message(String subject, String text) {}

  /** Makes a topic; answers its ARN. */
  public String topic(String account, String region, String name) {
    String arn = "arn:aws:sns:" + region + ":" + account + ":" + name;
    topics.put(arn, new Past<>(List.of(), clock));
    return arn;
  }

  /** Everything that a topic took, oldest first. */
  public List<Message> messages(String arn) {
    return Objects.requireNonNull(topics.get(arn), arn).now();
  }

  /** Forgets what was published at an instant and after it. */
  public void rewind(Instant to) {
    topics.values().forEach(past -> past.rewind(to));
  }

  @Override
  public String operation(Request request) {
    return request.action();
  }

  @Override
  public Refusal stranger() {
    return new Refusal(
        403, "InvalidClientTokenId", "The security token included in the request is invalid.");
  }

  @Override
  public Reply answer(Call call, Instant asOf) {
    if (!call.operation().equals("Publish")) {
      throw new Refusal(
          400, "InvalidAction", "The action " + call.operation() + " is not valid here.");
    }
    String arn = call.parameter("TopicArn");
    Message message = new Message(call.parameter("Subject"), call.parameter("Message"));
    check(message);
    // A topic answers by the endpoint of its own region alone.
    Past<List<Message>> topic = arn.contains(":" + call.region() + ":") ? topics.get(arn) : null;
    if (topic == null) {
      throw new Refusal(404, "NotFound", "Topic does not exist");
    }
    synchronized (topic) {
      List<Message> all = new ArrayList<>(topic.now());
      all.add(message);
      topic.set(List.copyOf(all));
      return published("message-" + all.size());
    }
  }

  private static void check(Message message) {
    String subject = message.subject();
    if (subject.length() > LONGEST_SUBJECT || subject.chars().anyMatch(Character::isISOControl)) {
      throw new Refusal(400, "InvalidParameter", "Invalid parameter: Subject");
    }
    if (message.text().isEmpty()) {
      throw new Refusal(400, "InvalidParameter", "Invalid parameter: Empty message");
    }
    if (message.text().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new Refusal(400, "InvalidParameter", "Invalid parameter: Message too long");
    }
  }

  private static Reply published(String id) {
    String inside = new Xml().put("MessageId", id).toString();
    return new Reply(
        200,
        "<PublishResponse xmlns=\""
            + NAMESPACE
            + "\"><PublishResult>"
            + inside
            + "</PublishResult><ResponseMetadata><RequestId>twin</RequestId></ResponseMetadata></PublishResponse>");
  }

  @Override
  public String error(Refusal refusal, String requestId) {
    return "<ErrorResponse xmlns=\""
        + NAMESPACE
        + "\"><Error><Type>Sender</Type>"
        + new Xml().put("Code", refusal.code()).put("Message", refusal.getMessage())
        + "</Error><RequestId>"
        + requestId
        + "</RequestId></ErrorResponse>";
  }
}
