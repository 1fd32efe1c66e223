package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.address.Attachment;
import io.fairlead.aws.address.ElasticIp;
import io.fairlead.aws.address.ElasticIpMover;
import io.fairlead.aws.flag.FlagStore;
import io.fairlead.aws.flag.S3Flags;
import io.fairlead.emulators.stack.FlagPolicy;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.parts.Workspace;
import io.fairlead.port.EvacuationFlags.Flags;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What the operations pages have people do by hand on AWS, option by option as it is written there,
 * on the twin and under the policy of the flag stores: the adapters then see what was meant.
 */
@NeedsParts(Part.CFN_LINT)
class ByHandTest {
  private static final List<String> LOCATIONS = List.of("eu-west-1", "eu-central-1", "us-east-1");
  private static final RegionGroup FLAG = new RegionGroup("eu-west", "default");
  private static final Pattern OPTION = Pattern.compile("--([a-z-]+)(?: (?!--)'?([^'\\s]+)'?)?");

  private static FlagPolicy policy;

  private OnTwin on;

  @BeforeAll
  static void readTemplate() throws IOException {
    policy = FlagPolicy.ofTemplate();
  }

  @BeforeEach
  void makeStores() throws IOException {
    on = new OnTwin();
    for (String location : LOCATIONS) {
      on.clients.s3(location).createBucket(make -> make.bucket(bucket(location)));
      on.twin.s3().policy(bucket(location), policy.of(bucket(location), OnTwin.FLEET));
    }
  }

  @AfterEach
  void stop() {
    on.close();
  }

  @Test
  void a_freeze_laid_by_hand_freezes_and_is_lifted_by_hand() throws IOException {
    String key = "freeze/FLEET";
    assertThat(read().frozen()).isFalse();

    put(LOCATIONS.getFirst(), options("operations.md", "aws s3api put-object", key));
    assertThat(read().frozen()).isTrue();
    assertThat(read().unreadable()).isEmpty();

    delete(LOCATIONS.getFirst(), options("operations.md", "aws s3api delete-object", key));
    assertThat(read().frozen()).isFalse();
  }

  @Test
  void a_freeze_laid_by_hand_is_ended_by_unfreeze() throws IOException {
    put(LOCATIONS.getLast(), options("operations.md", "aws s3api put-object", "freeze/FLEET"));

    flags().unfreeze(deadline());

    assertThat(read().frozen()).isFalse();
  }

  @Test
  void a_flag_put_by_hand_into_two_stores_takes_the_region_out_until_it_is_deleted()
      throws IOException {
    String key = "flags/FLEET/REGION/GROUP";
    for (String location : LOCATIONS.subList(0, 2)) {
      put(location, options("operations.md", "aws s3api put-object", key));
    }
    assertThat(read().raised(FLAG)).isTrue();

    delete(LOCATIONS.getFirst(), options("operations.md", "aws s3api delete-object", key));
    assertThat(read().raised(FLAG)).isFalse();
  }

  /** Without the private address EC2 took the interface's primary one, which is no node's. */
  @Test
  void an_address_put_back_by_hand_is_held_by_the_node_of_the_file() throws IOException {
    String network =
        on.twin
            .ec2()
            .networkInterface(OnTwin.ACCOUNT, OnTwin.LOCATION, List.of("10.1.1.10", "10.1.1.11"));
    String allocation = on.twin.ec2().allocation(OnTwin.ACCOUNT, OnTwin.LOCATION, Map.of());
    Attachment node = Attachment.parse(network + "/10.1.1.11");
    Map<String, String> options =
        options("operations/runbook.md", "aws ec2 associate-address", "--allocation-id");
    AssociateAddressRequest.Builder request = AssociateAddressRequest.builder();
    options.forEach(
        (option, value) -> {
          switch (option) {
            case "region" -> assertThat(value).isEqualTo("LOCATION");
            case "allocation-id" -> request.allocationId(allocation);
            case "network-interface-id" -> request.networkInterfaceId(node.networkInterface());
            case "private-ip-address" -> request.privateIpAddress(node.privateIp());
            case "no-allow-reassociation" -> request.allowReassociation(false);
            default -> throw new AssertionError("what is --" + option + "?");
          }
        });

    on.clients.ec2(OnTwin.LOCATION).associateAddress(request.build());

    AddressId address = new AddressId("eu-west", "front");
    ElasticIp elastic =
        new ElasticIp(OnTwin.LOCATION, allocation, new TreeMap<>(Map.of("gw-1", node)));
    ElasticIpMover mover =
        new ElasticIpMover(on.clients, OnTwin.FLEET, new TreeMap<>(Map.of(address, elastic)));
    assertThat(mover.holders(new TreeSet<>(List.of(address)), deadline()).get(address))
        .asString()
        .contains("gw-1");
  }

  private void put(String location, Map<String, String> options) {
    assertThat(options).containsOnlyKeys("bucket", "key", "if-none-match", "body");
    assertThat(options).containsEntry("body", "/dev/null");
    s3(location)
        .putObject(
            put ->
                put.bucket(bucket(location))
                    .key(named(options.get("key")))
                    .ifNoneMatch(options.get("if-none-match")),
            RequestBody.empty());
  }

  /** By the ETag that the command between the two tells. */
  private void delete(String location, Map<String, String> options) {
    assertThat(options).containsOnlyKeys("bucket", "key", "if-match");
    String key = named(options.get("key"));
    String etag = s3(location).headObject(ask -> ask.bucket(bucket(location)).key(key)).eTag();
    s3(location).deleteObject(it -> it.bucket(bucket(location)).key(key).ifMatch(etag));
  }

  private S3Client s3(String location) {
    return on.clients.s3(location);
  }

  private static String named(@Nullable String key) {
    return String.valueOf(key)
        .replace("FLEET", OnTwin.FLEET)
        .replace("REGION", FLAG.region())
        .replace("GROUP", FLAG.group());
  }

  private Flags read() {
    return flags().read(deadline());
  }

  private S3Flags flags() {
    return new S3Flags(
        on.clients,
        new S3Flags.Owner(OnTwin.FLEET, "anna"),
        LOCATIONS.stream().map(at -> new FlagStore("store-" + at, at, bucket(at))).toList(),
        new TreeSet<>(List.of(FLAG)));
  }

  private Instant deadline() {
    return on.clock.instant().plusSeconds(10);
  }

  private static String bucket(String location) {
    return "by-hand-" + location;
  }

  /** The options of the one command of a page that begins so and has this in it. */
  private static Map<String, String> options(String page, String begins, String has)
      throws IOException {
    String text = Files.readString(Workspace.top().resolve("docs").resolve(page));
    Pattern command =
        Pattern.compile(Pattern.quote(begins) + " [^`\\n]*" + Pattern.quote(has) + "[^`\\n]*");
    List<String> found = command.matcher(text).results().map(MatchResult::group).toList();
    assertThat(found).hasSize(1);
    Map<String, String> options = new TreeMap<>();
    OPTION
        .matcher(found.getFirst())
        .results()
        .forEach(each -> options.put(each.group(1), String.valueOf(each.group(2))));
    return options;
  }
}
