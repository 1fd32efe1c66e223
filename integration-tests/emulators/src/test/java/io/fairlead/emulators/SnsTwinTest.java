package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.notice.SnsNotifier;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.twin.sns.SnsTwin.Message;
import io.fairlead.emulators.world.AwsPlace;
import io.fairlead.port.Notifier.Notice;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The twin's topics, by the notifier that publishes to them. */
class SnsTwinTest {
  private static final String HERE = "eu-west-1";

  private final List<String> failures = new ArrayList<>();
  private AwsPlace place;
  private String topic;

  @BeforeEach
  void start() throws IOException {
    place = new AwsPlace();
    topic = place.twin().sns().topic("111122223333", HERE, "notices");
  }

  @AfterEach
  void stop() {
    place.close();
  }

  @Test
  void what_is_published_twice_is_there_twice() {
    place.twin().faults().add(new Where("sns", HERE, "Publish"), new Fault.Twice());

    publish(HERE, "front");

    assertThat(failures).isEmpty();
    assertThat(place.twin().sns().messages(topic))
        .hasSize(2)
        .extracting(Message::subject)
        .containsOnly("Fairlead shop: moved front");
  }

  @Test
  void what_was_published_since_is_forgotten_with_the_rest_of_the_twin() {
    publish(HERE, "front");
    place.clock().pass(Duration.ofSeconds(1));
    Instant mark = place.clock().instant();
    publish(HERE, "back");

    place.twin().rewind(mark);

    assertThat(place.twin().sns().messages(topic))
        .extracting(Message::subject)
        .containsExactly("Fairlead shop: moved front");
  }

  @Test
  void a_topic_is_not_there_at_another_regions_endpoint_and_takes_no_line_break() {
    publish("us-east-1", "front");
    publish(HERE, "front\nback");

    assertThat(place.twin().sns().messages(topic)).isEmpty();
    assertThat(failures).hasSize(2);
    assertThat(failures.getFirst()).contains("sns:Publish", "NotFound");
    assertThat(failures.getLast()).contains("InvalidParameter", "Subject");
  }

  private void publish(String location, String subject) {
    Instant now = place.clock().instant();
    new SnsNotifier(
            place.clients(), new SnsNotifier.Topic(location, topic), Set.of(), failures::add)
        .send(List.of(new Notice("moved", "shop", subject, "text", now)), now.plusSeconds(10));
  }
}
