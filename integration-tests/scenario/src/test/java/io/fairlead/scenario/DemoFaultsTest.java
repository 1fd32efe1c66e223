package io.fairlead.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Order(3)
class DemoFaultsTest {
  private static final String FAIRLEAD = Workspace.top().resolve("fairlead").toString();

  /** Of the six gateways, then the floating ones. */
  private static final List<String> ADDRESSES =
      Stream.of(".11", ".12", ".100")
          .flatMap(node -> Stream.of("127.10.1", "127.10.2", "127.10.3").map(it -> it + node))
          .toList();

  /** What of the demo's own topology is changed, and what of the demo fails for it. */
  private enum Sabotage {
    /** One node an address, so that the demo ends with its first step. */
    LONELY_NODES("nodes: [gw-1, gw-2]", "nodes: [gw-1]", "node-killed", "node-killed false"),
    /** One node at the address of the second step alone, so that the first one ends well. */
    LONELY_NODE(
        "127.10.2.100, nodes: [gw-1, gw-2]",
        "127.10.2.100, nodes: [gw-1]",
        "node-hung",
        "node-killed true",
        "node-hung false"),
    /** Nothing is ever changed, so that the demo never begins. */
    OBSERVERS("mode: act", "mode: observe", "the fleet did not serve within 90 s");

    private final String part;
    private final String other;
    private final String said;
    private final List<String> steps;

    /** With the steps that it comes to, each with whether it ends as it should. */
    Sabotage(String part, String other, String said, String... steps) {
      this.part = part;
      this.other = other;
      this.said = said;
      this.steps = List.of(steps);
    }

    Path in(Path folder) throws IOException {
      String topology = Files.readString(Workspace.top().resolve("examples/three-regions.yaml"));
      assertThat(topology).contains(part);
      return Files.writeString(folder.resolve("sabotaged.yaml"), topology.replace(part, other));
    }
  }

  /**
   * A demo that never begins waits for a minute and a half, and one that fails at its first step
   * says nothing that the kept one does not: full demos.
   */
  static Set<Sabotage> sabotages() {
    return Boolean.getBoolean("fairlead.demo.sabotages.all")
        ? EnumSet.allOf(Sabotage.class)
        : EnumSet.of(Sabotage.LONELY_NODE);
  }

  @ParameterizedTest
  @MethodSource("sabotages")
  void a_sabotaged_demo_ends_with_another_exit_code(Sabotage sabotage, @TempDir Path folder)
      throws IOException, InterruptedException {
    DemoRun demo = DemoRun.of(folder.resolve("logs"), "-f", sabotage.in(folder).toString());

    assertThat(demo.exit()).isEqualTo(1);
    assertThat(demo.lines() + demo.errors()).contains(sabotage.said);
    assertThat(demo.ended()).isEqualTo(sabotage.steps);
  }

  @Test
  void what_it_prints_to_paste_works_a_second_is_refused_and_ctrl_c_leaves_nothing_not_even_hung()
      throws IOException, InterruptedException {
    Process first = demo();
    List<String> said = readUntil(first, line -> line.contains(" status -f "));
    List<String> paste = said.stream().filter(line -> line.startsWith("  ")).toList();
    List<String> running = processes(folder(said));
    List<ProcessHandle> fleet = first.descendants().toList();

    String lines = String.join("\n", paste) + "\nls \"$FAIRLEAD_STATE\"";
    Process pasted = new ProcessBuilder("bash", "-e", "-u", "-c", lines).start();
    String answers = new String(pasted.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Process second = new ProcessBuilder(FAIRLEAD, "demo").redirectErrorStream(true).start();
    String refused = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // By hand, not by the demo's own step: that one may be over before this comes to look.
    ProcessHandle hung = gateway(fleet);
    assertThat(signal("-STOP", Long.toString(hung.pid()))).isZero();
    Await.until("it is stopped", Duration.ofSeconds(20), () -> isStopped(hung));
    interrupt("-" + first.pid());

    assertThat(running).hasSize(6).allMatch(line -> line.contains("/fairlead.jsa "));
    assertThat(paste)
        .extracting(line -> line.strip().split(" ", 2)[0])
        .containsExactly("export", "dig", "curl", FAIRLEAD);
    assertThat(pasted.waitFor()).as(paste + answers).isZero();
    assertThat(answers)
        .containsPattern("127\\.10\\.[12]\\.100\\n")
        .containsPattern("eu-(north|west) gw-[12]\\n")
        .contains("PARTITION")
        .contains("edge-eu-west\nedge-us-east\n");
    assertThat(second.waitFor()).isEqualTo(1);
    assertThat(refused).contains("another demo runs on this machine (process ");
    assertNothingIsLeft(first, said, fleet);
  }

  @Test
  void an_interrupt_of_the_launcher_alone_leaves_nothing_behind()
      throws IOException, InterruptedException {
    Process demo = demo();
    List<String> said = readUntil(demo, line -> line.contains("their logs are in "));
    List<ProcessHandle> fleet = demo.descendants().toList();

    interrupt(Long.toString(demo.pid()));

    assertNothingIsLeft(demo, said, fleet);
  }

  @Test
  void a_kept_demo_stays_for_breaking_by_hand_until_it_is_interrupted(@TempDir Path folder)
      throws IOException, InterruptedException {
    Process kept = demo("--keep", "-f", Sabotage.LONELY_NODES.in(folder).toString());
    List<String> said = readUntil(kept, line -> line.contains("Ctrl-C ends it"));
    List<ProcessHandle> fleet = kept.descendants().toList();

    assertThat(said)
        .anyMatch(line -> line.startsWith("only 0 of 5 steps ended as they should, in "));
    for (String part : List.of("gateway-us-east-gw-1", "edge-us-east", "run-us-east")) {
      int at = indexOf(said, "# " + part);
      assertThat(paste(said.get(at))).as(said.get(at)).isZero();
    }
    Await.until(
        "broken by hand",
        Duration.ofSeconds(60),
        () -> Tools.curl("http://127.10.3.11:8080/who").isEmpty());
    Await.until(
        "the others serve",
        Duration.ofSeconds(60),
        () -> Tools.curl("http://127.10.1.100:8080/who").startsWith("eu-west "));
    for (String part : List.of("gateway-us-east-gw-1", "edge-us-east", "run-us-east")) {
      assertThat(paste(said.get(indexOf(said, "# " + part) + 1))).as(part).isZero();
    }
    Await.until(
        "mended by hand",
        Duration.ofSeconds(60),
        () ->
            Tools.curl("http://127.10.3.11:8080/who").startsWith("us-east gw-1")
                && Tools.curl("http://127.10.3.53:5380/freeze").contains("absent")
                && Tools.curl("http://127.10.3.1:5390/healthz").startsWith("ticking"));
    assertThat(kept.isAlive()).isTrue();
    interrupt("-" + kept.pid());
    assertNothingIsLeft(kept, said, fleet);
    Await.until(
        "what was started by hand is gone, too",
        Duration.ofSeconds(30),
        () -> Tools.curl("http://127.10.3.11:8080/who").isEmpty());
  }

  private static int indexOf(List<String> said, String end) {
    for (int i = 0; i < said.size(); i++) {
      if (said.get(i).endsWith(end)) {
        return i;
      }
    }
    throw new AssertionError("no line ends in " + end + ": " + said);
  }

  private static int paste(String line) throws IOException, InterruptedException {
    return new ProcessBuilder("bash", "-c", line).start().waitFor();
  }

  /** A demo as a terminal starts it: a process group of its own, and Ctrl-C is not ignored. */
  private static Process demo(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("setsid", "env", "--default-signal=INT", FAIRLEAD, "demo"));
    command.addAll(List.of(options));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static List<String> readUntil(Process process, Predicate<String> last)
      throws IOException {
    List<String> lines = new ArrayList<>();
    BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.add(line);
      if (last.test(line)) {
        return lines;
      }
    }
    throw new AssertionError("the demo ended: " + lines);
  }

  private static void interrupt(String whom) throws IOException, InterruptedException {
    assertThat(signal("-INT", whom)).isZero();
  }

  private static int signal(String signal, String whom) throws IOException, InterruptedException {
    return new ProcessBuilder("kill", signal, "--", whom).start().waitFor();
  }

  /** One that the demo's first steps leave alone. */
  private static ProcessHandle gateway(List<ProcessHandle> fleet) {
    return fleet.stream()
        .filter(each -> each.info().commandLine().orElse("").contains(" us-east gw-1 "))
        .findFirst()
        .orElseThrow();
  }

  /** Neither processes nor files nor anybody who answers, at the fleet's own addresses either. */
  private static void assertNothingIsLeft(
      Process demo, List<String> said, List<ProcessHandle> fleet) throws InterruptedException {
    String folder = folder(said);
    assertThat(fleet).as("three edges, three runs, six gateways").hasSize(12);
    assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
    Await.until(
        "all processes gone",
        Duration.ofSeconds(60),
        () -> processes(folder).isEmpty() && fleet.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(Path.of(folder)).doesNotExist();
    assertThat(Path.of(System.getProperty("java.io.tmpdir"), "fairlead-demo.lock")).doesNotExist();
    for (String address : ADDRESSES) {
      assertThat(Tools.curl("http://" + address + ":8080/who")).as(address).isEmpty();
    }
  }

  /** Whether a process had a SIGSTOP, as Linux tells after its name. */
  private static boolean isStopped(ProcessHandle process) {
    try {
      String told = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return told.substring(told.lastIndexOf(')')).startsWith(") T");
    } catch (IOException ended) {
      return false;
    }
  }

  private static String folder(List<String> said) {
    return said.stream()
        .filter(line -> line.contains("their logs are in "))
        .map(line -> line.substring(line.indexOf("their logs are in ") + 18))
        .findFirst()
        .orElseThrow();
  }

  /** Command lines of the processes that know a demo's folder. */
  private static List<String> processes(String folder) {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(folder))
        .toList();
  }
}
