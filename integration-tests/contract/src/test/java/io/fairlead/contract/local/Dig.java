package io.fairlead.contract.local;

import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the real {@code dig} against one server and reads what it prints. */
final class Dig {
  private static final Pattern STATUS = Pattern.compile("status: ([A-Z]+)");
  private static final Pattern FLAGS = Pattern.compile(";; flags: ([a-z ]*);");

  private final InetSocketAddress server;

  Dig(InetSocketAddress server) {
    this.server = server;
  }

  /**
   * One answer.
   *
   * @param status as in NOERROR
   * @param flags as in {@code qr aa}
   * @param answer lines of the answer section, fields separated by one space
   * @param authority lines of the authority section
   */
  record Answer(
      String status, List<String> flags, List<String> answer, List<String> authority, String all) {
    List<String> values() {
      return answer.stream().map(line -> line.substring(line.lastIndexOf(' ') + 1)).toList();
    }
  }

  /** Asks once; arguments as on dig's command line. */
  Answer ask(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Parts.program(Part.DIG).toString());
    command.add("@" + server.getAddress().getHostAddress());
    command.addAll(List.of("-p", Integer.toString(server.getPort()), "+time=5", "+tries=1"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return new Answer(
        first(STATUS, all),
        List.of(first(FLAGS, all).split(" ")),
        section(all, "ANSWER"),
        section(all, "AUTHORITY"),
        all);
  }

  private static String first(Pattern pattern, String all) {
    Matcher matcher = pattern.matcher(all);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static List<String> section(String all, String name) {
    List<String> lines = new ArrayList<>();
    boolean inside = false;
    for (String line : all.split("\n", -1)) {
      if (line.startsWith(";; " + name + " SECTION")) {
        inside = true;
      } else if (line.isBlank() || line.startsWith(";;")) {
        inside = false;
      } else if (inside) {
        lines.add(line.replaceAll("\\s+", " "));
      }
    }
    return lines;
  }
}
