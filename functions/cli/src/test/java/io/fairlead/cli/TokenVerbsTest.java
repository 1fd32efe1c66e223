package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cli.token.DeclaredTokens;
import io.fairlead.cli.token.TokenEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the verbs on tokens answer, and what they never tell. */
class TokenVerbsTest {
  @TempDir private Path folder;

  private Path topology;

  @BeforeEach
  void declareTokens() throws Exception {
    assertThat(CommandLineRun.in(folder, "init", "local").code()).isEqualTo(ExitCode.DONE);
    topology = folder.resolve("fairlead.yaml");
    StringBuilder tokens =
        new StringBuilder("\ntokens:\n  issuer: https://t.example.com\n  store: {folder: feeds}\n");
    tokens.append("  regions:\n");
    for (String region : List.of("eu-north", "eu-west", "us-east")) {
      tokens.append(
          """
              %1$s:
                audience: https://%1$s.example.com
                folder: %1$s
                keys: {%1$s: "%2$s"}
                boxes: [{key: %1$s-1, public: "%3$s", file: %1$s.box}]
          """
              .formatted(region, key("Ed25519", region + ".pem"), key("X25519", region + ".box")));
      if (!region.equals("eu-north")) {
        tokens.append("      sign: [{key: %1$s, file: %1$s.pem}]\n".formatted(region));
      }
    }
    Files.writeString(topology, Files.readString(topology) + tokens);
    Files.createDirectories(folder.resolve("feeds"));
  }

  private String key(String algorithm, String name) throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())));
    return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
  }

  private CommandLineRun run(String... args) {
    return CommandLineRun.in(folder, args);
  }

  private JsonNode json(String... args) {
    return JsonMapper.shared().readTree(run(args).out());
  }

  private JsonNode issued(String... more) {
    String[] words = {
      "tokens", "issue", "--region", "eu-west", "--client", "orders", "--yes", "-o", "json"
    };
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return json(all);
  }

  private void assertStopped(CommandLineRun run, ExitCode code, String words) {
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).contains(words).doesNotContain("Exception");
  }

  @Test
  void a_token_is_issued_after_a_question_and_printed_once() {
    String[] issue = {"tokens", "issue", "--region", "eu-west", "--client", "orders"};
    CommandLineRun asked = CommandLineRun.typing("n\n", folder, issue);

    assertStopped(asked, ExitCode.USAGE, "Issue it? [y/N]");
    assertThat(asked.out()).startsWith("region-local token ").doesNotContain("flt_");
    assertStopped(run(issue), ExitCode.USAGE, "add --yes");
    CommandLineRun done = CommandLineRun.typing("y\n", folder, issue);
    assertThat(done.code()).as(done.err()).isEqualTo(ExitCode.DONE);
    assertThat(done.out().lines().filter(line -> line.contains("flt_eu-west_"))).hasSize(1);
    String token = done.out().lines().toList().getLast();
    for (String action : List.of("list", "replicate")) {
      CommandLineRun later = run("tokens", action, "--region", "eu-west");
      assertThat(later.out() + later.err()).doesNotContain(token, "flt_");
    }
  }

  @Test
  void what_cannot_be_is_one_sentence_with_its_exit_code() throws IOException {
    assertStopped(
        run("tokens", "list", "--region", "eu-wset"),
        ExitCode.USAGE,
        "there are no tokens of region 'eu-wset', did you mean 'eu-west'?");
    assertStopped(run("tokens", "list"), ExitCode.USAGE, "name the region with --region");
    assertStopped(
        run("tokens", "issue", "--region", "eu-west", "--client", "a", "--class", "exchangeable"),
        ExitCode.USAGE,
        "the token class 'exchangeable' (RFC 8693) is reserved and refused until it is built");
    assertStopped(
        run("tokens", "issue", "--region", "eu-west", "--client", "a", "--class", "standby"),
        ExitCode.USAGE,
        "a standby token one");
    assertStopped(
        run("tokens", "issue", "--region", "eu-west", "--client", "a", "--to", "mars"),
        ExitCode.USAGE,
        "there are no tokens of region 'mars'");
    assertStopped(
        run("tokens", "issue", "--region", "eu-north", "--client", "a"),
        ExitCode.USAGE,
        "has no key to sign with");
    assertStopped(run("tokens", "issue", "--region", "eu-west"), ExitCode.USAGE, "with --client");
    assertStopped(
        run("tokens", "issue", "--region", "eu-west", "--client", "a\nb", "--yes"),
        ExitCode.USAGE,
        "a token's client is 1-1024 characters on one line");
    assertStopped(
        run("tokens", "revoke", "--region", "eu-west"), ExitCode.USAGE, "name the token by its id");
    assertStopped(
        run("tokens", "revoke", "0".repeat(32), "--region", "eu-west"),
        ExitCode.USAGE,
        "eu-west has no record of token 0000");
    assertStopped(
        run("tokens", "introspect", "--region", "eu-west"),
        ExitCode.USAGE,
        "read from standard input");
    assertStopped(
        run("tokens", "serve", "--region", "eu-west"), ExitCode.USAGE, "introspection is missing");
    Files.writeString(folder.resolve("eu-west.pem"), "none");
    assertStopped(
        run("tokens", "issue", "--region", "eu-west", "--client", "a", "--yes"),
        ExitCode.UNREACHABLE,
        "openssl genpkey");
  }

  @Test
  void an_interval_is_within_what_feeds_are_accepted_for() {
    for (String every : List.of("0s", "226s")) {
      assertStopped(
          run("tokens", "serve", "--region", "eu-west", "--every", every),
          ExitCode.USAGE,
          "--every is 1s to 225s, a quarter of tokens.validFor");
    }
  }

  @Test
  void a_dark_store_is_told_and_the_token_is_issued_all_the_same() throws IOException {
    Files.delete(folder.resolve("feeds"));
    CommandLineRun issued =
        run("tokens", "issue", "--region", "eu-west", "--client", "orders", "--yes");

    assertStopped(issued, ExitCode.UNREACHABLE, "the other regions are not told yet");
    assertThat(issued.out()).contains("issued in eu-west", "flt_eu-west_");
    Files.createDirectories(folder.resolve("feeds"));
    assertThat(run("tokens", "replicate", "--region", "eu-west").out())
        .contains("eu-west  published page 1");
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void an_endpoint_that_could_read_nothing_asks_for_patience_and_calls_no_token_inactive()
      throws Exception {
    Files.writeString(
        topology,
        Files.readString(topology)
            .replace(
                "audience: https://eu-west.example.com\n",
                "audience: https://eu-west.example.com\n      introspection:"
                    + " {http: \"127.0.0.1:%d\", callers: {gateway: a-secret-of-a-gateway}}\n"
                        .formatted(free())));
    issued();
    String box = Files.readString(folder.resolve("eu-west.box"));
    Files.writeString(folder.resolve("eu-west.box"), "none");
    Surroundings here = CommandLineRun.surroundings(folder);
    DeclaredTokens west =
        DeclaredTokens.of(
            new TopologyFile(Path.of("fairlead.yaml"), here).topology(), here, "eu-west");

    try (TokenEndpoint endpoint = TokenEndpoint.start(west);
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:%d/healthz".formatted(endpoint.address().getPort())))
              .build();
      endpoint.once();
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(503);
      Files.writeString(folder.resolve("eu-west.box"), box);
      endpoint.once();
      assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("{\"tokens\":1}");
    }
  }

  @Test
  void an_old_copy_of_a_ledger_writes_nothing_without_a_new_epoch() throws IOException {
    issued("--class", "global");
    issued("--class", "global");
    try (var files = Files.walk(folder.resolve("eu-west/ledger"))) {
      for (Path file : files.toList().reversed()) {
        Files.delete(file);
      }
    }

    assertStopped(
        run("tokens", "issue", "--region", "eu-west", "--client", "orders", "--yes"),
        ExitCode.REFUSED,
        "there is no ledger here, and the feed is of epoch 1");
    assertThat(issued("--new-epoch").path("outcome").asString()).isEqualTo("issued");
  }

  @Test
  void programs_get_documents() {
    JsonNode issued = issued("--class", "standby", "--to", "eu-north", "--scope", "a b");
    String token = issued.path("token").asString();
    CommandLineRun asked =
        CommandLineRun.typing(
            token, folder, "tokens", "introspect", "--region", "eu-west", "-o", "json");
    JsonNode answer = JsonMapper.shared().readTree(asked.out()).path("answer");
    JsonNode listed = json("tokens", "list", "--region", "eu-west", "-o", "json");
    JsonNode revoked =
        json(
            "tokens",
            "revoke",
            issued.path("id").asString(),
            "--region",
            "eu-west",
            "--yes",
            "-o",
            "json");
    CommandLineRun again =
        run("tokens", "revoke", issued.path("id").asString(), "--region", "eu-west", "--yes");

    assertThat(token).startsWith("flt_eu-west.eu-north_");
    assertThat(answer.path("active").asBoolean()).isTrue();
    assertThat(answer.path("scope").asString()).isEqualTo("a b");
    assertThat(answer.path("aud").size()).isEqualTo(2);
    assertThat(asked.err()).contains("as if no failover were journaled");
    assertThat(listed.at("/tokens/0/class").asString()).isEqualTo("standby");
    assertThat(listed.toString()).doesNotContain(token, "orders");
    assertThat(revoked.path("outcome").asString()).isEqualTo("revoked");
    assertStopped(again, ExitCode.REFUSED, "is revoked already");
  }
}
