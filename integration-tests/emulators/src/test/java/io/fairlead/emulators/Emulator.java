package io.fairlead.emulators;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.parts.Demand;
import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.testcontainers.localstack.LocalStackContainer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** An emulator, as a process or in a container. */
public final class Emulator implements AutoCloseable {
  /** An account number, which MiniStack takes from the access key. */
  public static final String ACCOUNT = "111122223333";

  private static final String SECRET = "secret";
  private static final Duration READY = Duration.ofSeconds(180);

  private static final String HOME = "eu-west-1";

  private final Runnable stop;
  private final Function<String, URI> endpoints;

  private Emulator(Runnable stop, Function<String, URI> endpoints) {
    this.stop = stop;
    this.endpoints = endpoints;
  }

  /**
   * Starts one with nothing in it.
   *
   * @throws org.opentest4j.TestAbortedException where this machine lacks the part
   */
  public static Emulator start(Part part) throws IOException {
    Demand.of(part);
    return switch (part) {
      case LOCALSTACK_IN_DOCKER -> image();
      case VERSITYGW -> eachRegion();
      default -> process(part, List.of(), Map.of());
    };
  }

  /** One process a region, started when it is first asked for. */
  private static Emulator eachRegion() {
    ConcurrentMap<String, Emulator> regions = new ConcurrentHashMap<>();
    return new Emulator(
        () -> regions.values().forEach(Emulator::close),
        location -> regions.computeIfAbsent(location, Emulator::region).endpoint());
  }

  private static Emulator region(String location) {
    try {
      // Its objects are files of the folder that it runs in.
      return process(Part.VERSITYGW, List.of("--region", location, "posix", "."), Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts one as a process that has these variables, too: of another clock, say. */
  public static Emulator start(Part part, Map<String, String> environment) throws IOException {
    Demand.of(part);
    return process(part, List.of(), environment);
  }

  private static Emulator image() {
    // The container is closed by whoever closes the emulator.
    @SuppressWarnings("resource")
    LocalStackContainer container = new LocalStackContainer(LocalStackImage.name(System.getenv()));
    container.withEnv(LocalStackImage.settings(System.getenv())).start();
    return new Emulator(container::stop, _ -> container.getEndpoint());
  }

  /**
   * DynamoDB Local with the same tables in every region: what a global table with strong
   * consistency is to its replicas.
   */
  public static Emulator sharedByAllRegions() throws IOException {
    Demand.of(Part.DYNAMODB_LOCAL);
    return process(Part.DYNAMODB_LOCAL, List.of("-sharedDb"), Map.of());
  }

  private static Emulator process(Part part, List<String> options, Map<String, String> environment)
      throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path scratch = Workspace.scratch(part.label());
    Path folder = Files.createDirectory(scratch.resolve("data"));
    ProcessBuilder builder = command(part, port, folder);
    builder.command().addAll(options);
    builder.environment().putAll(environment);
    Process process =
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolveSibling(folder.getFileName() + ".log").toFile())
            .start();
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    Emulator stack = new Emulator(() -> end(process), _ -> endpoint);
    stack.awaitReady(process, ready(part), folder);
    return stack;
  }

  private static ProcessBuilder command(Part part, int port, Path folder) {
    String program = Parts.program(part).toString();
    String number = Integer.toString(port);
    return switch (part) {
      case MOTO -> new ProcessBuilder(program, "-H", "127.0.0.1", "-p", number);
      case DYNAMODB_LOCAL ->
          new ProcessBuilder(program, "-inMemory", "-port", number, "-disableTelemetry");
      case LOCALSTACK -> localstack(program, number, folder);
      case VERSITYGW ->
          new ProcessBuilder(
              program, "--access", ACCOUNT, "--secret", SECRET, "--port", "127.0.0.1:" + number);
      case MINISTACK -> {
        ProcessBuilder builder = new ProcessBuilder(program);
        builder.environment().put("BIND_HOST", "127.0.0.1");
        builder.environment().put("GATEWAY_PORT", number);
        builder.environment().put("IOT_MTLS_ENABLED", "0");
        builder.environment().put("STATE_DIR", folder.toString());
        yield builder;
      }
      default -> throw new IllegalArgumentException(part + " is no emulator of AWS");
    };
  }

  private static ProcessBuilder localstack(String program, String port, Path folder) {
    String python = Path.of(program).resolveSibling("python").toString();
    ProcessBuilder builder = new ProcessBuilder(python, "-m", "localstack.runtime.main");
    Map<String, String> environment = builder.environment();
    environment.put("OVERRIDE_IN_DOCKER", "0");
    environment.put("FILESYSTEM_ROOT", folder.toString());
    // The other servers that it has would listen on all interfaces.
    environment.put("GATEWAY_SERVER", "hypercorn");
    environment.put("GATEWAY_LISTEN", "127.0.0.1:" + port);
    environment.put("DNS_ADDRESS", "0");
    environment.put("SKIP_SSL_CERT_DOWNLOAD", "1");
    environment.put("DISABLE_EVENTS", "1");
    return builder;
  }

  private static String ready(Part part) {
    return switch (part) {
      case MOTO -> "/moto-api/data.json";
      case LOCALSTACK -> "/_localstack/health";
      case MINISTACK -> "/_ministack/ready";
      default -> "/";
    };
  }

  /** Where all its services answer: all regions, or the first where each has its own. */
  public URI endpoint() {
    return endpoints.apply(HOME);
  }

  /** Clients of the account, by a clock that passes over what they wait between calls. */
  public AwsClients clients() {
    Unhurried clock = new Unhurried();
    return new AwsClients(
        new AwsAccess(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, SECRET)),
            (service, location) -> Optional.of(endpoints.apply(location)),
            clock,
            clock));
  }

  /**
   * Lets a service load what it loads at its first call, which takes longer than calls may. And
   * lets a client find the time: a new one takes over that of the last server of this process which
   * disagreed with ours, and that may be a twin, until it is refused for it.
   */
  public static void warm(Runnable firstCall) {
    long end = System.nanoTime() + READY.toNanos();
    while (true) {
      try {
        firstCall.run();
        return;
      } catch (SdkException e) {
        boolean again =
            e instanceof SdkClientException
                || e instanceof SdkServiceException refused && refused.isClockSkewException();
        if (!again || System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }

  @Override
  public void close() {
    stop.run();
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitReady(Process process, String path, Path folder) {
    long end = System.nanoTime() + READY.toNanos();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest ready = HttpRequest.newBuilder(endpoint().resolve(path)).build();
      while (System.nanoTime() < end && process.isAlive()) {
        try {
          // DynamoDB Local answers 400 to whoever does not sign.
          if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() < 500) {
            return;
          }
          LockSupport.parkNanos(20_000_000);
        } catch (IOException notYet) {
          LockSupport.parkNanos(20_000_000);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          break;
        }
      }
    }
    close();
    throw new UncheckedIOException(
        new IOException(
            "the emulator was not ready in "
                + READY
                + ", see "
                + folder.resolveSibling(folder.getFileName() + ".log")));
  }
}
