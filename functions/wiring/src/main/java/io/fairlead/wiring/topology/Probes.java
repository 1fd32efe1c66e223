package io.fairlead.wiring.topology;

import io.fairlead.fleet.Check;
import io.fairlead.fleet.Probe;
import io.fairlead.fleet.StatusRange;
import io.fairlead.fleet.TlsExpectation;
import io.fairlead.wiring.yaml.Scalars;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Builds probes. */
final class Probes {
  /** The most body bytes read unless the file says otherwise. */
  static final int MAX_BYTES = 65_536;

  private Probes() {}

  static Probe probe(String name, Section probe, Path folder) {
    Probe.Question answers =
        probe.text("answers", "serving").equals("serving")
            ? Probe.Question.SERVING
            : Probe.Question.CONFIGURABLE;
    return new Probe(name, check(probe, folder), answers, probe.flag("private"));
  }

  private static Check check(Section probe, Path folder) {
    if (probe.has("tcp")) {
      return new Check.Tcp(probe.section("tcp").number("port", 0));
    }
    if (probe.has("tls")) {
      Section tls = probe.section("tls");
      return new Check.Tls(tls.number("port", 0), expectation(tls, folder));
    }
    if (probe.has("https")) {
      Section https = probe.section("https");
      return http(https, expectation(https.section("tls"), folder));
    }
    return http(probe.section("http"), null);
  }

  private static Check http(Section http, @Nullable TlsExpectation tls) {
    return new Check.Http(
        http.number("port", 0),
        http.text("method", "GET"),
        http.text("path", "/"),
        statuses(http),
        http.section("body").text("contains"),
        headers(http.section("headers")),
        tls,
        http.number("maxBytes", MAX_BYTES));
  }

  private static List<StatusRange> statuses(Section http) {
    if (!http.has("status")) {
      return List.of(new StatusRange(200, 299));
    }
    List<Tree.Leaf> leaves = http.leaves("status");
    Tree.Leaf single = http.leaf("status");
    return single == null ? leaves.stream().map(Probes::status).toList() : List.of(status(single));
  }

  private static StatusRange status(Tree.Leaf leaf) {
    Integer number = Scalars.number(leaf);
    if (number != null) {
      return new StatusRange(number, number);
    }
    int dash = leaf.text().indexOf('-');
    return new StatusRange(
        Integer.parseInt(leaf.text(), 0, dash, 10),
        Integer.parseInt(leaf.text(), dash + 1, leaf.text().length(), 10));
  }

  private static SortedMap<String, String> headers(Section headers) {
    SortedMap<String, String> values = new TreeMap<>();
    for (String name : headers.entries().entries().keySet()) {
      values.put(name, headers.text(name, ""));
    }
    return values;
  }

  private static TlsExpectation expectation(Section tls, Path folder) {
    return new TlsExpectation(
        tls.text("serverName"),
        file(tls, "trust", folder),
        file(tls, "clientCertificate", folder),
        file(tls, "clientKey", folder),
        tls.duration("minimumValidity", Duration.ZERO));
  }

  private static @Nullable String file(Section tls, String key, Path folder) {
    String path = tls.text(key);
    return path == null ? null : folder.resolve(path).normalize().toString();
  }
}
