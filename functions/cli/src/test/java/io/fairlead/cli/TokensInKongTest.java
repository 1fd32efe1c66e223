package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verbs on tokens that a region's Kong knows by itself. */
class TokensInKongTest {
  @TempDir private Path folder;

  private SmallKong kong;

  @BeforeEach
  void declareTokens() throws Exception {
    kong = new SmallKong();
    assertThat(CommandLineRun.in(folder, "init", "local").code()).isEqualTo(ExitCode.DONE);
    Path topology = folder.resolve("fairlead.yaml");
    StringBuilder tokens =
        new StringBuilder("\ntokens:\n  issuer: https://t.example.com\n  store: {folder: feeds}\n");
    tokens.append("  regions:\n");
    for (String region : List.of("eu-north", "eu-west")) {
      tokens.append(
          """
              %1$s:
                audience: https://%1$s.example.com
                folder: %1$s
                keys: {%1$s: "%2$s"}
                boxes: [{key: %1$s-1, public: "%3$s", file: %1$s.box}]
                sign: [{key: %1$s, file: %1$s.pem}]
          """
              .formatted(region, key("Ed25519", region + ".pem"), key("X25519", region + ".box")));
    }
    tokens.append("      kong: {admin: \"%s\"}\n".formatted(kong.url()));
    Files.writeString(topology, Files.readString(topology) + tokens);
    Files.createDirectories(folder.resolve("feeds"));
  }

  @AfterEach
  void stop() {
    kong.close();
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

  private List<String> keys(String table) {
    return kong.table(table).values().stream().map(row -> row.path("key").asString("")).toList();
  }

  @Test
  void a_token_is_issued_as_a_key_brought_to_kong_and_taken_away_once_it_is_revoked() {
    CommandLineRun issued =
        run(
            "tokens",
            "issue",
            "--region",
            "eu-west",
            "--client",
            "orders",
            "--yes",
            "--as",
            "key-auth");
    String token = issued.out().lines().toList().getLast();
    assertThat(issued.out()).contains(" as a key of key-auth for client orders");

    CommandLineRun brought = run("tokens", "replicate", "--region", "eu-west");

    // No edge runs here: failovers are dark, and what is no standby credential does not wait.
    assertThat(brought.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(brought.out())
        .contains("kong: 1 credential put, 0 taken away; failovers are not known")
        .doesNotContain(token);
    assertThat(keys("key-auths")).containsExactly(token);
    CommandLineRun.typing(
        token + "\n", folder, "tokens", "revoke", "-", "--region", "eu-west", "--yes");
    assertThat(run("tokens", "replicate", "--region", "eu-west").out())
        .contains("kong: 0 credentials put, 1 taken away");
    assertThat(keys("key-auths")).isEmpty();
  }

  @Test
  void a_token_that_signs_jwts_is_their_secret_and_its_id_their_iss() {
    CommandLineRun issued =
        run("tokens", "issue", "--region", "eu-west", "--client", "a", "--yes", "--as", "jwt");
    run("tokens", "replicate", "--region", "eu-west");

    assertThat(issued.out()).contains("JWTs whose iss is " + keys("jwts").getFirst());
    assertThat(kong.table("jwts").firstEntry().getValue().path("secret").asString(""))
        .isEqualTo(issued.out().lines().toList().getLast());
    assertThat(
            run("tokens", "issue", "--region", "eu-west", "--client", "a", "--as", "cookie").err())
        .contains("issued as bearer, key-auth or jwt, not as 'cookie'");
  }

  @Test
  void live_credentials_are_put_on_record_once_and_end_like_any_token() throws IOException {
    kong.put("consumers", "{\"id\":\"c1\",\"username\":\"shop\",\"tags\":[\"partners\"]}");
    kong.put("key-auths", "{\"id\":\"k1\",\"key\":\"shop-key\",\"consumer\":{\"id\":\"c1\"}}");
    String[] words = {
      "tokens", "import", "--region", "eu-west", "--tag", "partners", "--yes", "--for", "30d"
    };
    assertThat(run("tokens", "import", "--region", "eu-west", "--tag", "partners", "--yes").err())
        .contains("a credential of consumer shop never ends in Kong: say with --for");
    assertThat(run("tokens", "import", "--region", "eu-north", "--tag", "partners").err())
        .contains("region 'eu-north' has no Kong to take credentials from");

    CommandLineRun imported = run(words);

    assertThat(imported.code()).as(imported.err()).isEqualTo(ExitCode.DONE);
    assertThat(imported.out())
        .contains(
            "on record as region-local tokens of eu-west: 1 credential of consumers with the tag partners",
            "key-auth of shop, until",
            "given its tag: 1 credential")
        .doesNotContain("shop-key");
    assertThat(run("tokens", "list", "--region", "eu-west").out()).contains("region-local");
    assertThat(run(words).out()).contains("given its tag: 0 credentials");
    assertThat(run("tokens", "replicate", "--region", "eu-west").out())
        .contains("kong: failovers are not known");
    assertThat(keys("key-auths")).containsExactly("shop-key");

    String id = run("tokens", "list", "--region", "eu-west").out().lines().toList().getLast();
    assertThat(run("tokens", "revoke", id.split(" ", 2)[0], "--region", "eu-west", "--yes").code())
        .isEqualTo(ExitCode.DONE);
    run("tokens", "replicate", "--region", "eu-west");
    assertThat(keys("key-auths")).isEmpty();
  }
}
