package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.parts.Workspace;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.traffic.ZoneDigest;
import io.fairlead.traffic.ZoneStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's mistakes with AWS, by the verbs as processes against the twin: one sentence each. */
class MistakesOnAwsTest {
  private static final List<String> SERVICES =
      List.of("ec2", "route53", "s3", "dynamodb", "cloudformation", "lambda", "sns", "sqs");

  /** An environment without credentials. */
  private static final Map<String, String> NOBODY =
      Map.of("AWS_ACCESS_KEY_ID", "", "AWS_SECRET_ACCESS_KEY", "");

  @TempDir private Path folder;

  private AwsTwin twin;
  private String hosted;

  @BeforeEach
  void makeTwin() throws IOException {
    twin = new AwsTwin(new TwinClock(Instant.now()));
    hosted = twin.route53().zone("orders.example.com");
    String allocation =
        twin.ec2()
            .allocation(
                Emulator.ACCOUNT, "eu-west-1", Map.of("fairlead:fleet", "aws-three-regions"));
    Files.writeString(
        folder.resolve("fairlead.yaml"),
        Files.readString(Workspace.top().resolve("examples/aws-three-regions.yaml"))
            .replace("Z0123456789ABCDEFGHIJ", hosted)
            .replaceAll("eipalloc-0a1b[0-9a-f]+", allocation));
  }

  @AfterEach
  void stop() {
    twin.close();
  }

  @Test
  void credentials_that_no_call_accepts_are_told_once_by_doctor_and_with_the_call_elsewhere()
      throws Exception {
    twin.knows("999988887777");

    assertThat(oneCause(fairlead(Map.of(), "doctor")))
        .startsWith("error  credentials: expected some that AWS accepts, found the keys of")
        .contains("InvalidClientTokenId", "put new keys into the environment");
    assertThat(imported().all())
        .contains("route53:ListResourceRecordSets on " + hosted, "InvalidClientTokenId");
  }

  @Test
  void doctor_without_credentials_tells_that_one_cause_and_what_is_not_known_for_it()
      throws Exception {
    Said doctor = fairlead(NOBODY, "doctor");

    assertThat(doctor.code()).isEqualTo(6);
    assertThat(doctor.all().strip().lines()).hasSize(3);
    assertThat(doctor.all())
        .startsWith(
            "error  credentials: expected some for AWS, found none: neither AWS_ACCESS_KEY_ID"
                + " with AWS_SECRET_ACCESS_KEY, nor profile 'default' in ~/.aws, nor a role of"
                + " this machine; run 'aws sso login' or 'aws configure', or set AWS_PROFILE or the"
                + " two variables, then ask again: ")
        .contains(
            "hence not examined: address/frankfurt/front, address/ireland/front,"
                + " address/paris/front, region/frankfurt, region/ireland, region/paris, register,"
                + " zone/orders.example.com\n")
        .endsWith("1 error, 0 warnings, 8 not examined\n")
        .doesNotContain("AwsCredentialsProviderChain", "\tat ");
    assertThat(twin.calls()).isEmpty();
  }

  /** It told 38 lines, most of which said to deploy a stack or to grant an action. */
  @Test
  void a_session_that_has_ended_is_one_cause_with_the_profile_and_what_to_run() throws Exception {
    refuseAll("ExpiredToken");

    Said keys = fairlead(Map.of(), "doctor");
    Said profile = fairlead(withProfile(), "doctor");

    assertThat(oneCause(keys)).contains("AWS_ACCESS_KEY_ID, with which every call answers Expired");
    assertThat(oneCause(profile))
        .contains(
            "found profile 'on-call', with which every call answers ExpiredToken;",
            "run 'aws sso login --profile on-call', or put new keys into the profile, then ask");
  }

  @Test
  void a_network_that_answers_nothing_is_one_cause() throws Exception {
    twin.close();

    assertThat(oneCause(fairlead(Map.of(), "doctor")))
        .startsWith("error  network: expected an answer from AWS, found none to 4 calls:")
        .contains("was not sent: ", "this machine's network")
        .doesNotContain("deploy", "grant");
  }

  @Test
  void one_service_that_refuses_hides_nothing_else() throws Exception {
    twin.faults().add(new Where("route53", "", ""), new Fault.Refused(403, "InvalidClientTokenId"));

    Said doctor = fairlead(Map.of(), "doctor");

    assertThat(doctor.all()).doesNotContain("error  credentials:", "error  network:");
    assertThat(doctor.lines("zone/orders.example.com")).contains("InvalidClientTokenId");
    assertThat(doctor.lines("check/")).contains("check/ireland/default");
  }

  @Test
  void one_location_that_is_dark_is_told_as_that_and_hides_nothing_else() throws Exception {
    twin.faults().add(new Where("", "eu-west-1", ""), new Fault.CutBefore());

    Said doctor = fairlead(Map.of(), "doctor");

    assertThat(doctor.all()).doesNotContain("error  credentials:", "error  network:");
    assertThat(doctor.lines("address/ireland/front")).contains("got no answer");
    assertThat(doctor.lines("check/")).contains("check/ireland/default");
  }

  /** Six times the same reason, in a thousand characters. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "evacuate ireland --yes",
        "restore ireland --yes",
        "freeze --reason drill --yes",
        "status",
        "plan"
      })
  void a_verb_without_credentials_ends_with_one_sentence_that_names_profile_and_remedy(String verb)
      throws Exception {
    Map<String, String> nobody = new TreeMap<>(NOBODY);
    nobody.put("AWS_PROFILE", "on-call");

    Said said = fairlead(nobody, verb.split(" "));

    assertThat(said.code()).as(said.all()).isEqualTo(6);
    assertThat(said.all().strip().lines()).hasSize(1);
    assertThat(said.all())
        .contains("no credentials for AWS: neither", "profile 'on-call' in ~/.aws")
        .contains("run 'aws sso login --profile on-call' or 'aws configure --profile on-call'")
        .hasSizeLessThan(400);
    assertThat(said.all().contains("'Flags by hand on AWS' in docs/operations.md"))
        .isEqualTo(!Set.of("status", "plan").contains(verb));
    assertThat(twin.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"FAIRLEAD_ENDPOINTS, SERVICE@LOCATION=URL", "FAIRLEAD_NAMESERVERS, ADDRESS:PORT"})
  void a_variable_of_another_form_ends_a_verb_with_what_it_needs_and_was(
      String variable, String needs) throws Exception {
    Said said = fairlead(Map.of(variable, "nonsense"), "evacuate", "ireland", "--yes");

    assertThat(said.code()).as(said.all()).isEqualTo(2);
    assertThat(said.all().strip().lines()).hasSize(1);
    assertThat(said.all()).contains(variable + " needs " + needs, "found 'nonsense'");
    assertThat(twin.calls()).isEmpty();
  }

  private void refuseAll(String code) {
    twin.faults().add(Where.EVERYWHERE, new Fault.Refused(400, code));
  }

  /** Keys in a profile, none in the environment. */
  private Map<String, String> withProfile() throws IOException {
    Files.createDirectories(folder.resolve(".aws"));
    Files.writeString(
        folder.resolve(".aws/credentials"),
        "[on-call]\naws_access_key_id = %s\naws_secret_access_key = a-secret-that-nobody-prints\n"
            .formatted(Emulator.ACCOUNT));
    Map<String, String> environment = new TreeMap<>(NOBODY);
    environment.put("AWS_PROFILE", "on-call");
    return environment;
  }

  /** What was said, which is one finding, what it hides, and the sum. */
  private static String oneCause(Said doctor) {
    assertThat(doctor.code()).as(doctor.all()).isEqualTo(6);
    assertThat(doctor.all().strip().lines()).hasSize(3);
    assertThat(doctor.all()).contains("register, zone/orders.example.com\n");
    return doctor.all();
  }

  @Test
  void what_could_not_be_read_for_an_import_is_unreachable_and_what_is_not_there_is_failed()
      throws Exception {
    Said without = imported(NOBODY, "-o", "json");
    hosted = "Z0000000000NOWHERE";
    Said nowhere = imported(Map.of());

    assertThat(without.code()).as(without.all()).isEqualTo(6);
    assertThat(without.all().strip().lines()).hasSize(1);
    assertThat(without.all())
        .contains("\"kind\":\"error\"", "\"code\":6", "no credentials were found");
    assertThat(nowhere.code()).as(nowhere.all()).isEqualTo(1);
    assertThat(nowhere.all()).contains("NoSuchHostedZone");
  }

  /** The validation that needs no parser is told in the same way as the others' errors. */
  @Test
  void a_file_that_is_not_there_is_an_error_object_of_validate_too() throws Exception {
    Said said = fairlead(NOBODY, "validate", "-f", "nowhere.yaml", "-o", "json");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.all()).startsWith("{\"apiVersion\"").contains("\"kind\":\"error\"");
  }

  @Test
  void a_permission_that_is_missing_is_told_with_action_and_resource() throws Exception {
    twin.faults()
        .add(
            new Where("ec2", "eu-west-1", "AssociateAddress"),
            new Fault.Refused(403, "UnauthorizedOperation"));
    twin.faults()
        .add(
            new Where("route53", "", "ListResourceRecordSets"),
            new Fault.Refused(403, "AccessDenied"));

    assertThat(fairlead(Map.of(), "doctor").lines("address/ireland/front"))
        .contains("expected a move to gw-1 to be allowed", "ec2:AssociateAddress on gw-1")
        .contains("UnauthorizedOperation", "grant it");
    assertThat(imported().all())
        .contains("route53:ListResourceRecordSets on " + hosted, "AccessDenied");
  }

  @Test
  void an_allocation_of_another_location_or_of_nobody_is_told_with_both() throws Exception {
    // The twin counts in each location from one: the first is like the one of Ireland.
    twin.ec2().allocation(Emulator.ACCOUNT, "us-east-1", Map.of());
    String elsewhere = twin.ec2().allocation(Emulator.ACCOUNT, "us-east-1", Map.of());
    Path file = folder.resolve("fairlead.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replaceAll("eipalloc-0b1b[0-9a-f]+", "eipalloc-00000000000000bad")
            .replaceAll("eipalloc-0c1b[0-9a-f]+", elsewhere));

    Said doctor = fairlead(Map.of(), "doctor");

    assertThat(doctor.lines("address/frankfurt/front"))
        .contains("expected eipalloc-00000000000000bad in eu-central-1, found no such allocation")
        .contains("correct the allocation id, the location or the credentials");
    assertThat(doctor.lines("address/paris/front")).contains(elsewhere, "in eu-west-3");
  }

  @Test
  void a_quota_that_is_reached_is_told_with_what_is_used_and_what_to_ask_for() throws Exception {
    twin.ec2().quota(1);

    assertThat(fairlead(Map.of(), "doctor").lines("quota/Elastic IPs@eu-west-1"))
        .contains("expected room, found 1 of 1 used", "ask for a higher quota", "L-0263D0A3");
  }

  @Test
  void records_that_are_missing_or_of_others_are_told_by_name_and_none_is_touched()
      throws Exception {
    person("CREATE", "north.orders.example.com", "by-hand", 9);
    person("CREATE", "www.orders.example.com", "by-hand", 9);

    Said observing = fairlead(Map.of(), "doctor");
    Path file = folder.resolve("fairlead.yaml");
    Files.writeString(file, Files.readString(file).replace("mode: observe", "mode: act"));
    Said acting = fairlead(Map.of(), "doctor");

    assertThat(observing.lines("zone/orders.example.com"))
        .contains(
            "warning  zone/orders.example.com: expected a record north.orders.example.com A for"
                + " paris, found none; the first tick in mode act makes it.")
        .contains(
            "warning  zone/orders.example.com: expected no record of north.orders.example.com"
                + " beside the declared ones, found A by-hand; remove it, or declare its region.");
    assertThat(acting.lines("zone/orders.example.com"))
        .contains(
            "error  zone/orders.example.com: expected a record south.orders.example.com A for"
                + " ireland, found none; 'fairlead plan' says why no tick makes it.");
    assertThat(observing.all() + acting.all()).doesNotContain("www.orders.example.com");
    // DELETE must match exactly: they are as they were.
    person("DELETE", "north.orders.example.com", "by-hand", 9);
    person("DELETE", "www.orders.example.com", "by-hand", 9);
  }

  @Test
  void a_record_that_a_person_edited_is_told_as_such_and_left_as_it_is() throws Exception {
    person("CREATE", "north.orders.example.com", "ireland", 7);
    ZoneStamp stamp = new ZoneStamp("aws-three-regions", 418, digestOf(8));
    twin.route53()
        .person(
            hosted,
            change(
                "CREATE",
                ZoneStamp.name("orders.example.com"),
                "<Type>TXT</Type><TTL>60</TTL>",
                "&quot;" + stamp.text() + "&quot;"));

    assertThat(fairlead(Map.of(), "doctor").lines("zone/orders.example.com"))
        .contains(
            "expected its records as they were written last, found its records are not those of"
                + " epoch 418: somebody else changed one");
    person("DELETE", "north.orders.example.com", "ireland", 7);
  }

  /** The digest of the one record at a weight, over the names of the example. */
  private static String digestOf(int weight) {
    RecordKey key = new RecordKey("north.orders.example.com", RecordType.A, "ireland");
    WeightedRecord record =
        new WeightedRecord(key, Duration.ofSeconds(60), weight, List.of("192.0.2.1"), null);
    RecordSets sets = new RecordSets("orders.example.com", 418, new TreeMap<>(Map.of(key, record)));
    return ZoneDigest.of(
        sets, new TreeSet<>(List.of("north.orders.example.com", "south.orders.example.com")));
  }

  private void person(String action, String name, String set, int weight) {
    String fields =
        "<Type>A</Type><SetIdentifier>%s</SetIdentifier><Weight>%d</Weight><TTL>60</TTL>"
            .formatted(set, weight);
    twin.route53().person(hosted, change(action, name, fields, "192.0.2.1"));
  }

  private static String change(String action, String name, String fields, String value) {
    return """
    <R><ChangeBatch><Changes><Change><Action>%s</Action><ResourceRecordSet><Name>%s.</Name>%s\
    <ResourceRecords><ResourceRecord><Value>%s</Value></ResourceRecord></ResourceRecords>\
    </ResourceRecordSet></Change></Changes></ChangeBatch></R>\
    """
        .formatted(action, name, fields, value);
  }

  private Said imported() throws Exception {
    return imported(Map.of());
  }

  private Said imported(Map<String, String> environment, String... more) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of("import", "--zone", hosted, "--location", "eu-west-1", "-f", "imported.yaml"));
    words.addAll(List.of(more));
    return fairlead(environment, words.toArray(String[]::new));
  }

  /** What a process said, and its exit code. */
  private record Said(int code, String all) {
    /** The lines about a subject. */
    String lines(String subject) {
      return String.join("\n", all.lines().filter(line -> line.contains(subject)).toList());
    }
  }

  private Said fairlead(Map<String, String> environment, String... words) throws Exception {
    ProcessBuilder builder = FairleadProcess.of(words).directory(folder.toFile());
    Map<String, String> all = new TreeMap<>();
    all.put("AWS_ACCESS_KEY_ID", Emulator.ACCOUNT);
    all.put("AWS_SECRET_ACCESS_KEY", "a-secret-that-nobody-prints");
    all.put("AWS_EC2_METADATA_DISABLED", "true");
    all.put("HOME", folder.toString());
    all.put(
        "FAIRLEAD_ENDPOINTS",
        String.join(",", SERVICES.stream().map(each -> each + "=" + twin.endpoint()).toList()));
    all.putAll(environment);
    all.values().removeIf(String::isEmpty);
    builder.environment().putAll(all);
    Child.Said said = Child.run(builder);
    assertThat(said.text()).doesNotContain("a-secret-that-nobody-prints");
    return new Said(said.code(), said.text());
  }
}
