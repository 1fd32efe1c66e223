package io.fairlead.cli.fleet;

import io.fairlead.wiring.region.WrongVariable;
import io.fairlead.wiring.topology.Topology;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Type;

/**
 * The DNS servers that answer a zone: the edges' own, or, of a zone that a cloud hosts, those that
 * its NS records name (RFC 1035 §3.3.11). Each zone is looked up once.
 */
final class DnsServers {
  /** Servers to ask instead of those that NS records name. */
  static final String VARIABLE = "FAIRLEAD_NAMESERVERS";

  private static final int PORT = 53;

  private final Topology topology;
  private final DnsNames names;
  private final List<InetSocketAddress> given;
  private final Map<String, List<InetSocketAddress>> known = new HashMap<>();

  /**
   * Of a topology's zones.
   *
   * @param given asked instead of those that NS records name; empty = those
   */
  DnsServers(Topology topology, DnsNames names, List<InetSocketAddress> given) {
    this.topology = topology;
    this.names = names;
    this.given = given;
  }

  /** Those of a zone; empty where they cannot be found. */
  List<InetSocketAddress> of(String zone) {
    if (!topology.zones().containsKey(zone)) {
      return topology.edges().values().stream()
          .map(edge -> new InetSocketAddress(edge.dns().host(), edge.dns().port()))
          .toList();
    }
    return given.isEmpty() ? known.computeIfAbsent(zone, this::named) : given;
  }

  private List<InetSocketAddress> named(String zone) {
    return names.records(zone, Type.NS).stream()
        .flatMap(
            record ->
                record instanceof NSRecord server
                    ? names.addresses(server.getTarget().toString(true)).stream().limit(1)
                    : Stream.empty())
        .map(address -> new InetSocketAddress(address, PORT))
        .toList();
  }

  /**
   * Servers from text such as {@code 192.0.2.53:53,[2001:db8::53]:53}.
   *
   * @throws WrongVariable where it has another form
   */
  static List<InetSocketAddress> parse(String text) {
    List<InetSocketAddress> found = new ArrayList<>();
    for (String part : text.isBlank() ? new String[0] : text.split(",")) {
      found.add(server(part.strip()));
    }
    return List.copyOf(found);
  }

  private static InetSocketAddress server(String part) {
    try {
      int colon = part.lastIndexOf(':');
      String host = part.substring(0, colon).replaceAll("^\\[|]$", "");
      return new InetSocketAddress(
          InetAddress.ofLiteral(host), Integer.parseInt(part.substring(colon + 1)));
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException _) {
      throw new WrongVariable(
          VARIABLE
              + " needs ADDRESS:PORT, with ',' between, as in 192.0.2.53:53; found '"
              + part
              + "'");
    }
  }
}
