package io.fairlead.emulators.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.JsonCalls;
import io.fairlead.aws.key.KmsSigner;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.emulators.Behind;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.Signer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Manifests signed by keys of KMS, which MiniStack has, behind the twin that strikes its calls. */
@NeedsParts(Part.MINISTACK)
class KmsSignerTest {
  private static final String HOME = "eu-west-1";
  private static final Where SIGN = new Where("kms", "", "Sign");

  private static Emulator stack;
  private static HttpClient http;
  private static AwsTwin twin;
  private static AwsClients clients;

  @TempDir private Path work;

  @BeforeAll
  static void start() throws IOException {
    stack = Emulator.start(Part.MINISTACK);
    http = HttpClient.newHttpClient();
    twin = new AwsTwin(TwinClock.running());
    twin.serve("kms", new Behind(stack.endpoint(), http));
    clients =
        new AwsClients(
            new AwsAccess(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(Emulator.ACCOUNT, "secret")),
                (_, _) -> Optional.of(twin.endpoint()),
                InstantSource.system()));
    Emulator.warm(() -> kms("ListKeys", empty()));
  }

  @AfterAll
  static void stop() {
    clients.close();
    twin.close();
    http.close();
    stack.close();
  }

  @AfterEach
  void mend() {
    twin.faults().clear();
  }

  @Test
  void a_manifest_longer_than_a_message_may_be_is_signed_and_its_reader_asks_nobody()
      throws Exception {
    SignedSet set = new SignedSet(work, 100);
    Key key = key("ECC_NIST_P256");
    set.trust("in-kms", key.publicKey());

    assertThat(set.publish(key.signer("in-kms")).outcome())
        .isInstanceOf(PublishReport.Outcome.Done.class);
    twin.faults().add(Where.EVERYWHERE, new Fault.CutBefore());
    assertThat(set.replicate().outcome()).isInstanceOf(ReplicateReport.Outcome.Applied.class);
  }

  @Test
  void a_key_in_a_file_and_one_in_kms_replace_each_other() throws Exception {
    SignedSet set = new SignedSet(work, 3);
    Signer file = set.local("old");
    Key key = key("ECC_NIST_P256");
    set.publish(file);
    set.replicate();
    set.trust("new", key.publicKey());

    set.change();
    assertThat(set.publish(file, key.signer("new")).outcome())
        .isInstanceOf(PublishReport.Outcome.Done.class);
    assertThat(set.replicate().outcome()).isInstanceOf(ReplicateReport.Outcome.Applied.class);

    set.drop("old");
    set.change();
    assertThat(set.publish(key.signer("new")).outcome())
        .isInstanceOf(PublishReport.Outcome.Done.class);
    assertThat(set.replicate().outcome()).isInstanceOf(ReplicateReport.Outcome.Applied.class);
  }

  @Test
  void another_key_than_the_trusted_one_publishes_nothing() throws Exception {
    SignedSet set = new SignedSet(work, 3);
    set.trust("in-kms", key("ECC_NIST_P256").publicKey());

    assertThat(set.publish(key("ECC_NIST_P256").signer("in-kms")).outcome())
        .isInstanceOfSatisfying(
            PublishReport.Outcome.Refused.class,
            refused -> assertThat(refused.sentence()).contains("no signature fits its content"));
  }

  @Test
  void a_key_that_does_not_sign_is_told_with_what_to_do() {
    Key disabled = key("ECC_NIST_P256");
    kms("DisableKey", about(disabled.arn()));
    Key deleted = key("ECC_NIST_P256");
    kms("ScheduleKeyDeletion", about(deleted.arn()).put("PendingWindowInDays", 7));
    String gone = disabled.arn().replaceFirst("/.*", "/00000000-0000-4000-8000-000000000000");

    assertThat(why(disabled.signer("k")))
        .startsWith("kms:Sign on " + disabled.arn() + " answered 400 DisabledException")
        .endsWith(": enable the key, or sign with another one");
    assertThat(why(deleted.signer("k")))
        .contains(" answered 400 KMSInvalidStateException")
        .endsWith("sign with another one");
    assertThat(why(new Key(gone, new byte[0]).signer("k"))).endsWith(": correct the ARN");
    assertThat(why(key("ECC_NIST_EDWARDS25519").signer("k")))
        .endsWith(": a key of spec ECC_NIST_P256 and usage SIGN_VERIFY is needed");
    assertThat(why(key("RSA_2048").signer("k")))
        .endsWith(": a key of spec ECC_NIST_P256 and usage SIGN_VERIFY is needed");
  }

  @Test
  void who_is_denied_or_throttled_or_gets_no_answer_is_told_so() {
    Signer signer = key("ECC_NIST_P256").signer("k");

    twin.faults().add(SIGN, new Fault.Refused(400, "AccessDeniedException"), 1);
    assertThat(why(signer)).endsWith(": allow kms:Sign on it to whoever publishes");
    twin.faults().add(SIGN, new Fault.Refused(400, "ThrottlingException"), 1);
    assertThat(why(signer)).endsWith(": publish again in a moment");
    twin.faults().add(SIGN, new Fault.CutBefore(), 1);
    assertThat(why(signer)).contains(" got no answer: ");
    twin.faults().add(SIGN, new Fault.SilentAfter(), 1);
    long begun = System.nanoTime();
    assertThat(why(signer)).contains(" got no answer: ");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(12));
    assertThat(signer.sign(new byte[1], Instant.EPOCH))
        .isEqualTo(new Signer.Signed.Failed("no time was left to ask kms:Sign"));
  }

  @Test
  void the_command_signs_with_a_key_that_the_topology_or_the_operator_names() throws Exception {
    Key key = key("ECC_NIST_P256");
    PublishedFleet fleet = new PublishedFleet(work, twin.endpoint());
    fleet.declare(
        "kms", Base64.getEncoder().encodeToString(key.publicKey()), "kms: \"" + key.arn() + "\"");

    assertThat(fleet.run("publish", "--yes")).contains("published version 1");
    fleet.declare("kms", Base64.getEncoder().encodeToString(key.publicKey()), "");
    fleet.change();
    assertThat(fleet.run("publish", "--yes", "--key", "kms:" + key.arn()))
        .contains("published version 2");
    kms("DisableKey", about(key.arn()));
    fleet.change();
    assertThat(fleet.run("publish", "--yes", "--key", "kms=kms:" + key.arn()))
        .contains("key kms did not sign: kms:Sign on " + key.arn())
        .contains("enable the key");
  }

  private static String why(Signer signer) {
    return signer.sign(new byte[5000], SignedSet.deadline())
            instanceof Signer.Signed.Failed(String why)
        ? why
        : "it signed";
  }

  /** A key that KMS made. */
  private record Key(String arn, byte[] publicKey) {
    Signer signer(String id) {
      return new KmsSigner(clients, new KmsSigner.Key(id, HOME, arn));
    }
  }

  private static Key key(String spec) {
    JsonNode made = kms("CreateKey", empty().put("KeySpec", spec).put("KeyUsage", "SIGN_VERIFY"));
    String arn = made.at("/KeyMetadata/Arn").asString();
    String publicKey = kms("GetPublicKey", about(arn)).path("PublicKey").asString();
    return new Key(arn, Base64.getDecoder().decode(publicKey));
  }

  private static ObjectNode about(String arn) {
    return empty().put("KeyId", arn);
  }

  private static ObjectNode empty() {
    return JsonMapper.shared().createObjectNode();
  }

  private static JsonNode kms(String operation, ObjectNode body) {
    return clients
        .json()
        .send(
            new JsonCalls.Call("kms", HOME, "TrentService." + operation, body),
            Duration.ofSeconds(20));
  }
}
