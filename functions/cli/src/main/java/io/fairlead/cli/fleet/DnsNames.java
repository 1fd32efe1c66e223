package io.fairlead.cli.fleet;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** What this machine's resolver says of names, within a bound that a waiting person bears. */
final class DnsNames {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final Resolver resolver;
  private final Map<String, List<InetAddress>> known = new HashMap<>();

  /** By this machine's resolver. */
  DnsNames() {
    ExtendedResolver own = new ExtendedResolver();
    own.setRetries(1);
    this.resolver = own;
    resolver.setTimeout(TIMEOUT);
  }

  /** A name's records of a type; empty where there are none or nobody answers. */
  List<Record> records(String name, int type) {
    try {
      Lookup lookup = new Lookup(name + ".", type);
      lookup.setResolver(resolver);
      Record[] found = lookup.run();
      return found == null ? List.of() : List.of(found);
    } catch (TextParseException e) {
      throw new IllegalArgumentException(name + " is no DNS name", e);
    }
  }

  /** An address is itself; a name is looked up once. */
  List<InetAddress> addresses(String target) {
    try {
      return List.of(InetAddress.ofLiteral(target));
    } catch (IllegalArgumentException aName) {
      return known.computeIfAbsent(target, this::lookedUp);
    }
  }

  private List<InetAddress> lookedUp(String name) {
    return records(name, Type.A).stream()
        .filter(ARecord.class::isInstance)
        .map(record -> ((ARecord) record).getAddress())
        .toList();
  }
}
