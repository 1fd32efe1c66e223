package io.fairlead.emulators.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.cycle.PublishedSet;
import io.fairlead.cycle.StoreCheck;
import io.fairlead.emulators.Emulator;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.parts.Workspace;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.Lanes;
import io.fairlead.wiring.artifact.SetParts;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.aws.AwsStores;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.topology.ArtifactPlace;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged replicate function brings a region its sets, from S3 in Ireland to S3 in Paris. */
@NeedsParts({Part.VERSITYGW, Part.FAKETIME})
class PackagedReplicationTest {
  private static final String HOME = "eu-west-1";
  private static final String AWAY = "eu-west-3";
  private static final Duration TIMEOUT = Duration.ofSeconds(40);

  @TempDir private Path work;

  private Emulator emulator;
  private AwsClients clients;
  private SignedSet source;
  private Topology topology;
  private Stores stores;
  private SetParts set;
  private FunctionProcess function;

  @BeforeEach
  void publishTheFirst() throws IOException {
    emulator = Emulator.start(Part.VERSITYGW);
    clients = emulator.clients();
    Emulator.warm(() -> clients.s3(HOME).listBuckets());
    Emulator.warm(() -> clients.s3(AWAY).listBuckets());
    clients.s3(HOME).createBucket(make -> make.bucket("shop-artifacts"));
    clients.s3(AWAY).createBucket(make -> make.bucket("shop-copies"));
    clients.s3(AWAY).createBucket(make -> make.bucket("shop-config"));
    source = new SignedSet(work, InstantSource.system());
    String text = topology();
    topology = SignedSet.read(text, Map.of());
    clients
        .s3(AWAY)
        .putObject(
            put -> put.bucket("shop-config").key("fairlead.yaml"), RequestBody.fromString(text));
    stores =
        new Stores(
            new Opening("test", InstantSource.system()),
            Lanes.ONE,
            List.of(new AwsStores(clients.access())));
    set = SetParts.of(topology, "gateway", stores);
    source.write("apis/orders.yaml", "orders 1");
    source.write("apis/portal.yaml", "portal 1");
    source.publish(topology, stores);
    function = function();
  }

  @AfterEach
  void close() {
    function.close();
    clients.close();
    emulator.close();
  }

  private String topology() throws IOException {
    return Files.readString(Workspace.top().resolve("examples/aws-three-regions.yaml"))
            .replace("mode: observe", "mode: act")
        + "\n"
        + source.section(
            "ireland",
            """
                  store: {s3: {bucket: shop-artifacts, location: eu-west-1, prefix: fleet}}
                  regions:
                    paris: {into: {s3: {bucket: shop-copies, location: eu-west-3}}}
            """);
  }

  private FunctionProcess function() throws IOException {
    Map<String, String> environment =
        Map.of(
            "AWS_REGION",
            AWAY,
            "AWS_ACCESS_KEY_ID",
            Emulator.ACCOUNT,
            "AWS_SECRET_ACCESS_KEY",
            "secret",
            "FAIRLEAD_REGION",
            "paris",
            "FAIRLEAD_TOPOLOGY",
            "s3://shop-config/fairlead.yaml",
            "FAIRLEAD_ENDPOINTS",
            "s3@%s=%s,s3@%s=%s".formatted(HOME, endpoint(HOME), AWAY, endpoint(AWAY)));
    return new FunctionProcess(
        new FunctionProcess.Spec(
            Zip.unpacked(),
            "io.fairlead.lambda.ReplicateHandler::handleRequest",
            environment,
            new VirtualTime()));
  }

  private String endpoint(String location) {
    return clients.access().endpoints().of("s3", location).orElseThrow().toString();
  }

  private JsonNode run() {
    RuntimeApi.Answer answer = function.call("{}", TIMEOUT);
    assertThat(answer.good()).as(answer.body()).isTrue();
    return JsonMapper.shared().readTree(answer.body());
  }

  /** The region's own store, every byte of its newest version read. */
  private List<String> problems() {
    ArtifactPlace place =
        Objects.requireNonNull(set.declared().regions().get("paris"), "declared").into();
    ArtifactStore copy = set.stores().open(place);
    return new StoreCheck(copy, new PublishedSet(copy, set.gate()), Lanes.ONE)
        .problems(Instant.now().plusSeconds(60));
  }

  @Test
  void a_region_has_what_was_published_after_one_run_and_nothing_is_done_twice()
      throws IOException {
    JsonNode first = run();
    assertThat(first.path("outcome").asString("")).as(first.toString()).isEqualTo("Done");
    assertThat(first.at("/copies/0/outcome").asString("")).isEqualTo("applied");
    assertThat(first.at("/copies/0/copiedObjects").asInt()).isEqualTo(2);
    assertThat(problems()).isEmpty();
    assertThat(run().at("/copies/0/outcome").asString("")).isEqualTo("upToDate");

    source.write("apis/orders.yaml", "orders 2");
    source.publish(topology, stores);
    JsonNode second = run();
    assertThat(second.at("/copies/0/copiedObjects").asInt()).isEqualTo(1);
    assertThat(second.at("/copies/0/wanted").asInt()).isEqualTo(2);
    assertThat(problems()).isEmpty();
  }

  @Test
  void a_store_that_lost_its_pointer_is_told_and_the_function_lives_on() {
    assertThat(run().path("outcome").asString("")).isEqualTo("Done");
    clients
        .s3(HOME)
        .deleteObject(delete -> delete.bucket("shop-artifacts").key("fleet/sets/gateway/pointer"));
    JsonNode gone = run();

    assertThat(gone.at("/copies/0/outcome").asString("")).isEqualTo("held");
    assertThat(gone.at("/copies/0/why").asString("")).contains("fairlead artifacts rebuild");
    assertThat(problems()).isEmpty();
  }
}
