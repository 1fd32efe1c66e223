package io.fairlead.functionapp;

import io.fairlead.azure.client.AccountKey;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.identity.AzureIdentity;
import io.fairlead.azure.notice.EventGridNotifier;
import io.fairlead.port.Notifier;
import io.fairlead.wiring.notice.WebhookNotifier;
import io.fairlead.wiring.topology.CloudScope;
import io.fairlead.wiring.topology.NotifySetting;
import io.fairlead.wiring.topology.Secret;
import io.fairlead.wiring.topology.Topology;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Whom a function tells: every webhook, and the topics of Event Grid of its own location where
 * there are any. They last as long as their topology; one tick at a time takes their failures.
 */
final class Receivers {
  private final List<Notifier> notifiers = new ArrayList<>();
  private volatile Consumer<String> failures = _ -> {};

  Receivers(
      Topology topology, String region, Map<String, String> environment, InstantSource clock) {
    List<NotifySetting.EventGrid> topics = new ArrayList<>();
    for (NotifySetting setting : topology.notices()) {
      switch (setting) {
        case NotifySetting.Webhook(Secret url, var on) ->
            notifiers.add(new WebhookNotifier(URI.create(url.value()), on, clock, this::failed));
        case NotifySetting.EventGrid topic -> topics.add(topic);
        // Functions in AWS publish to it.
        case NotifySetting.Topic _ -> {}
      }
    }
    String client =
        topology.clouds().get(region) instanceof CloudScope.Azure scope ? scope.identity() : null;
    AzureAccess access = new AzureAccess(AzureIdentity.of(environment, client, clock), clock);
    String here = topology.fleet().region(region).location();
    for (NotifySetting.EventGrid each :
        NotifySetting.near(topics, NotifySetting.EventGrid::location, here)) {
      notifiers.add(new EventGridNotifier(topic(each), access, each.on(), this::failed));
    }
  }

  private static EventGridNotifier.Topic topic(NotifySetting.EventGrid setting) {
    Secret key = setting.key();
    return new EventGridNotifier.Topic(
        URI.create(setting.endpoint()), key == null ? null : new AccountKey(key.value()));
  }

  /** Those who are told by one tick. */
  List<Notifier> telling(Consumer<String> taker) {
    failures = taker;
    return List.copyOf(notifiers);
  }

  private void failed(String why) {
    failures.accept(why);
  }
}
