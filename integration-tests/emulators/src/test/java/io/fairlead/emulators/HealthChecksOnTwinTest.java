package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import software.amazon.awssdk.services.route53.model.HealthCheckType;
import software.amazon.awssdk.services.route53.model.HealthCheckVersionMismatchException;
import software.amazon.awssdk.services.route53.model.NoSuchChangeException;
import software.amazon.awssdk.services.route53.model.NoSuchHealthCheckException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** What flags and health checks make of answers on the twin, asked by dig. */
@NeedsParts(Part.DIG)
class HealthChecksOnTwinTest {
  private static final List<String> LOCATIONS = List.of("eu-west-1", "eu-central-1", "us-east-1");
  private static final String WEST = "192.0.2.1";
  private static final String EAST = "192.0.2.2";
  private static final int QUESTIONS = 60;

  private OnTwin on;
  private Route53Client route53;
  private String zone;
  private InetSocketAddress server;

  @BeforeEach
  void start() throws IOException {
    on = new OnTwin();
    route53 = on.clients.route53();
    zone = on.twin.route53().zone("orders.test");
    server = on.twin.route53().nameServers().getFirst();
    LOCATIONS.forEach(location -> on.twin.s3().bucket(location, "flags-" + location));
  }

  @AfterEach
  void stop() {
    on.close();
  }

  @Test
  void weights_share_the_answers_and_weight_0_gets_none() throws Exception {
    create("west", WEST, 128, null);
    create("east", EAST, 128, null);
    assertThat(asked().keySet()).containsExactlyInAnyOrder(WEST, EAST);

    set("east", EAST, 0, null);

    assertThat(asked()).containsOnlyKeys(WEST);
  }

  @Test
  void a_flag_in_two_of_three_stores_takes_a_record_out_and_one_alone_does_not() throws Exception {
    create("west", WEST, 100, evacuation("west"));
    create("east", EAST, 100, evacuation("east"));
    flag("eu-west-1", "west", true);
    on.clock.pass(Duration.ofSeconds(90));
    assertThat(asked().keySet()).containsExactlyInAnyOrder(WEST, EAST);

    flag("us-east-1", "west", true);
    on.clock.pass(Duration.ofSeconds(60));
    assertThat(asked().keySet()).containsExactlyInAnyOrder(WEST, EAST);
    on.clock.pass(Duration.ofSeconds(30));
    assertThat(asked()).containsOnlyKeys(EAST);

    flag("us-east-1", "west", false);
    on.clock.pass(Duration.ofSeconds(90));
    assertThat(asked().keySet()).containsExactlyInAnyOrder(WEST, EAST);
  }

  @Test
  void a_store_that_is_gone_is_as_one_without_flags() throws Exception {
    create("west", WEST, 100, evacuation("west"));
    create("east", EAST, 100, null);

    on.clients.s3("us-east-1").deleteBucket(bucket -> bucket.bucket("flags-us-east-1"));
    on.clock.pass(Duration.ofMinutes(5));

    assertThat(asked().keySet()).containsExactlyInAnyOrder(WEST, EAST);
  }

  @Test
  void weight_0_serves_where_every_other_record_is_out_and_all_serve_where_all_are_out()
      throws Exception {
    create("west", WEST, 100, evacuation("west"));
    create("east", EAST, 0, evacuation("east"));
    raise("west");
    assertThat(asked()).containsOnlyKeys(EAST);

    raise("east");

    assertThat(asked()).containsOnlyKeys(WEST);
  }

  @Test
  void weights_that_are_all_0_share_evenly() throws Exception {
    create("west", WEST, 0, null);
    create("east", EAST, 0, null);

    assertThat(asked().keySet()).containsExactlyInAnyOrder(WEST, EAST);
  }

  @Test
  void a_check_is_told_inverted_and_its_status_is_what_its_endpoint_says() {
    String check = inverted("west", "eu-west-1");
    flag("eu-west-1", "west", true);
    on.clock.pass(Duration.ofSeconds(90));

    assertThat(route53.getHealthCheck(get -> get.healthCheckId(check)).healthCheck())
        .satisfies(found -> assertThat(found.healthCheckConfig().inverted()).isTrue());
    assertThat(
            route53.getHealthCheckStatus(get -> get.healthCheckId(check)).healthCheckObservations())
        .singleElement()
        .satisfies(seen -> assertThat(seen.statusReport().status()).startsWith("Failure"));
  }

  @Test
  void an_update_of_an_old_version_of_a_check_is_refused() {
    String check = inverted("west", "eu-west-1");
    route53.updateHealthCheck(up -> up.healthCheckId(check).healthCheckVersion(1L).inverted(false));

    assertThatThrownBy(
            () ->
                route53.updateHealthCheck(
                    up -> up.healthCheckId(check).healthCheckVersion(1L).inverted(true)))
        .isInstanceOf(HealthCheckVersionMismatchException.class);
    assertThatThrownBy(() -> route53.getHealthCheck(get -> get.healthCheckId("none")))
        .isInstanceOf(NoSuchHealthCheckException.class);
  }

  @Test
  void a_change_is_pending_until_all_servers_have_it_and_a_forgotten_one_is_no_change() {
    String change = change(ChangeAction.CREATE, "west", WEST, 1, null);
    assertThat(status(change)).isEqualTo(ChangeStatus.PENDING);

    on.clock.pass(Duration.ofSeconds(30));
    assertThat(status(change)).isEqualTo(ChangeStatus.INSYNC);

    on.twin.route53().forgetChanges();
    assertThatThrownBy(() -> status(change)).isInstanceOf(NoSuchChangeException.class);
  }

  private ChangeStatus status(String change) {
    return route53.getChange(get -> get.id(change)).changeInfo().status();
  }

  private void raise(String region) {
    LOCATIONS.subList(0, 2).forEach(location -> flag(location, region, true));
    on.clock.pass(Duration.ofSeconds(90));
  }

  private void flag(String location, String region, boolean there) {
    byte[] body = there ? "{}".getBytes(StandardCharsets.UTF_8) : null;
    on.twin.s3().put("flags-" + location, "flags/shop/" + region + "/default", body);
  }

  /** Unhealthy once the flag is in two of three stores. */
  private String evacuation(String region) {
    List<String> children = LOCATIONS.stream().map(at -> inverted(region, at)).toList();
    return check(
        HealthCheckConfig.builder()
            .type(HealthCheckType.CALCULATED)
            .childHealthChecks(children)
            .healthThreshold(2)
            .build());
  }

  private String inverted(String region, String location) {
    return check(
        HealthCheckConfig.builder()
            .type(HealthCheckType.HTTPS)
            .fullyQualifiedDomainName("flags-" + location + ".s3." + location + ".amazonaws.com")
            .resourcePath("/flags/shop/" + region + "/default")
            .requestInterval(30)
            .failureThreshold(3)
            .inverted(true)
            .build());
  }

  private String check(HealthCheckConfig config) {
    return route53
        .createHealthCheck(
            create ->
                create
                    .callerReference(Integer.toString(config.hashCode()))
                    .healthCheckConfig(config))
        .healthCheck()
        .id();
  }

  private void create(String region, String value, long weight, String check) {
    change(ChangeAction.CREATE, region, value, weight, check);
  }

  private void set(String region, String value, long weight, String check) {
    change(ChangeAction.UPSERT, region, value, weight, check);
  }

  private String change(
      ChangeAction action, String region, String value, long weight, String check) {
    ResourceRecordSet set =
        ResourceRecordSet.builder()
            .name("eu.orders.test.")
            .type(RRType.A)
            .setIdentifier(region)
            .weight(weight)
            .ttl(60L)
            .resourceRecords(ResourceRecord.builder().value(value).build())
            .healthCheckId(check)
            .build();
    return route53
        .changeResourceRecordSets(
            batch ->
                batch
                    .hostedZoneId(zone)
                    .changeBatch(
                        it ->
                            it.changes(
                                Change.builder().action(action).resourceRecordSet(set).build())))
        .changeInfo()
        .id();
  }

  /** How often each address was answered, by one dig with many questions. */
  private Map<String, Integer> asked() throws IOException, InterruptedException {
    java.util.ArrayList<String> command = new java.util.ArrayList<>();
    command.add(Parts.program(Part.DIG).toString());
    command.add("@" + server.getAddress().getHostAddress());
    command.addAll(List.of("-p", Integer.toString(server.getPort()), "+time=5", "+tries=1"));
    for (int i = 0; i < QUESTIONS; i++) {
      command.addAll(List.of("eu.orders.test", "A", "+short"));
    }
    Process dig = new ProcessBuilder(command).redirectErrorStream(true).start();
    String all = new String(dig.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(dig.waitFor()).as(all).isZero();
    Map<String, Integer> counts = new TreeMap<>();
    all.lines().forEach(line -> counts.merge(line, 1, Integer::sum));
    return counts;
  }
}
