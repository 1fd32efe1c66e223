package io.fairlead.contract.token;

import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Keycloak with a realm of two clients: {@code orders} gets tokens, {@code gateway} asks. */
final class Keycloak implements AutoCloseable {
  static final String SECRET = "a-secret-of-a-client";

  private static final String REALM =
      """
      {"realm": "fleet", "enabled": true, "sslRequired": "none", "clients": [
        {"clientId": "orders", "secret": "%1$s", "serviceAccountsEnabled": true,
         "standardFlowEnabled": false, "protocolMappers": [
          {"name": "gateway", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
           "config": {"included.client.audience": "gateway", "access.token.claim": "true",
                      "introspection.token.claim": "true"}}]},
        {"clientId": "stranger", "secret": "%1$s", "serviceAccountsEnabled": true,
         "standardFlowEnabled": false},
        {"clientId": "gateway", "secret": "%1$s", "serviceAccountsEnabled": true,
         "standardFlowEnabled": false}]}
      """
          .formatted(SECRET);

  private final Process process;
  private final int port;

  private Keycloak(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static Keycloak start() throws IOException, InterruptedException {
    Path script = Parts.program(Part.KEYCLOAK);
    Path imports = home(script).resolve("data").resolve("import");
    Files.createDirectories(imports);
    Files.writeString(imports.resolve("fleet-realm.json"), REALM);
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
                script.toString(),
                "start",
                "--optimized",
                "--import-realm",
                "--http-enabled=true",
                "--hostname-strict=false",
                "--http-host=127.0.0.1",
                "--cache=local",
                "--http-port=" + port,
                "--http-management-port=" + freePort())
            .redirectErrorStream(true)
            .redirectOutput(Workspace.build("keycloak.log").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    Keycloak started = new Keycloak(builder.start(), port);
    started.awaitRealm(Instant.now().plusSeconds(180));
    return started;
  }

  private static Path home(Path script) throws IOException {
    Path unpacked = script.resolveSibling("..").resolve("unpacked").normalize();
    try (Stream<Path> folders = Files.list(unpacked)) {
      return folders.findFirst().orElseThrow();
    }
  }

  private void awaitRealm(Instant end) throws InterruptedException, IOException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (Instant.now().isBefore(end)) {
        if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
          throw new IOException("Keycloak ended: see target/keycloak.log");
        }
        try {
          HttpRequest realm =
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/realms/fleet"))
                  .build();
          if (client.send(realm, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException _) {
          // It does not listen yet.
          continue;
        }
      }
      close();
      throw new IOException("Keycloak is not up in time: see target/keycloak.log");
    }
  }

  /** One of its endpoints, as in {@code token} or {@code token/introspect}. */
  URI at(String endpoint) {
    return URI.create(
        "http://127.0.0.1:%d/realms/fleet/protocol/openid-connect/%s".formatted(port, endpoint));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
