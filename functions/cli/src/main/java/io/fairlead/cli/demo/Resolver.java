package io.fairlead.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Asks the edges' DNS servers one after the other, as a stub resolver does; it caches nothing. */
final class Resolver {
  private static final Duration TIMEOUT = Duration.ofMillis(250);

  private final List<SimpleResolver> servers;
  private int first;

  Resolver(List<InetSocketAddress> servers) {
    this.servers = servers.stream().map(Resolver::server).toList();
  }

  private static SimpleResolver server(InetSocketAddress at) {
    SimpleResolver resolver = new SimpleResolver(at);
    resolver.setTimeout(TIMEOUT);
    return resolver;
  }

  /** The first address answered; a server that does not answer is tried last from then on. */
  Optional<InetAddress> resolve(String name) {
    for (int i = 0; i < servers.size(); i++) {
      int at = (first + i) % servers.size();
      try {
        Name asked = Name.fromString(name + ".");
        Message answer =
            servers.get(at).send(Message.newQuery(Record.newRecord(asked, Type.A, DClass.IN)));
        first = at;
        return answer.getSection(Section.ANSWER).stream()
            .filter(ARecord.class::isInstance)
            .map(answered -> ((ARecord) answered).getAddress())
            .findFirst();
      } catch (IOException _) {
        // The next server is asked.
      }
    }
    return Optional.empty();
  }
}
