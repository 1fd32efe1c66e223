package io.fairlead.emulators.world;

import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What clients of a world are told, by {@code dig} at each authoritative server of the zone. */
record Clients(AwsWorld world) {
  private static final int TIMES = 24;

  /** The addresses that a name is answered by; each server is asked many times. */
  SortedSet<String> told(String name) throws IOException, InterruptedException {
    SortedSet<String> told = new TreeSet<>();
    for (InetSocketAddress server : world.things().servers()) {
      List<String> command = new ArrayList<>();
      command.add(Parts.program(Part.DIG).toString());
      command.add("@" + server.getAddress().getHostAddress());
      command.addAll(List.of("-p", Integer.toString(server.getPort())));
      command.addAll(List.of("+short", "+time=5", "+tries=1"));
      Collections.nCopies(TIMES, List.of(name + "." + AwsFleet.ZONE, "A")).forEach(command::addAll);
      Process dig = new ProcessBuilder(command).redirectErrorStream(true).start();
      dig.getOutputStream().close();
      String said = new String(dig.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      dig.waitFor();
      told.addAll(said.lines().toList());
    }
    return told;
  }
}
