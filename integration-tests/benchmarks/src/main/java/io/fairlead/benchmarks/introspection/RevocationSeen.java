package io.fairlead.benchmarks.introspection;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Fairlead;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.TopologyFile;
import io.fairlead.cli.token.DeclaredTokens;
import io.fairlead.cli.token.TokenEndpoint;
import io.fairlead.parts.KeyFile;
import io.fairlead.parts.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Revokes tokens by the command line in their home, and asks another region's endpoint, which
 * replicates every second, until it knows: real folders, keys and processes' parts.
 */
final class RevocationSeen {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int SAMPLES = 30;
  private static final String SECRET = "a-secret-of-the-gateway";

  private final Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private URI elsewhere = URI.create("http://127.0.0.1/introspect");

  private RevocationSeen(Path folder) {
    this.folder = folder;
  }

  static List<Double> millis() throws Exception {
    return new RevocationSeen(Workspace.scratch("introspection")).measured();
  }

  private List<Double> measured() throws Exception {
    declare();
    DeclaredTokens east =
        DeclaredTokens.of(
            new TopologyFile(Path.of("fairlead.yaml"), surroundings(new StringWriter(), ""))
                .topology(),
            surroundings(new StringWriter(), ""),
            "us-east");
    List<Double> millis = new ArrayList<>();
    try (TokenEndpoint endpoint = TokenEndpoint.start(east)) {
      elsewhere = URI.create("http://127.0.0.1:" + endpoint.address().getPort() + "/introspect");
      Thread loop = Thread.ofPlatform().start(() -> endpoint.loop(TICK));
      Random phase = new Random(1);
      for (int i = 0; i < SAMPLES; i++) {
        String token = issued();
        until(() -> isActive(token));
        Thread.sleep(Duration.ofMillis(phase.nextInt((int) TICK.toMillis())));
        run(token, "tokens", "revoke", "-", "--region", "eu-west", "--yes");
        long revoked = System.nanoTime();
        until(() -> !isActive(token));
        millis.add((System.nanoTime() - revoked) / 1e6);
      }
      loop.interrupt();
      loop.join();
    } finally {
      client.close();
    }
    return millis;
  }

  private String issued() {
    return run(
            "",
            "tokens",
            "issue",
            "--region",
            "eu-west",
            "--class",
            "global",
            "--client",
            "orders",
            "--yes")
        .lines()
        .filter(line -> line.startsWith("flt_"))
        .findFirst()
        .orElseThrow();
  }

  private static void until(BooleanSupplier done) throws InterruptedException {
    while (!done.getAsBoolean()) {
      Thread.sleep(Duration.ofMillis(2));
    }
  }

  private boolean isActive(String token) {
    String credential =
        Base64.getEncoder().encodeToString(("gateway:" + SECRET).getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(elsewhere)
            .header("Authorization", "Basic " + credential)
            .POST(HttpRequest.BodyPublishers.ofString("token=" + token))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.body().contains("\"active\":true");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void declare() throws Exception {
    run("", "init", "local");
    Files.createDirectories(folder.resolve("feeds"));
    StringBuilder tokens =
        new StringBuilder(
            "\n"
                + "tokens:\n"
                + "  issuer: https://tokens.example.com\n"
                + "  store: {folder: feeds}\n"
                + "  regions:\n");
    int port = 21_411;
    for (String region : List.of("eu-west", "us-east")) {
      tokens.append(
          """
              %1$s:
                audience: https://%1$s.api.example.com
                folder: tokens/%1$s
                keys: {%1$s: "%2$s"}
                boxes: [{key: %1$s-1, public: "%3$s", file: %1$s-box}]
                sign: [{key: %1$s, file: %1$s-sign}]
                introspection: {http: "127.0.0.1:%4$d", callers: {gateway: %5$s}}
          """
              .formatted(
                  region,
                  key("Ed25519", region + "-sign"),
                  key("X25519", region + "-box"),
                  port++,
                  SECRET));
    }
    Path file = folder.resolve("fairlead.yaml");
    Files.writeString(file, Files.readString(file) + tokens);
  }

  private String key(String algorithm, String name) throws Exception {
    return KeyFile.make(algorithm, folder.resolve(name));
  }

  private String run(String typed, String... words) {
    StringWriter out = new StringWriter();
    ExitCode code = new Fairlead(surroundings(out, typed)).run(words);
    if (code != ExitCode.DONE) {
      throw new IllegalStateException(String.join(" ", words) + ": " + code.meaning());
    }
    return out.toString();
  }

  private Surroundings surroundings(StringWriter out, String typed) {
    return new Surroundings(
        new PrintWriter(out, true),
        new PrintWriter(new StringWriter(), true),
        new BufferedReader(new StringReader(typed)),
        Map.of("FAIRLEAD_OPERATOR", "benchmark"),
        folder,
        false,
        false,
        InstantSource.system());
  }
}
