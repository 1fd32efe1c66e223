package io.fairlead.benchmarks.loss;

import io.fairlead.parts.Found;
import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/**
 * PowerDNS Lua records on the real clock: a name a seed, each checked every 2 s at a target that
 * loses a third of all attempts and is never down. Every changed answer is a flip.
 */
final class PowerDnsLoss {
  private static final String HOST = "127.41.255.53";
  private static final int PORT = 5300;
  private static final Duration LASTING = Duration.ofSeconds(120);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final int seeds;
  private final SimpleResolver server = new SimpleResolver(new InetSocketAddress(HOST, PORT));

  private PowerDnsLoss(int seeds) {
    this.seeds = seeds;
    server.setTimeout(Duration.ofSeconds(1));
  }

  /** What it did: answers that changed, by seed. */
  record Flips(int seeds, int total, int median, int seedsWithout) {}

  /** Why it cannot run here; empty if it can. */
  static String missing() {
    return switch (Parts.find(Part.POWERDNS)) {
      case Found.Present _ -> "";
      case Found.Missing(String why) -> why;
      case Found.Beyond(String why) -> why;
    };
  }

  /** Runs it for two minutes. */
  static Flips run(int seeds, double loss) throws IOException {
    Path folder = Workspace.scratch("powerdns");
    PowerDnsLoss study = new PowerDnsLoss(seeds);
    try (LossyTargets _ = new LossyTargets(loss)) {
      Process process = study.start(folder);
      try {
        return study.watch();
      } finally {
        process.destroyForcibly();
      }
    } finally {
      Workspace.delete(folder);
    }
  }

  private Process start(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("pdns.conf"),
        """
        launch=bind
        bind-config=%1$s/named.conf
        local-address=%2$s
        local-port=%3$d
        socket-dir=%1$s
        enable-lua-records=yes
        lua-health-checks-interval=2
        cache-ttl=0
        query-cache-ttl=0
        negquery-cache-ttl=0
        """
            .formatted(folder, HOST, PORT));
    Files.writeString(
        folder.resolve("named.conf"),
        "zone \"loss.test\" { type master; file \"" + folder + "/loss.test\"; };\n");
    StringBuilder zone =
        new StringBuilder("$ORIGIN loss.test.\n@ 5 IN SOA ns1 hostmaster 1 7200 1800 259200 900\n");
    for (int seed = 0; seed < seeds; seed++) {
      zone.append(
          "s%d 5 IN LUA A \"ifurlup('http://s%d.loss.test:%d/', {{'%s'}, {'%s'}}, {timeout=1})\"%n"
              .formatted(seed, seed, LossyTargets.PORT, address(1, seed), address(2, seed)));
    }
    Files.writeString(folder.resolve("loss.test"), zone);
    return new ProcessBuilder(
            Parts.program(Part.POWERDNS).toString(),
            "--config-dir=" + folder,
            "--guardian=no",
            "--daemon=no",
            "--disable-syslog",
            "--write-pid=no")
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("pdns.log").toFile())
        .start();
  }

  private static String address(int place, int seed) {
    return "127.41." + (place * 10 + seed / 250) + "." + (1 + seed % 250);
  }

  private Flips watch() throws IOException {
    String[] last = new String[seeds];
    int[] flips = new int[seeds];
    Arrays.fill(last, "");
    long end = System.nanoTime() + LASTING.toNanos();
    while (System.nanoTime() < end) {
      long next = System.nanoTime() + PAUSE.toNanos();
      for (int seed = 0; seed < seeds; seed++) {
        String answer = ask("s" + seed + ".loss.test.");
        flips[seed] +=
            !answer.isEmpty() && !last[seed].isEmpty() && !answer.equals(last[seed]) ? 1 : 0;
        last[seed] = answer.isEmpty() ? last[seed] : answer;
      }
      LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
    }
    if (Arrays.stream(last).anyMatch(String::isEmpty)) {
      throw new IOException("PowerDNS did not answer every name");
    }
    int[] sorted = Arrays.stream(flips).sorted().toArray();
    int without = (int) Arrays.stream(flips).filter(count -> count == 0).count();
    return new Flips(seeds, Arrays.stream(flips).sum(), sorted[seeds / 2], without);
  }

  private String ask(String name) {
    try {
      Record question = Record.newRecord(Name.fromString(name), Type.A, DClass.IN);
      List<Record> answers = server.send(Message.newQuery(question)).getSection(Section.ANSWER);
      return answers.isEmpty() || !(answers.getFirst() instanceof ARecord address)
          ? ""
          : address.getAddress().getHostAddress();
    } catch (IOException _) {
      return "";
    }
  }
}
