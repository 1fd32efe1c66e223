package io.fairlead.lambda;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.notice.SnsNotifier;
import io.fairlead.port.Notifier;
import io.fairlead.wiring.notice.WebhookNotifier;
import io.fairlead.wiring.topology.NotifySetting;
import io.fairlead.wiring.topology.Secret;
import io.fairlead.wiring.topology.Topology;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Whom a function tells: every webhook, and the topics of its own location where there are any. */
final class Receivers {
  private Receivers() {}

  /**
   * The notifiers of a topology in one location.
   *
   * @param failures told one sentence for each notice that was not taken
   */
  static List<Notifier> of(
      Topology topology, AwsClients clients, String location, Consumer<String> failures) {
    List<Notifier> receivers = new ArrayList<>();
    List<NotifySetting.Topic> topics = new ArrayList<>();
    for (NotifySetting setting : topology.notices()) {
      switch (setting) {
        case NotifySetting.Webhook(Secret url, var on) ->
            receivers.add(
                new WebhookNotifier(
                    URI.create(url.value()), on, clients.access().clock(), failures));
        case NotifySetting.Topic topic -> topics.add(topic);
        // Functions in Azure publish to it.
        case NotifySetting.EventGrid _ -> {}
      }
    }
    for (NotifySetting.Topic topic :
        NotifySetting.near(topics, NotifySetting.Topic::location, location)) {
      receivers.add(
          new SnsNotifier(
              clients, new SnsNotifier.Topic(topic.location(), topic.arn()), topic.on(), failures));
    }
    return receivers;
  }
}
