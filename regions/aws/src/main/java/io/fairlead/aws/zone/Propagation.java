package io.fairlead.aws.zone;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.aws.client.Pace;
import io.fairlead.aws.client.SideBySide;
import io.fairlead.traffic.ZoneStamp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
record Propagation(AwsClients clients, Pace pace, ZoneReader reader, NameServers servers) {
  private static final String GET = "route53:GetChange";
  private static final Duration ASK = Duration.ofSeconds(1);
  private static final int DNS = 53;

  /** Where a zone's authoritative servers are, other than its own NS records say. */
  @FunctionalInterface
  interface NameServers {
    /** As the NS records say. */
    NameServers OWN = zone -> Optional.empty();

    /** The servers of a zone; empty = as its NS records say. */
    Optional<List<InetSocketAddress>> of(HostedZone zone);
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
    var budget = clients.budget(deadline);
    if (!pace.await(deadline) || budget.isEmpty()) {
      return new Found.Waiting(AwsClients.NO_TIME);
    }
    try {
      ChangeStatus status =
          clients
              .route53()
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
    List<InetSocketAddress> all = servers.of(zone).orElseGet(() -> own(zone, deadline));
    List<String> behind =
        SideBySide.all(all, server -> behind(server, zone, stamp)).stream()
            .filter(why -> !why.isEmpty())
            .toList();
    if (all.isEmpty()) {
      return new Found.Waiting("the servers of " + zone.zone() + " are not known");
    }
    return behind.isEmpty() ? new Found.Everywhere() : new Found.Waiting(String.join("; ", behind));
  }

  private List<InetSocketAddress> own(HostedZone zone, Instant deadline) {
    List<InetSocketAddress> found = new ArrayList<>();
    for (String name : reader.servers(zone, deadline)) {
      try {
        found.add(new InetSocketAddress(InetAddress.getByName(name), DNS));
      } catch (UnknownHostException notThere) {
        found.add(InetSocketAddress.createUnresolved(name, DNS));
      }
    }
    return found;
  }

  /** What one server answers instead of the stamp; empty = it answers the stamp. */
  private static String behind(InetSocketAddress server, HostedZone zone, ZoneStamp stamp) {
    String who = server.getHostString() + ":" + server.getPort();
    if (server.isUnresolved()) {
      return who + " has no address";
    }
    try {
      SimpleResolver resolver = new SimpleResolver(server);
      resolver.setTimeout(ASK);
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
