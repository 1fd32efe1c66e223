package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Notices to topics of Event Grid. */
final class EventGridTopologyTest {
  private static final String WEBHOOK = "{webhook: \"${FAIRLEAD_WEBHOOK:-}\"}";
  private static final String ENDPOINT =
      "https://notices.westeurope-1.eventgrid.azure.net/api/events";
  private static final String KEY = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";

  private static Edited told(String setting) {
    return new Edited(Examples.text("azure-three-regions")).with(WEBHOOK, setting);
  }

  private static Edited topic(String more) {
    return told("{eventGrid: {endpoint: \"" + ENDPOINT + "\"" + more + "}, on: [moved]}");
  }

  @Test
  void a_topic_is_named_by_its_endpoint_which_tells_its_location() {
    assertThat(topic("").valid().notices())
        .singleElement()
        .isInstanceOfSatisfying(
            NotifySetting.EventGrid.class,
            topic -> {
              assertThat(topic.endpoint()).isEqualTo(ENDPOINT);
              assertThat(topic.location()).isEqualTo("westeurope");
              assertThat(topic.key()).isNull();
              assertThat(topic.on()).containsExactly("moved");
            });
  }

  @Test
  void a_region_publishes_to_the_topics_of_its_own_location_or_to_all() {
    var west = new NotifySetting.EventGrid(ENDPOINT, null, new java.util.TreeSet<>());
    var north =
        new NotifySetting.EventGrid(
            ENDPOINT.replace("westeurope", "northeurope"), null, new java.util.TreeSet<>());
    List<NotifySetting.EventGrid> both = List.of(west, north);

    assertThat(NotifySetting.near(both, NotifySetting.EventGrid::location, "northeurope"))
        .containsExactly(north);
    assertThat(NotifySetting.near(both, NotifySetting.EventGrid::location, "francecentral"))
        .containsExactly(west, north);
  }

  @Test
  void a_key_is_a_reference_and_makes_no_other_fleet() {
    assertThat(topic(", key: \"" + KEY + "\"").errors())
        .containsExactly(
            "notify[0].eventGrid.key: a key is never in the file: name it, as in ${NAME} or"
                + " ${file:PATH}");
    Topology named =
        Examples.valid(
            Examples.read(topic(", key: \"${TOPIC_KEY}\"").text(), Map.of("TOPIC_KEY", KEY)));

    assertThat(named.toString()).doesNotContain(KEY);
    assertThat(named.fleet().digest()).isEqualTo(topic("").valid().fleet().digest());
    assertThat(named.fleet().digest())
        .isNotEqualTo(
            told("{eventGrid: {endpoint: \"" + ENDPOINT.replace("-1", "-2") + "\"}, on: [moved]}")
                .valid()
                .fleet()
                .digest());
  }

  @Test
  void a_token_is_not_sent_over_http() {
    assertThat(told("{eventGrid: {endpoint: \"http://127.0.0.1:8080/api/events\"}}").errors())
        .containsExactly(
            "notify[0].eventGrid.endpoint: no identity's token is sent over http: say https, or"
                + " give 'key'");
  }

  @Test
  void a_fleet_without_a_region_in_azure_has_nobody_who_publishes_there() {
    assertThat(
            Edited.threeRegions()
                .with(
                    "[{webhook: \"${FAIRLEAD_WEBHOOK:-}\", on: [moved, refused, frozen, conflict,"
                        + " silent]}]",
                    "[{eventGrid: {endpoint: \"" + ENDPOINT + "\"}}]")
                .errors())
        .contains(
            "notify[0].eventGrid.endpoint: functions in Azure publish to it, and no region is"
                + " there: say 'webhook' or 'sns'");
  }

  @Test
  void a_topic_that_no_template_lets_a_region_publish_to_is_a_warning() {
    assertThat(topic("").warnings())
        .contains(
            "warning: notify[0].eventGrid.endpoint: the functions of amsterdam, frankfurt, paris"
                + " publish to it by their identities, and infra/azure lets each publish to its own topic"
                + " alone, as in fairlead-azure-three-regions-amsterdam: 'fairlead stacks' prints"
                + " what lets them, or give 'key'");
    assertThat(Examples.read(topic(", key: \"${TOPIC_KEY}\"").text(), Map.of("TOPIC_KEY", KEY)))
        .isInstanceOfSatisfying(
            ReadTopology.Valid.class,
            keyed ->
                assertThat(keyed.warnings())
                    .noneMatch(warning -> warning.text("f").contains("eventGrid")));
  }

  @Test
  void a_topic_of_one_region_is_not_the_others_and_of_all_three_each_takes_its_own() {
    String own = "https://fairlead-azure-three-regions-%s.%s-1.eventgrid.azure.net/api/events";
    String amsterdam =
        "{eventGrid: {endpoint: \"%s\"}}".formatted(own.formatted("amsterdam", "westeurope"));
    String frankfurt =
        "{eventGrid: {endpoint: \"%s\"}}"
            .formatted(own.formatted("frankfurt", "germanywestcentral"));
    String paris =
        "{eventGrid: {endpoint: \"%s\"}}".formatted(own.formatted("paris", "francecentral"));

    assertThat(told(amsterdam + ", " + frankfurt + ", " + paris).warnings())
        .noneMatch(warning -> warning.contains("eventGrid"));
    assertThat(told(amsterdam + ", " + frankfurt).warnings())
        .filteredOn(warning -> warning.contains("eventGrid"))
        .hasSize(2)
        .allMatch(warning -> warning.contains("the functions of paris publish"));
  }
}
