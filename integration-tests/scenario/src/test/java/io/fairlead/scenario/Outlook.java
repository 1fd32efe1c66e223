package io.fairlead.scenario;

import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A fleet as its clients see it, by dig and curl. */
final class Outlook {
  private static final Map<String, Integer> PORTS =
      Map.of(
          "eu.orders.demo.test", 8080,
          "us.orders.demo.test", 8080,
          "secure.demo.test", 8443,
          "public.demo.test", 8080);
  private static final List<String> ZONES = List.of("orders.demo.test", "demo.test");
  private static final int ENOUGH = 20;

  private final WrittenTopology topology;

  Outlook(WrittenTopology topology) {
    this.topology = topology;
  }

  /** The different addresses that an edge answers for a name, asked often. */
  Set<String> answers(String region, String name) {
    return new TreeSet<>(Tools.dig(topology.address(region, 53), name, ENOUGH));
  }

  /** What answers at an address, or an empty text. */
  String who(String name, String address) {
    int port = PORTS.get(name);
    String scheme = port == 8443 ? "https" : "http";
    List<String> words =
        new ArrayList<>(
            List.of(
                Parts.program(Part.CURL).toString(),
                "-s",
                "--max-time",
                "1",
                "--resolve",
                name + ":" + port + ":" + address,
                "--cacert",
                topology.text().replaceAll("(?s).*trust: \"([^\"]*)\".*", "$1")));
    words.add(scheme + "://" + name + ":" + port + "/who");
    return Tools.output(words).strip();
  }

  /** What answers over the floating address of a region. */
  String holder(String region) {
    return who("eu.orders.demo.test", topology.address(region, 100));
  }

  /** Everything that a change would change: epochs, answers and holders. */
  Map<String, String> picture() {
    Map<String, String> picture = new TreeMap<>();
    for (String region : WrittenTopology.REGIONS) {
      for (String zone : ZONES) {
        picture.put(
            "epoch of " + zone + " at " + region,
            Tools.digText(topology.address(region, 53), "_fairlead." + zone));
      }
      picture.put("holder of " + region, holder(region));
    }
    for (String name : PORTS.keySet()) {
      picture.put(name, answers("eu-west", name).toString());
    }
    return picture;
  }

  /** Where the picture differs; an empty text where it does not. */
  static String difference(Map<String, String> before, Map<String, String> after) {
    Map<String, String> changed = new TreeMap<>();
    after.forEach(
        (what, now) -> {
          if (!now.equals(before.get(what))) {
            changed.put(what, before.get(what) + " became " + now);
          }
        });
    return changed.isEmpty() ? "" : changed.toString();
  }

  /** What is not as the topology wants it while all is well; an empty text when all is. */
  String notHome() {
    return missing(
        Map.of(
            "eu.orders.demo.test", Set.of(front("eu-west"), front("eu-north")),
            "us.orders.demo.test", Set.of(front("us-east")),
            "secure.demo.test", Set.of(front("eu-west")),
            "public.demo.test", Set.of(balancer("us-east"))));
  }

  /** Names that some edge answers otherwise, and answers that do not serve. */
  String missing(Map<String, Set<String>> wanted) {
    for (String region : WrittenTopology.REGIONS) {
      for (Map.Entry<String, Set<String>> each : wanted.entrySet()) {
        Set<String> found = answers(region, each.getKey());
        if (!found.equals(each.getValue())) {
          return region
              + " answers "
              + each.getKey()
              + " with "
              + found
              + ", not "
              + each.getValue();
        }
      }
    }
    return notServed(List.copyOf(wanted.keySet()), WrittenTopology.REGIONS);
  }

  /** Names that some edge of these regions does not answer, or answers with what does not serve. */
  String notServed(List<String> names, List<String> regions) {
    for (String region : regions) {
      for (String name : names) {
        Set<String> found = answers(region, name);
        if (found.isEmpty()) {
          return region + " does not answer " + name;
        }
        for (String address : found) {
          if (who(name, address).isEmpty()) {
            return region + " answers " + name + " with " + address + ", where nothing serves";
          }
        }
      }
    }
    return "";
  }

  /** Every name that clients ask for. */
  static List<String> names() {
    return PORTS.keySet().stream().sorted().toList();
  }

  String front(String region) {
    return topology.address(region, 100);
  }

  String balancer(String region) {
    return topology.address(region, 200);
  }
}
