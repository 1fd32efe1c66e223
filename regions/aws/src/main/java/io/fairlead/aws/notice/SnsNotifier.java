package io.fairlead.aws.notice;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.aws.client.SideBySide;
import io.fairlead.port.Notifier;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes each notice as JSON {@code {kind fleet subject text at}} to one topic, by the endpoint
 * of the topic's location. A topic that fails never fails a tick.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
public final class SnsNotifier implements Notifier {
  /** The longest subject that SNS takes. */
  private static final int SUBJECT = 100;

  private final AwsClients clients;
  private final Topic topic;
  private final Set<String> kinds;
  private final Consumer<String> failures;

  /** Where a topic is. */
  public record Topic(String location, String arn) {}

  /**
   * A notifier of one topic.
   *
   * @param kinds the kinds sent; empty = all
   * @param failures told one sentence for each notice that was not taken
   */
  public SnsNotifier(
      AwsClients clients, Topic topic, Set<String> kinds, Consumer<String> failures) {
    this.clients = clients;
    this.topic = topic;
    this.kinds = Set.copyOf(kinds);
    this.failures = failures;
  }

  @Override
  public void send(List<Notice> notices, Instant deadline) {
    List<Notice> wanted =
        notices.stream()
            .filter(notice -> kinds.isEmpty() || kinds.contains(notice.kind()))
            .toList();
    SideBySide.all(wanted, notice -> publish(notice, deadline)).stream()
        .filter(failure -> !failure.isEmpty())
        .forEach(failures);
  }

  /** One sentence where it failed; empty = taken. */
  private String publish(Notice notice, Instant deadline) {
    var budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      return AwsClients.NO_TIME + " sns:Publish";
    }
    String subject = "Fairlead " + notice.fleet() + ": " + notice.kind() + " " + notice.subject();
    try {
      clients
          .sns(topic.location())
          .publish(
              request ->
                  request
                      .topicArn(topic.arn())
                      .subject(subject.substring(0, Math.min(SUBJECT, subject.length())))
                      .message(JsonMapper.shared().writeValueAsString(notice))
                      .overrideConfiguration(budget.get()));
      return "";
    } catch (SdkException e) {
      return AwsFailure.of(e, "sns:Publish", topic.arn()).sentence();
    }
  }
}
