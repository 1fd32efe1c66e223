package io.fairlead.emulators.lambda;

import io.fairlead.parts.Workspace;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One execution environment: the unpacked zip under the real runtime interface client, in virtual
 * time.
 */
public final class FunctionProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<String> LEFT = Set.of("Done", "Dropped", "Ignored");
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  private static final String NATIVE =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private final Spec spec;
  private final RuntimeApi api;
  private final Path log;
  private Process process;

  /**
   * What is run.
   *
   * @param task the folder that the zip was unpacked to
   * @param handler as a template names it
   */
  public record Spec(
      Path task, String handler, Map<String, String> environment, VirtualTime time) {}

  /** Starts it. */
  public FunctionProcess(Spec spec) throws IOException {
    this.spec = spec;
    this.api = new RuntimeApi(spec.time());
    this.log = Workspace.scratch("function").resolve("log");
    this.process = start();
  }

  private Process start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-D" + NATIVE + "=" + nativeLibrary(),
            "-cp",
            clientJars(),
            CLIENT,
            spec.handler());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(spec.environment());
    builder.environment().putAll(spec.time().environment());
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.authority());
    builder.environment().put("_HANDLER", spec.handler());
    builder.environment().put("LAMBDA_TASK_ROOT", spec.task().toString());
    // The client takes the working directory for the task's folder.
    return builder
        .directory(spec.task().toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** A copy of its own: the client's place for it is one for the whole machine. */
  private static Path nativeLibrary() throws IOException {
    String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String name = "/jni/libaws-lambda-jni.linux-" + processor + ".so";
    try (InputStream in = FunctionProcess.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the runtime interface client has no " + name);
      }
      Path copy = Files.createTempFile("aws-lambda-jni", ".so");
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return copy;
    }
  }

  /** What AWS has on the class path itself: the client, and what it is made of. */
  private static String clientJars() {
    String jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.contains("aws-lambda-java") || entry.contains("utils-lite"))
            .collect(Collectors.joining(File.pathSeparator));
    if (!jars.contains("runtime-interface-client")) {
      throw new IllegalStateException("the runtime interface client is not on the class path");
    }
    return jars;
  }

  /** Invokes and waits for the answer. */
  public RuntimeApi.Answer call(String event, Duration time) {
    return await(begin(event, time));
  }

  /** Invokes and does not wait. */
  CompletableFuture<RuntimeApi.Answer> begin(String event, Duration time) {
    return api.invoke(event, time);
  }

  /**
   * Invokes as Lambda does: a process that has not answered by its deadline is killed, and another
   * one takes its place.
   *
   * @return empty = it was killed
   */
  Optional<RuntimeApi.Answer> limited(String event, Duration time) throws IOException {
    CompletableFuture<RuntimeApi.Answer> answer = begin(event, time);
    try {
      return Optional.of(answer.get(time.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      restart();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  RuntimeApi.Answer await(CompletableFuture<RuntimeApi.Answer> answer) {
    try {
      return answer.completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join()
              instanceof RuntimeApi.Answer got
          ? got
          : lost();
    } catch (CompletionException e) {
      throw new IllegalStateException(e);
    }
  }

  private RuntimeApi.Answer lost() {
    throw new AssertionError(
        "no answer in "
            + PATIENCE
            + "; alive "
            + process.isAlive()
            + "; "
            + api.broken().getNow("")
            + "\n"
            + output());
  }

  /** The lines of JSON that it logged, oldest first. */
  List<JsonNode> lines() {
    return output()
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(line -> JsonMapper.shared().readTree(line))
        .toList();
  }

  /** Those of runs that did not leave their slot alone: each must have metrics. */
  List<JsonNode> measuring() {
    return lines().stream()
        .filter(line -> !LEFT.contains(line.path("outcome").asString("")))
        .toList();
  }

  /** The line that it logged last. */
  public JsonNode lastLine() {
    return lines().getLast();
  }

  /** All that it said. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it at once, as when an execution environment is lost. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** A new execution environment in its place. */
  void restart() throws IOException {
    kill();
    api.replaced();
    process = start();
  }

  /** Stands still, as between two calls. */
  void freeze() {
    signal("STOP");
  }

  /** Goes on. */
  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      Process kill =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
      if (kill.onExit().join().exitValue() != 0) {
        throw new IllegalStateException("kill -" + name + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
    api.close();
  }
}
