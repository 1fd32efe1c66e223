package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.RegionValues;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.PublishReport.Outcome;
import io.fairlead.gateway.kong.KongCheck;
import io.fairlead.gateway.kong.KongCheck.Gateway;
import io.fairlead.gateway.kong.KongFileSource;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Reading;
import io.fairlead.wiring.artifact.KongYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set is one declarative file, and nothing is published that its gateways would refuse. */
final class KongFileSourceTest {
  private static final Gateway NODES = new Gateway("us-east", false, RegionValues.none("east"));
  private static final Gateway DATABASE = new Gateway("eu-north", true, RegionValues.none("north"));
  private static final String SOUND =
      """
      _format_version: "3.0"
      services: [{name: orders, url: "http://orders.internal:8080/"}]
      """;

  @TempDir private Path work;

  private Copying copying;
  private Path file;

  @BeforeEach
  void writeAFile() throws IOException {
    copying = new Copying(work);
    file = work.resolve("kong.yaml");
    Files.writeString(file, SOUND);
  }

  private KongFileSource source(Gateway... gateways) {
    return new KongFileSource(file, new KongCheck(KongYaml::read, List.of(gateways)));
  }

  private String published(String text, Gateway... gateways) throws IOException {
    Files.writeString(file, text);
    PublishReport report = copying.publish(source(gateways));
    return switch (report.outcome()) {
      case Outcome.Refused(String why) -> "refused: " + why;
      case Outcome.Unreachable(String why) -> "unreachable: " + why;
      case Outcome other -> other.getClass().getSimpleName();
    };
  }

  @Test
  void a_file_that_every_gateway_takes_is_published_as_it_is() throws IOException {
    assertThat(published(SOUND, NODES, DATABASE)).isEqualTo("Done");
    copying.replicate();
    assertThat(copying.seen()).containsOnlyKeys("kong.yaml").containsEntry("kong.yaml", SOUND);
  }

  @Test
  void what_is_no_declarative_file_is_refused() throws IOException {
    assertThat(published("services: []\n"))
        .isEqualTo("refused: kong.yaml: no declarative file of Kong: it has no _format_version");
    assertThat(published("_format_version: \"4.0\"\n"))
        .isEqualTo(
            "refused: kong.yaml: _format_version '4.0': Kong knows \"1.1\", \"2.1\" and \"3.0\"");
    assertThat(published("a: [\n")).startsWith("refused: kong.yaml: neither YAML nor JSON: ");
    assertThat(published("")).contains("it has no _format_version");
    Files.write(file, new byte[] {'a', (byte) 0xff});
    assertThat(copying.publish(source()).outcome())
        .isEqualTo(new Outcome.Refused("kong.yaml: it is no text in UTF-8"));
    Files.delete(file);
    assertThat(copying.publish(source()).outcome())
        .isEqualTo(new Outcome.Unreachable("the source " + file + " is no file"));
  }

  @Test
  void what_needs_a_database_is_refused_where_a_region_has_none() throws IOException {
    String counts =
        SOUND + "plugins: [{name: rate-limiting, config: {minute: 5, policy: cluster}}]\n";

    assertThat(published(counts, DATABASE)).isEqualTo("Done");
    assertThat(published(counts, DATABASE, NODES))
        .startsWith("refused: kong.yaml: plugin rate-limiting with policy cluster")
        .endsWith("needs a database beside the proxy, and us-east could not take it");
  }

  @Test
  void what_cannot_be_brought_entity_by_entity_is_refused_where_a_region_has_a_database()
      throws IOException {
    String hashed =
        "_transform: false\n"
            + SOUND
            + "consumers: [{username: anna, basicauth_credentials: [{username: a, password: x}]}]\n";

    assertThat(published(hashed, NODES)).isEqualTo("Done");
    assertThat(published(hashed, DATABASE))
        .contains("_transform: false", "and eu-north could not take it");
    assertThat(published(SOUND.replace("3.0", "1.1"), NODES)).isEqualTo("Done");
    assertThat(published(SOUND.replace("3.0", "2.1"), DATABASE)).contains("only \"3.0\" is known");
  }

  @Test
  void the_file_is_checked_with_the_values_that_regions_put_in() throws IOException {
    String regional = SOUND.replace("http://orders.internal:8080/", "${fairlead:orders}");
    Gateway knows =
        new Gateway(
            "us-east",
            true,
            new RegionValues("east", new TreeMap<>(Map.of("orders", "http://10.0.0.7/"))));

    assertThat(published(regional, knows)).isEqualTo("Done");
    assertThat(published(regional, knows, DATABASE))
        .isEqualTo(
            "refused: kong.yaml: line 2 names '${fairlead:orders}', of which north has no value:"
                + " add it there, and eu-north could not take it");
  }

  @Test
  void live_tokens_never_reach_a_store() throws IOException {
    String secret = "tok-0123456789abcdef";
    String live =
        SOUND
            + """
            oauth2_authorization_codes: [{code: %1$s}]
            consumers:
            - username: anna
              oauth2_credentials:
              - {name: app, client_id: c1, oauth2_tokens: [{access_token: %1$s}, {access_token: b}]}
            """
                .formatted(secret);

    assertThat(published(live, DATABASE))
        .startsWith("refused: kong.yaml: it holds 3 live oauth2 tokens or codes")
        .doesNotContain(secret);
    assertThat(Copying.read(copying.store)).isEmpty();
  }

  @Test
  void what_is_published_is_what_was_checked() throws IOException {
    KongFileSource source = source(NODES);
    source.files(_ -> true, copying.now());
    Files.writeString(file, "changed meanwhile");

    try (var stream =
        ((Reading.Known<BlobStream>) source.open("kong.yaml", copying.now())).value()) {
      byte[] piece = new byte[SOUND.length() + 1];
      assertThat(stream.read(piece)).isEqualTo(SOUND.length());
      assertThat(new String(piece, 0, SOUND.length(), StandardCharsets.UTF_8)).isEqualTo(SOUND);
      assertThat(stream.read(piece)).isEqualTo(-1);
    }
  }
}
