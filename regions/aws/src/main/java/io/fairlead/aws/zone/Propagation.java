package io.fairlead.aws.zone;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.aws.client.Route53Calls;
import io.fairlead.aws.client.SideBySide;
import io.fairlead.traffic.ZoneStamp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.NoSuchChangeException;

/**
 * How far a change has come: pending in Route 53, then answered by each authoritative server.
 *
 * @see <a href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetChange.html">
 *     GetChange</a>
 */
record Propagation(Route53Calls calls, ZoneReader reader, NameServers servers) {
  private static final String GET = "route53:GetChange";
  private static final Duration ASK = Duration.ofSeconds(1);

  /** Where a zone's authoritative servers are. */
  sealed interface NameServers {
    /** Where its own NS records say, by these names. */
    record Own(ServerNames names) implements NameServers {}

    /** Elsewhere. */
    record At(List<InetSocketAddress> servers) implements NameServers {}
  }

  /** How far a change is. */
  sealed interface Found {
    /** Every server answers it. */
    record Everywhere() implements Found {}

    /** Not yet, and what is missing. */
    record Waiting(String what) implements Found {}

    /** Route 53 does not know the change any more: it has to be submitted again if it is gone. */
    record Stranded() implements Found {}
  }

  Found of(HostedZone zone, String change, ZoneStamp stamp, Instant deadline) {
    var budget = calls.turn(deadline);
    if (budget.isEmpty()) {
      return new Found.Waiting(AwsClients.NO_TIME);
    }
    try {
      ChangeStatus status =
          calls
              .client()
              .getChange(get -> get.id(change).overrideConfiguration(budget.get()))
              .changeInfo()
              .status();
      return status == ChangeStatus.INSYNC
          ? asked(zone, stamp, deadline)
          : new Found.Waiting("change " + change + " is " + status);
    } catch (NoSuchChangeException gone) {
      return new Found.Stranded();
    } catch (SdkException e) {
      return new Found.Waiting(AwsFailure.of(e, GET, change).sentence());
    }
  }

  /** What each authoritative server answers. */
  Found asked(HostedZone zone, ZoneStamp stamp, Instant deadline) {
    List<InetSocketAddress> all =
        switch (servers) {
          case NameServers.At(var at) -> at;
          case NameServers.Own(ServerNames names) -> own(names, zone, deadline);
        };
    Optional<Duration> left = calls.clients().left(deadline);
    if (left.isEmpty()) {
      return new Found.Waiting(AwsClients.NO_TIME);
    }
    if (all.isEmpty()) {
      return new Found.Waiting("the servers of " + zone.zone() + " are not known");
    }
    Duration ask = left.get().compareTo(ASK) < 0 ? left.get() : ASK;
    List<String> behind =
        SideBySide.all(all, server -> behind(server, zone, stamp, ask)).stream()
            .filter(why -> !why.isEmpty())
            .toList();
    return behind.isEmpty() ? new Found.Everywhere() : new Found.Waiting(String.join("; ", behind));
  }

  private List<InetSocketAddress> own(ServerNames names, HostedZone zone, Instant deadline) {
    List<String> servers = reader.servers(zone, deadline);
    return calls.clients().left(deadline).map(time -> names.all(servers, time)).orElse(List.of());
  }

  /** What one server answers instead of the stamp; empty = it answers the stamp. */
  private static String behind(
      InetSocketAddress server, HostedZone zone, ZoneStamp stamp, Duration within) {
    if (server.isUnresolved()) {
      return server.getHostString() + " has no address, or was not found in time";
    }
    String who = server.getHostString() + ":" + server.getPort();
    try {
      SimpleResolver resolver = new SimpleResolver(server);
      resolver.setTimeout(within);
      Message answer = resolver.send(Message.newQuery(question(zone)));
      Optional<ZoneStamp> found =
          answer.getSection(Section.ANSWER).stream()
              .filter(TXTRecord.class::isInstance)
              .map(record -> String.join("", ((TXTRecord) record).getStrings()))
              .map(ZoneStamp::parse)
              .flatMap(Optional::stream)
              .findFirst();
      return found.equals(Optional.of(stamp))
          ? ""
          : who + " still answers " + found.map(at -> "epoch " + at.epoch()).orElse("no epoch");
    } catch (IOException e) {
      return who + " does not answer";
    }
  }

  private static Record question(HostedZone zone) throws TextParseException {
    return Record.newRecord(
        Name.fromString(ZoneStamp.name(zone.zone()) + "."), Type.TXT, DClass.IN);
  }
}
