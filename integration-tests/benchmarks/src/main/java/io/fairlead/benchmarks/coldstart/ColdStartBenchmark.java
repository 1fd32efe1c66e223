package io.fairlead.benchmarks.coldstart;

import io.fairlead.benchmarks.report.Report;
import io.fairlead.benchmarks.report.Spread;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From the start of a process to its first probe: the packaged zip under the runtime interface
 * client, a main that wires the same clients by hand, and that main with an empty Micronaut context
 * started first. Goal: the zip at most 1.3 times the main.
 */
public final class ColdStartBenchmark {
  private static final int RUNS = 10;
  private static final int LIMIT_SECONDS = 60;
  private static final Path TASK = Path.of("target/benchmarks/cold-start");
  private static final Path LIB = TASK.resolve("lib");
  private static final Path CLIENT = Path.of("integration-tests/benchmarks/target/ric");
  private static final Path MICRONAUT = Path.of("functions/cli/target/dist/lib");
  private static final Path ARCHIVE = Path.of("target/benchmarks/cold-start/zip.jsa");
  private static final Path CACHE = Path.of("target/benchmarks/cold-start/main.aot");
  private static final String HANDLER = "io.fairlead.lambda.TickHandler::handleRequest";
  private static final String TOPOLOGY =
      """
      apiVersion: fairlead/v1
      fleet: cold
      state: {register: single, cells: [one]}
      probes: {ready: {http: {port: PORT, path: /ready}, private: true}}
      zones: {cold.test: {route53: {hostedZone: Z1}}}
      regions:
        one: {cloud: aws, location: eu-west-1, jurisdiction: EU, aws: {table: fairlead, flags: {bucket: flags-1}},
              probes: [ready], nodes: {gw: {interface: eni-0a1b2c3d, host: 127.0.0.1}}}
        two: {cloud: aws, location: eu-west-2, jurisdiction: EU, witness: true, aws: {table: fairlead, flags: {bucket: flags-2}}}
        three: {cloud: aws, location: eu-west-3, jurisdiction: EU, witness: true, aws: {table: fairlead, flags: {bucket: flags-3}}}
      services:
        web: {port: PORT, routing: active-passive, failover: manual, name: web.cold.test, order: [one],
              deployments: {one: {endpoints: [192.0.2.1], capacity: 1}}}
      """;

  private ColdStartBenchmark() {}

  /** One way to start. */
  private record Way(String name, List<String> command) {}

  /**
   * Prints a table and writes {@code cold-start.json}.
   *
   * @param arguments runs a way; default 10
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : RUNS;
    unpack();
    List<String> zip =
        List.of(
            "-cp",
            jars(CLIENT),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            HANDLER);
    List<String> main =
        List.of("-cp", jars(LIB) + File.pathSeparator + classes(), HandWired.class.getName());
    List<String> micronaut =
        List.of(
            "-cp",
            jars(LIB) + File.pathSeparator + classes() + File.pathSeparator + jars(MICRONAUT),
            HandWired.class.getName(),
            "micronaut");
    once(with(zip, "-XX:ArchiveClassesAtExit=" + ARCHIVE.toAbsolutePath()));
    once(with(main, "-XX:AOTCacheOutput=" + CACHE.toAbsolutePath()));
    List<Way> ways =
        List.of(
            new Way("zip, 512 MB", with(zip, "-Xmx435m")),
            new Way("zip, 256 MB", with(zip, "-Xmx217m")),
            new Way(
                "zip, AppCDS",
                with(zip, "-Xmx435m", "-XX:SharedArchiveFile=" + ARCHIVE.toAbsolutePath())),
            new Way("main by hand", with(main, "-Xmx435m")),
            new Way(
                "main by hand, AOT cache",
                with(main, "-Xmx435m", "-XX:AOTCache=" + CACHE.toAbsolutePath())),
            new Way("main, empty Micronaut context", with(micronaut, "-Xmx435m")));
    Report report = new Report("cold-start");
    byTurns(ways, runs).forEach((way, starts) -> tell(way, starts, report));
    System.out.println("written to " + report.write());
  }

  /** Each way once a round, so that what else the machine does strikes all of them. */
  private static Map<Way, List<Started>> byTurns(List<Way> ways, int runs)
      throws IOException, InterruptedException {
    Map<Way, List<Started>> starts = new LinkedHashMap<>();
    for (int i = 0; i < runs; i++) {
      for (Way way : ways) {
        starts.computeIfAbsent(way, _ -> new ArrayList<>()).add(once(way.command()));
      }
    }
    return starts;
  }

  private static void tell(Way way, List<Started> starts, Report report) {
    Spread time = new Spread(starts.stream().map(Started::millis).toList());
    Spread memory = new Spread(starts.stream().map(Started::peakMegabytes).toList());
    System.out.printf(
        Locale.ROOT,
        "%-32s first probe: min %5.0f ms  median %5.0f ms  p95 %5.0f ms   peak memory %4.0f MB%n",
        way.name(),
        time.at(0),
        time.median(),
        time.at(0.95),
        memory.median());
    time.into(report.root().putObject(way.name()), "Millis").put("peakMegabytes", memory.median());
  }

  private static List<String> with(List<String> rest, String... flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As Lambda starts Java: https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    // As the region's template has it in JAVA_TOOL_OPTIONS.
    command.add("-XX:MetaspaceSize=96m");
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xlog:disable"));
    command.addAll(List.of(flags));
    command.addAll(rest);
    return command;
  }

  /** How a start went. */
  private record Started(double millis, double peakMegabytes) {}

  private static Started once(List<String> command) throws IOException, InterruptedException {
    try (StubCloud cloud = new StubCloud(TOPOLOGY)) {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(TASK.toAbsolutePath().toFile());
      String at = "http://127.0.0.1:" + cloud.port();
      builder
          .environment()
          .putAll(
              Map.of(
                  "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + cloud.port(),
                  "_HANDLER", HANDLER,
                  "AWS_REGION", "eu-west-1",
                  "AWS_ACCESS_KEY_ID", "111122223333",
                  "AWS_SECRET_ACCESS_KEY", "secret",
                  "FAIRLEAD_REGION", "one",
                  "FAIRLEAD_TOPOLOGY", "s3://config/fairlead.yaml",
                  "FAIRLEAD_ENDPOINTS",
                      "s3=" + at + ",dynamodb=" + at + ",ec2=" + at + ",route53=" + at));
      long from = System.nanoTime();
      Process process =
          builder.redirectErrorStream(true).redirectOutput(new File("/dev/null")).start();
      try {
        long probed = cloud.probed().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        return new Started((probed - from) / 1e6, peak(process.pid()));
      } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
        throw new IllegalStateException("no probe came from " + command, e);
      } finally {
        process.getOutputStream().close();
        // The main ends by itself then, and may have a cache to write.
        if (!command.contains(HandWired.class.getName())
            || !process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          process.destroy();
        }
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      }
    }
  }

  private static double peak(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static String jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(file -> file.toAbsolutePath().toString())
          .collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classes() {
    return Path.of("integration-tests/benchmarks/target/classes").toAbsolutePath().toString();
  }

  private static void unpack() throws IOException, InterruptedException {
    Files.createDirectories(TASK);
    Process unzip =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jar").toString(),
                "xf",
                Path.of("functions/aws/target/fairlead-aws.zip").toAbsolutePath().toString())
            .directory(TASK.toFile())
            .inheritIO()
            .start();
    if (unzip.waitFor() != 0) {
      throw new IOException("the zip could not be unpacked: build functions/aws first");
    }
  }
}
