package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ${…}} in texts, and secrets that are warned about and never shown. */
final class ReferencesAndSecretsTest {
  private static final String WEBHOOK = "\"${FAIRLEAD_WEBHOOK:-}\"";

  private static Edited webhook(String written) {
    return Edited.threeRegions().with(WEBHOOK, "\"" + written + "\"");
  }

  private static Edited header(String line) {
    return Edited.threeRegions()
        .once("path: /status/ready,", "path: /status/ready, headers: {" + line + "},");
  }

  @Test
  void an_unset_variable_without_default_is_a_problem() {
    assertThat(webhook("${HOOK}").errors())
        .containsExactly(
            "notify[0].webhook: the environment variable HOOK is not set; allowed: a set variable,"
                + " or a default as in ${HOOK:-value}");
  }

  @Test
  void a_set_variable_replaces_part_of_a_text() {
    var read = Examples.read(webhook("https://${HOST}/x").text(), Map.of("HOST", "a.test"));

    assertThat(Examples.valid(read).notices())
        .extracting(ReferencesAndSecretsTest::url)
        .containsExactly("https://a.test/x");
  }

  @Test
  void a_default_replaces_an_unset_and_an_empty_variable() {
    String text = webhook("${HOOK:-http://127.0.0.1/d}").text();

    for (Map<String, String> environment : List.of(Map.<String, String>of(), Map.of("HOOK", ""))) {
      assertThat(Examples.valid(Examples.read(text, environment)).notices())
          .extracting(ReferencesAndSecretsTest::url)
          .containsExactly("http://127.0.0.1/d");
    }
  }

  @Test
  void what_a_variable_holds_is_never_read_as_yaml_or_replaced_again() {
    var read =
        Examples.read(
            Edited.threeRegions().once("location: 127.10.1.0/24", "location: ${WHERE}").text(),
            Map.of("WHERE", "{x: ${HOME}}"));

    assertThat(Examples.valid(read).fleet().region("eu-west").location()).isEqualTo("{x: ${HOME}}");
  }

  @Test
  void a_doubled_dollar_sign_stands_for_itself() {
    assertThat(
            Edited.threeRegions()
                .once("location: 127.10.1.0/24", "location: $${X}")
                .valid()
                .fleet()
                .region("eu-west")
                .location())
        .isEqualTo("${X}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${", "${}", "${1X}", "${A:-${B}}", "${A-b}", "${A", "${a b}"})
  void a_reference_that_cannot_be_read_is_a_problem(String written) {
    assertThat(webhook(written).errors())
        .singleElement()
        .asString()
        .contains("allowed: ${NAME}, ${NAME:-default}, ${file:PATH}, or $${ for a literal ${");
  }

  @Test
  void numbers_and_flags_hold_no_references() {
    assertThat(Edited.threeRegions().once("port: 8100", "port: \"${PORT:-8100}\"").errors())
        .containsExactly(
            "probes.ready.http.port: variables stand in texts only; found '${PORT:-8100}'; allowed:"
                + " a whole number 1-65535");
  }

  @Test
  void a_file_reference_is_the_stripped_content_of_a_file(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("hook"), "https://hooks.test/s3cr3t\n");
    byte[] text = webhook("${file:hook}").text().getBytes(StandardCharsets.UTF_8);

    var read = Examples.valid(TopologyReader.read(text, folder, name -> null));

    assertThat(read.notices())
        .extracting(ReferencesAndSecretsTest::url)
        .containsExactly("https://hooks.test/s3cr3t");
    assertThat(read.toString()).doesNotContain("s3cr3t");
  }

  @Test
  void a_file_that_is_missing_or_too_long_is_a_problem(@TempDir Path folder) throws IOException {
    Path large = folder.resolve("large");
    Files.writeString(large, "x".repeat(64 * 1024 + 1));

    assertThat(webhook("${file:/no/such/file}").errors())
        .containsExactly(
            "notify[0].webhook: the file /no/such/file is not there, or is no plain file; allowed:"
                + " ${file:PATH} of a readable file of at most 64 KiB");
    assertThat(webhook("${file:" + large + "}").errors())
        .singleElement()
        .asString()
        .contains("is longer than 65536 bytes");
    assertThat(webhook("${file:/dev/zero}").errors())
        .singleElement()
        .asString()
        .contains("is no plain file");
  }

  @Test
  void certificate_files_start_from_the_topology_files_folder(@TempDir Path folder) {
    String text =
        Edited.threeRegions()
            .once(
                "orders: {http: {port: 8080, path: /health, status: 200}",
                "orders: {https: {port: 8080, tls: {trust: tls/ca.pem}}")
            .text();

    assertThat(
            Examples.valid(
                    TopologyReader.read(
                        text.getBytes(StandardCharsets.UTF_8), folder, name -> null))
                .fleet()
                .probes()
                .toString())
        .contains("trust=" + folder.resolve("tls/ca.pem"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:hunter2hunter2@hooks.test/x",
        "https://hooks.slack.com/services/T00000000/B00000000/hunter2hunter2XXXXXXXXXX",
        "https://hooks.test/x?token=hunter2hunter2",
        "https://hooks.test/a/hunter2hunter2hunter2hunter2",
        "https://hooks.test/${X:-y}?sig=hunter2hunter2"
      })
  void a_secret_in_a_webhook_is_a_warning_that_does_not_show_it(String written) {
    assertThat(webhook(written).warnings())
        .containsExactly(
            "warning: notify[0].webhook: looks like a secret in the file: keep it outside, as in"
                + " ${NAME} or ${file:PATH}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer hunter2hunter2",
        "X-Check: Basic aHVudGVyMjpodW50ZXIy",
        "X-Api-Key: hunter2hunter2",
        "Cookie: hunter2hunter2=1",
        "X-Any: AKIAIOSFODNN7EXAMPLE"
      })
  void a_secret_in_a_header_is_one_warning_that_does_not_show_it(String written) {
    assertThat(header(written).warnings())
        .singleElement()
        .asString()
        .contains("looks like a secret in the file")
        .doesNotContain("hunter2")
        .doesNotContain("AKIA");
  }

  @Test
  void a_header_from_a_variable_is_no_secret_in_the_file() {
    Edited edited = header("Authorization: \"Bearer ${TOKEN}\"");

    assertThat(edited.problems(Map.of("TOKEN", "hunter2hunter2"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://h.test/%zz?hunter2", "https:///hunter2", "http://h.test/{hunter2}"})
  void a_webhook_that_cannot_be_posted_to_is_refused_and_not_shown(String written) {
    assertThat(webhook("${HOOK}").problems(Map.of("HOOK", written)))
        .singleElement()
        .asString()
        .contains("notify[0].webhook: no URL that can be posted to")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2-hunter2-hunter2", "sk_hunter2hunter2hunter2"})
  void a_token_of_the_edges_in_the_file_is_one_warning_that_does_not_show_it(String written) {
    assertThat(token(written).warnings())
        .singleElement()
        .asString()
        .contains("state.token: looks like a secret in the file")
        .doesNotContain("hunter2");
  }

  @Test
  void a_token_of_the_edges_from_a_variable_is_no_warning_and_may_be_empty() {
    assertThat(token("${TOKEN}").problems(Map.of("TOKEN", "hunter2hunter2hunter2"))).isEmpty();
    assertThat(token("${TOKEN:-}").problems(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2", "\"hunter2 hunter2 hunter2\"", "1234567890123456"})
  void a_token_that_cannot_be_one_is_refused_and_not_shown(String written) {
    assertThat(token(written).problems())
        .anyMatch(text -> text.startsWith("state.token: not a t") && text.contains("16-1024"))
        .noneMatch(text -> text.contains("hunter2") || text.contains("123456"));
  }

  private static Edited token(String written) {
    return Edited.threeRegions()
        .once("register: quorum", "register: quorum, token: " + quoted(written));
  }

  private static String quoted(String written) {
    return written.startsWith("$") ? '"' + written + '"' : written;
  }

  @Test
  void an_ordinary_webhook_and_header_are_no_secrets() {
    assertThat(webhook("https://hooks.test/fairlead").warnings()).isEmpty();
    assertThat(header("Accept: application/json").warnings()).isEmpty();
  }

  @Test
  void no_problem_shows_a_secret_even_where_it_does_not_belong() {
    String secret = "https://u:hunter2hunter2@h.test/";
    for (String place : List.of("mode: act ", "location: 127.10.1.0/24", "register: quorum")) {
      String key = place.substring(0, place.indexOf(':'));
      Edited edited = Edited.threeRegions().once(place, key + ": \"" + secret + "\"");

      assertThat(edited.problems()).isNotEmpty().noneMatch(text -> text.contains("hunter2"));
    }
  }

  @Test
  void no_problem_shows_what_a_variable_holds() {
    Map<String, String> environment = Map.of("SECRET", "hunter2 hunter2");
    for (String place :
        List.of(
            "mode: act ",
            "path: /status/ready",
            "register: quorum",
            "name: portal.demo.test",
            "failoverGroup: portal",
            "routing: partitioned",
            "interface: 127.10.1.11",
            "floatingAddress: front",
            "location: 127.10.1.0/24",
            "ttl: 5s",
            "answers: serving")) {
      String key = place.substring(0, place.indexOf(':'));
      Edited edited = Edited.threeRegions().once(place, key + ": \"${SECRET}\"");

      assertThat(edited.problems(environment))
          .as(place)
          .noneMatch(text -> text.contains("hunter2"));
    }
  }

  private static String url(NotifySetting setting) {
    return switch (setting) {
      case NotifySetting.Webhook webhook -> webhook.url().value();
      case NotifySetting.Topic topic -> topic.arn();
      case NotifySetting.EventGrid topic -> topic.endpoint();
    };
  }
}
