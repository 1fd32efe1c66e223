package io.fairlead.benchmarks.detection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** One authoritative server, asked as {@code dig} asks it: one UDP query, no cache. */
final class NameServer {
  private static final Duration TIMEOUT = Duration.ofMillis(250);

  private final SimpleResolver resolver;

  NameServer(String host, int port) {
    resolver = new SimpleResolver(new InetSocketAddress(host, port));
    resolver.setTimeout(TIMEOUT);
  }

  /** The addresses answered; empty without an answer. */
  List<String> ask(String name) {
    try {
      Name asked = Name.fromString(name + ".");
      Message answer = resolver.send(Message.newQuery(Record.newRecord(asked, Type.A, DClass.IN)));
      return answer.getSection(Section.ANSWER).stream()
          .filter(ARecord.class::isInstance)
          .map(record -> ((ARecord) record).getAddress().getHostAddress())
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }
}
