package io.fairlead.emulators.azure.app;

import io.fairlead.emulators.lambda.VirtualTime;
import io.fairlead.parts.Workspace;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One region's function app: the unpacked zip in a worker process, in virtual time. */
public final class HostedApp implements AutoCloseable {
  /** Said of a call whose process ended before it answered. */
  static final int GONE = 0;

  private final Spec spec;
  private final AppFiles files;
  private final Path log;
  private final Map<Integer, CompletableFuture<Reply>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private Process process;
  private DataOutputStream asking;

  /**
   * What is run.
   *
   * @param folder that the zip was unpacked to
   * @param settings of the app, which its process has as environment
   */
  public record Spec(Path folder, Map<String, String> settings, VirtualTime time) {}

  /** What a function ended with. */
  public record Reply(int status, String body) {}

  /** Starts it. */
  public HostedApp(Spec spec) throws IOException {
    this.spec = spec;
    this.files = AppFiles.read(spec.folder());
    this.log = Workspace.scratch("app").resolve("log");
    start();
  }

  AppFiles files() {
    return files;
  }

  private void start() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                workerJars(),
                WorkerMain.class.getName(),
                files.jar().toString()));
    for (AppFiles.Function each : files.functions()) {
      command.add(each.name() + "=" + each.entryPoint() + "=" + String.join(",", each.bindings()));
    }
    ProcessBuilder builder = new ProcessBuilder(command).directory(spec.folder().toFile());
    builder.environment().putAll(spec.settings());
    builder.environment().putAll(spec.time().environment());
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    process = builder.start();
    asking = new DataOutputStream(process.getOutputStream());
    Process mine = process;
    Thread.ofVirtual().start(() -> listen(mine));
  }

  /** What the platform has on the class path itself: the worker and the library's types. */
  private static String workerJars() {
    String jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(
                entry -> entry.contains("azure-functions-java") || entry.endsWith("test-classes"))
            .collect(Collectors.joining(File.pathSeparator));
    if (!jars.contains("azure-functions-java-core-library")) {
      throw new IllegalStateException("the library of Azure Functions is not on the class path");
    }
    return jars;
  }

  private void listen(Process mine) {
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(mine.getInputStream()))) {
      while (true) {
        int call = in.readInt();
        int status = in.readInt();
        String body = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        waiting.remove(call).complete(new Reply(status, body));
      }
    } catch (IOException over) {
      waiting.values().forEach(each -> each.complete(new Reply(GONE, "")));
      waiting.clear();
    }
  }

  /** Calls a function and does not wait; it has the time that host.json gives. */
  public CompletableFuture<Reply> begin(String function, String data) {
    return begin(function, "", data);
  }

  /**
   * The same with headers of a request.
   *
   * @param headers a line each, as in {@code accept: text/plain}
   */
  synchronized CompletableFuture<Reply> begin(String function, String headers, String data) {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    int call = calls.incrementAndGet();
    waiting.put(call, reply);
    try {
      byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
      asking.writeInt(call);
      asking.writeUTF(function);
      asking.writeUTF(headers);
      asking.writeInt(bytes.length);
      asking.write(bytes);
      asking.flush();
    } catch (IOException gone) {
      waiting.remove(call);
      reply.complete(new Reply(GONE, ""));
    }
    return reply.orTimeout(files.timeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The lines of JSON that it logged, oldest first. */
  List<JsonNode> lines() {
    return output()
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(line -> JsonMapper.shared().readTree(line))
        .toList();
  }

  /** Those of its ticks. */
  public List<JsonNode> ticks() {
    return lines().stream().filter(line -> line.path("kind").asString("").equals("tick")).toList();
  }

  /** All that it said. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process at once, as when an instance is lost. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Another process in its place. */
  synchronized void restart() throws IOException {
    kill();
    start();
  }

  @Override
  public void close() {
    kill();
  }
}
