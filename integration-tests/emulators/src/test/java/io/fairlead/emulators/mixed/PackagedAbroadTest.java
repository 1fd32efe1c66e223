package io.fairlead.emulators.mixed;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.azure.Authority;
import io.fairlead.emulators.azure.app.HostedApp;
import io.fairlead.emulators.azure.app.Timers;
import io.fairlead.emulators.lambda.FunctionProcess;
import io.fairlead.emulators.lambda.IdleBill;
import io.fairlead.emulators.lambda.RuntimeApi;
import io.fairlead.emulators.lambda.VirtualTime;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.Reading;
import io.fairlead.port.Register;
import io.fairlead.wiring.cost.IdleCalls;
import io.fairlead.wiring.stack.AwsStacks;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The packages for both clouds: a Lambda function and a function app of one fleet, each known to
 * the other cloud by a token of its own cloud and by nothing that is stored.
 */
@NeedsParts({Part.AZURITE, Part.DYNAMODB_LOCAL, Part.FAKETIME})
class PackagedAbroadTest {
  private static final int MOST = 15;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private VirtualTime time;
  private TwoClouds clouds;
  private Doors doors;
  private StsTwin sts;
  private FunctionProcess lambda;
  private HostedApp app;

  @BeforeEach
  void start() throws IOException {
    time = new VirtualTime();
    clouds = new TwoClouds(Layout.TWO_IN_AWS, time.clock());
    doors = new Doors(clouds);
    sts = new StsTwin(time.clock());
    String text = doors.in(clouds.text);
    Abroad abroad = new Abroad(clouds, sts, time);
    lambda = abroad.lambda("Tick", clouds.aws.publish("one", text));
    app = abroad.app(clouds.azure.publish("three", text));
  }

  @AfterEach
  void stop() throws IOException {
    lambda.close();
    app.close();
    sts.close();
    doors.close();
    clouds.close();
  }

  @Test
  void a_function_of_either_cloud_ticks_over_both_by_tokens_and_goes_on_without_them() {
    List<JsonNode> lines = settled();

    for (JsonNode line : lines) {
      assertThat(line.path("outcome").asString()).as("%s", line).isNotIn("Failed", "NoQuorum");
      assertThat(line.path("findings"))
          .as("nothing but that no name server of the zone is on this machine: %s", line)
          .allMatch(finding -> finding.asString().contains("ns-1.twin.test has no address"));
    }
    assertThat(clouds.ports("two").register().read(clouds.deadline()))
        .isInstanceOf(Register.Read.State.class);
    assertThat(clouds.ports("two").observations().latest(clouds.deadline()).found())
        .containsOnlyKeys("one", "three");
    assertThat(
            clouds
                .ports("two")
                .director()
                .zones(clouds.fleet().zones(), clouds.deadline())
                .values())
        .allMatch(reading -> reading instanceof Reading.Known<?>);
    assertThat(sts.asked())
        .as("a token each way, kept for its life")
        .containsExactlyInAnyOrder("GetWebIdentityToken", "AssumeRoleWithWebIdentity");
    assertThat(clouds.azure.authority().asked())
        .extracting(Authority.Asked::form)
        .anyMatch(form -> form.contains("client_id=" + Abroad.CLIENT) && assertion(form));
    assertThat(services(StsTwin.SESSION_TOKEN))
        .as("by the keys of a session")
        .contains("dynamodb", "s3", "route53");

    int before = clouds.aws.twin.calls().size();
    round();
    assertThat(bySession(before))
        .as("what a tick of a region elsewhere calls in AWS, as in the bill")
        .isEqualTo(IdleBill.byService(IdleCalls.ofGuest(AwsStacks.of(clouds.topology))));

    afterTheLifeOfTokensAnAddressMovesWhereTheMajorityIsAndWaitsWhereItIsNot();
  }

  /**
   * Nobody gives tokens any more, and those that were given are over: the cloud with two of three
   * regions goes on alone, the region that is alone in its cloud says what it waits for.
   */
  private void afterTheLifeOfTokensAnAddressMovesWhereTheMajorityIsAndWaitsWhereItIsNot() {
    sts.faults().add(Where.EVERYWHERE, new Fault.SilentAfter());
    clouds.azure.authority().silence("/tenant-1/");
    time.pass(Duration.ofMinutes(61));
    List<JsonNode> lines = round();
    assertThat(lines.getFirst().path("unreadable").toString())
        .as("what the region of AWS says of the other cloud: %s", lines)
        .contains("address/three/front: ", "the other cloud vouches for nobody");
    doors.fell("one/gw-1");
    doors.fell("three/gw-1");

    lines = round();

    assertThat(clouds.holder("one")).as("%s", lines).isEqualTo("gw-2");
    assertThat(clouds.holder("three")).as("%s", lines).isEqualTo("gw-1");
    assertThat(lines.getLast().path("outcome").asString()).isEqualTo("NoQuorum");
    assertThat(lines.getLast().toString()).contains("no credentials for AWS");

    sts.faults().clear();
    clouds.azure.authority().speak();
    round();
    lines = round();
    assertThat(clouds.holder("three")).as("with a token again: %s", lines).isEqualTo("gw-2");
  }

  /** Whether a form has the token that AWS signed for the exchange. */
  private static boolean assertion(String form) {
    String token = form.replaceFirst(".*client_assertion=([^&]+).*", "$1");
    return StsTwin.payload(token).path("aud").asString("").equals("api://AzureADTokenExchange");
  }

  /** The services of AWS that were called with a session's token. */
  private TreeSet<String> services(String session) {
    TreeSet<String> services = new TreeSet<>();
    clouds.aws.twin.calls().stream()
        .filter(call -> call.request().header("x-amz-security-token").equals(session))
        .forEach(call -> services.add(call.service()));
    return services;
  }

  /** Calls by service that came with a session's token after those that were before. */
  private SortedMap<String, Integer> bySession(int before) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    clouds.aws.twin.calls().stream()
        .skip(before)
        .filter(call -> call.request().header("x-amz-security-token").equals(StsTwin.SESSION_TOKEN))
        .forEach(call -> counts.merge(call.service(), 1, Integer::sum));
    return counts;
  }

  /** Rounds until there is nothing left to do; the lines of the last. */
  private List<JsonNode> settled() {
    List<JsonNode> lines = round();
    for (int i = 1; i < MOST && !lines.stream().allMatch(PackagedAbroadTest::isIdle); i++) {
      lines = round();
    }
    return lines;
  }

  private static boolean isIdle(JsonNode line) {
    return line.path("outcome").asString().equals("Idle")
        && !line.path("findings").toString().contains("PENDING");
  }

  /** A tick of each, then the next slot; the lines that they logged. */
  private List<JsonNode> round() {
    RuntimeApi.Answer answer =
        lambda.call("{\"source\":\"schedule\",\"time\":\"" + time.instant() + "\"}", TIMEOUT);
    assertThat(answer.good()).as(answer.body() + lambda.output()).isTrue();
    app.begin("tick", Timers.timer(false)).join();
    List<JsonNode> lines = List.of(lambda.lastLine(), app.ticks().getLast());
    time.pass(Duration.ofSeconds(10));
    return lines;
  }
}
