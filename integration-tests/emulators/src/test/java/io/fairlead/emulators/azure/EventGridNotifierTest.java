package io.fairlead.emulators.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenRequestContext;
import io.fairlead.azure.client.AccountKey;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.identity.AzureIdentity;
import io.fairlead.azure.notice.EventGridNotifier;
import io.fairlead.parts.SelfSigned;
import io.fairlead.port.Notifier.Notice;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notices to a topic over TLS, by an identity's token or by the topic's key. */
class EventGridNotifierTest {
  private static final String KEY = "the-key-of-the-topic";
  private static final String CLIENT = "00000000-0000-4000-8000-00000000000a";
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private static Path folder;
  private static SSLContext tls;

  private final List<String> failures = new ArrayList<>();
  private Authority authority;

  @BeforeAll
  static void makeCertificate() throws Exception {
    tls = SelfSigned.localhost(folder);
  }

  @BeforeEach
  void startAuthority() throws Exception {
    authority = new Authority();
  }

  @AfterEach
  void stopAuthority() {
    authority.close();
  }

  @Test
  void notices_are_published_as_events_with_a_token_for_event_grid() throws Exception {
    AzureIdentity identity = identity();
    try (EventGridTopic topic = new EventGridTopic("Bearer " + token(identity), tls)) {
      notifier(topic.endpoint(), null, identity)
          .send(List.of(notice("moved", "a"), notice("silent", "b"), notice("moved", "c")), soon());

      assertThat(failures).isEmpty();
      assertThat(topic.events())
          .extracting(event -> event.path("type").asString())
          .containsExactly("io.fairlead.notice.moved", "io.fairlead.notice.moved");
      assertThat(topic.events().getFirst().path("subject").asString()).isEqualTo("address/eu/a");
      assertThat(topic.events().getFirst().path("time").asString()).isEqualTo(AT.toString());
      assertThat(topic.events().getFirst().path("data").path("text").asString())
          .isEqualTo("gw-1 to gw-2");
    }
    assertThat(authority.asked())
        .singleElement()
        .satisfies(
            asked ->
                assertThat(asked.query())
                    .contains("resource=https://eventgrid.azure.net")
                    .contains("client_id=" + CLIENT));
  }

  @Test
  void a_notice_that_is_sent_again_is_known_by_its_id_and_another_one_is_not() throws Exception {
    try (EventGridTopic topic = new EventGridTopic(KEY, tls)) {
      EventGridNotifier notifier = notifier(topic.endpoint(), KEY, identity());
      notifier.send(List.of(notice("moved", "a")), soon());
      notifier.send(List.of(notice("moved", "a"), notice("moved", "b")), soon());

      List<String> ids = topic.events().stream().map(event -> event.path("id").asString()).toList();
      assertThat(ids).hasSize(3);
      assertThat(ids.get(1)).isEqualTo(ids.get(0)).isNotEqualTo(ids.get(2));
    }
    assertThat(authority.asked()).as("a key needs no token").isEmpty();
  }

  @Test
  void more_notices_than_a_batch_takes_are_sent_in_batches() throws Exception {
    List<Notice> many = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      many.add(notice("moved", "a" + i));
    }
    try (EventGridTopic topic = new EventGridTopic(KEY, tls)) {
      notifier(topic.endpoint(), KEY, identity()).send(many, soon());

      assertThat(topic.events()).hasSize(250);
    }
  }

  @Test
  void a_refusal_is_told_with_what_to_do_and_without_the_key() throws Exception {
    try (EventGridTopic topic = new EventGridTopic(KEY, tls)) {
      List<Notice> one = List.of(notice("moved", "a"));
      notifier(topic.endpoint(), "another-key-of-a-topic", identity()).send(one, soon());
      notifier(topic.endpoint(), null, identity()).send(one, soon());
      notifier(topic.endpoint().resolve("/elsewhere"), KEY, identity()).send(one, soon());

      assertThat(topic.events()).isEmpty();
    }
    assertThat(failures)
        .containsExactly(
            "events to localhost were answered 401: the key is not that of the topic",
            "events to localhost were answered 401: grant the identity 'EventGrid Data Sender' on"
                + " the topic",
            "events to localhost were answered 404: correct the topic's endpoint");
  }

  @Test
  void where_nobody_answers_or_nobody_gives_a_token_a_sentence_says_so() throws Exception {
    EventGridTopic gone = new EventGridTopic(KEY, tls);
    gone.close();
    notifier(gone.endpoint(), KEY, identity()).send(List.of(notice("moved", "a")), soon());
    authority.refuse("{\"error\":\"invalid_client\"}");
    notifier(gone.endpoint(), null, identity()).send(List.of(notice("moved", "a")), soon());
    notifier(gone.endpoint(), KEY, identity()).send(List.of(notice("moved", "a")), Instant.EPOCH);

    assertThat(failures).hasSize(3);
    assertThat(failures.get(0)).startsWith("events to localhost got no answer");
    assertThat(failures.get(1))
        .startsWith("events to localhost were not sent: the function's managed identity")
        .endsWith("gives no token: 401 invalid_client");
    assertThat(failures.get(2)).startsWith("no time was left to ask: events to localhost");
  }

  private EventGridNotifier notifier(URI endpoint, String key, AzureIdentity identity) {
    Supplier<HttpClient.Builder> trusting = () -> HttpClient.newBuilder().sslContext(tls);
    return new EventGridNotifier(
        new EventGridNotifier.Topic(endpoint, key == null ? null : new AccountKey(key)),
        new AzureAccess(identity, InstantSource.system(), trusting),
        Set.of("moved"),
        failures::add);
  }

  private AzureIdentity identity() {
    return AzureIdentity.of(
        Map.of("IDENTITY_ENDPOINT", authority.uri("/msi/token").toString(), "IDENTITY_HEADER", "h"),
        CLIENT,
        InstantSource.system());
  }

  /** The token that it keeps. */
  private static String token(AzureIdentity identity) {
    return identity
        .getTokenSync(new TokenRequestContext().addScopes("https://eventgrid.azure.net/.default"))
        .getToken();
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(10);
  }

  private static Notice notice(String kind, String address) {
    return new Notice(kind, "shop", "address/eu/" + address, "gw-1 to gw-2", AT);
  }
}
