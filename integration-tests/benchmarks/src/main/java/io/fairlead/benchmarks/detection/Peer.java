package io.fairlead.benchmarks.detection;

import io.fairlead.parts.Found;
import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Other people's programs that look at the same gateways, and how they are set. */
enum Peer {
  HAPROXY(Part.HAPROXY, "inter 2s fastinter 200ms fall 3 rise 2, timeout check 500ms"),
  GDNSD(Part.GDNSD, "interval 2 s, timeout 1 s (its least), down_thresh 3, up_thresh 2"),
  POWERDNS(Part.POWERDNS, "Lua ifurlup, lua-health-checks-interval=2, timeout 1 s (its least)");

  static final int DNS_PORT = 5300;

  private final Part part;
  private final String settings;

  Peer(Part part, String settings) {
    this.part = part;
    this.settings = settings;
  }

  /** How it is set, for the report. */
  String settings() {
    return settings;
  }

  /** Why it cannot run here; empty if it can. */
  String missing() {
    return switch (Parts.find(part)) {
      case Found.Present _ -> "";
      case Found.Missing(String why) -> why;
      case Found.Beyond(String why) -> why;
    };
  }

  /** Where it answers DNS, by the range of the fleet's addresses. */
  String nameServer(String range) {
    return range + ".9." + (this == GDNSD ? 2 : 3);
  }

  /** As in tables and files. */
  String label() {
    return part.label();
  }

  /** Where HAProxy listens instead of a floating address. */
  static String proxied(String front) {
    return front.substring(0, front.lastIndexOf('.')) + ".200";
  }

  /** Starts it in a folder of its own. */
  Program start(Path folder, PeerView view) throws IOException {
    Path home = Files.createDirectories(folder.resolve(part.label()));
    String program = Parts.program(part).toString();
    return switch (this) {
      case HAPROXY -> {
        Path file = Files.writeString(home.resolve("haproxy.cfg"), view.haproxy());
        yield Program.start("haproxy", folder, List.of(program, "-db", "-f", file.toString()));
      }
      case GDNSD -> {
        Files.createDirectories(home.resolve("run"));
        Files.createDirectories(home.resolve("state"));
        Path zones = Files.createDirectories(home.resolve("etc/zones"));
        Files.writeString(home.resolve("etc/config"), view.gdnsd(home));
        Files.writeString(zones.resolve("demo.test"), view.gdnsdZone());
        String etc = home.resolve("etc").toString();
        yield Program.start("gdnsd", folder, List.of(program, "-c", etc, "-D", "start"));
      }
      case POWERDNS -> {
        Files.writeString(home.resolve("pdns.conf"), view.powerdns(home));
        Files.writeString(home.resolve("named.conf"), view.powerdnsZones(home));
        Files.writeString(home.resolve("demo.test"), view.powerdnsZone());
        yield Program.start(
            "pdns",
            folder,
            List.of(
                program,
                "--config-dir=" + home,
                "--guardian=no",
                "--daemon=no",
                "--disable-syslog",
                "--write-pid=no"));
      }
    };
  }
}
