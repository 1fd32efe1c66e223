package io.fairlead.local.dns;

import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.traffic.ZoneStamp;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Address;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.HINFORecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** The records that answer a question about a name in one of our zones. */
final class ZoneAnswers {
  /** Seconds that SOA, NS and the epoch record may be cached, and that a denial may (RFC 2308). */
  static final long SHORT_TTL = 5;

  private static final long REFRESH = 60;
  private static final long RETRY = 10;
  private static final long EXPIRE = 86_400;
  private static final long SERIAL_RANGE = 1L << 32;

  private final String fleet;
  private final NameServers nameServers;
  private final Predicate<String> raised;
  private final IntUnaryOperator below;

  /**
   * Answers for a fleet.
   *
   * @param raised whether the evacuation flag that a health check names is raised
   * @param below a uniformly random number of 0 to bound - 1
   */
  ZoneAnswers(
      String fleet, NameServers nameServers, Predicate<String> raised, IntUnaryOperator below) {
    this.fleet = fleet;
    this.nameServers = nameServers;
    this.raised = raised;
    this.below = below;
  }

  /** The answer to a question; empty records of a name that exists mean NODATA. */
  record Found(boolean exists, List<Record> records) {
    private static final Found NOTHING = new Found(false, List.of());
    private static final Found NO_DATA = new Found(true, List.of());
  }

  /**
   * What there is of a name and type.
   *
   * @param text the name in lower case without trailing dot
   * @param owner the name as asked, its case kept for resolvers that check it
   */
  Found find(ServedZone zone, String text, Name owner, int type) {
    Optional<Found> special = special(zone, text, owner, type);
    if (special.isPresent()) {
      return special.get();
    }
    if (!zone.exists(text) && !text.equals(zone.zone())) {
      return Found.NOTHING;
    }
    if (type == Type.ANY) {
      return minimalAny(owner);
    }
    for (RecordType each : RecordType.values()) {
      if (type == dnsType(each) || each == RecordType.CNAME) {
        List<WeightedRecord> records = zone.records(text, each);
        if (!records.isEmpty()) {
          return new Found(true, chosen(owner, records));
        }
      }
    }
    return Found.NO_DATA;
  }

  /** The SOA of a zone; its serial is the epoch. */
  Record soa(ServedZone zone) {
    Name apex = name(zone.zone());
    Name primary = name(nameServers.names(zone.zone()).iterator().next());
    Name mailbox = name("hostmaster." + zone.zone());
    long serial = zone.epoch() % SERIAL_RANGE;
    return new SOARecord(
        apex, DClass.IN, SHORT_TTL, primary, mailbox, serial, REFRESH, RETRY, EXPIRE, SHORT_TTL);
  }

  private Optional<Found> special(ServedZone zone, String text, Name owner, int type) {
    if (text.equals(zone.zone()) && type == Type.SOA) {
      return Optional.of(new Found(true, List.of(soa(zone))));
    }
    if (text.equals(zone.zone()) && type == Type.NS) {
      return Optional.of(new Found(true, nameServers(zone, owner)));
    }
    if (text.equals(ZoneStamp.name(zone.zone()))) {
      Record epoch = new TXTRecord(owner, DClass.IN, SHORT_TTL, zone.epochText(fleet));
      return Optional.of(type == Type.TXT ? new Found(true, List.of(epoch)) : Found.NO_DATA);
    }
    if (nameServers.isParent(zone.zone(), text)) {
      return Optional.of(Found.NO_DATA);
    }
    return nameServers
        .address(zone.zone(), text)
        .map(address -> ofType(type, addressRecord(owner, SHORT_TTL, address)));
  }

  private static Found ofType(int type, Record record) {
    return record.getType() == type ? new Found(true, List.of(record)) : Found.NO_DATA;
  }

  private List<Record> nameServers(ServedZone zone, Name owner) {
    List<Record> records = new ArrayList<>();
    for (String server : nameServers.names(zone.zone())) {
      records.add(new NSRecord(owner, DClass.IN, SHORT_TTL, name(server)));
    }
    return records;
  }

  private List<Record> chosen(Name owner, List<WeightedRecord> records) {
    WeightedRecord record = WeightedChoice.choose(records, this::healthy, below);
    long ttl = record.ttl().toSeconds();
    return record.values().stream()
        .map(value -> answerRecord(owner, record.key().type(), ttl, value))
        .toList();
  }

  private boolean healthy(WeightedRecord record) {
    String check = record.healthCheck();
    return check == null || !raised.test(check);
  }

  private static Record answerRecord(Name owner, RecordType type, long ttl, String value) {
    return switch (type) {
      case A -> addressRecord(owner, ttl, address(value, Address.IPv4));
      case AAAA -> new AAAARecord(owner, DClass.IN, ttl, bytes(value, Address.IPv6));
      case CNAME -> new CNAMERecord(owner, DClass.IN, ttl, name(value));
    };
  }

  private static Record addressRecord(Name owner, long ttl, InetAddress address) {
    return address.getAddress().length == Integer.BYTES
        ? new ARecord(owner, DClass.IN, ttl, address)
        : new AAAARecord(owner, DClass.IN, ttl, address);
  }

  /** One small record instead of everything: RFC 8482, section 4.2. */
  private static Found minimalAny(Name owner) {
    return new Found(true, List.of(new HINFORecord(owner, DClass.IN, SHORT_TTL, "RFC8482", "")));
  }

  private static int dnsType(RecordType type) {
    return switch (type) {
      case A -> Type.A;
      case AAAA -> Type.AAAA;
      case CNAME -> Type.CNAME;
    };
  }

  private static InetAddress address(String value, int family) {
    try {
      return InetAddress.getByAddress(bytes(value, family));
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException("not an address: " + value, e);
    }
  }

  private static byte[] bytes(String value, int family) {
    byte[] bytes = Address.toByteArray(value, family);
    if (bytes == null) {
      throw new IllegalStateException("not an address: " + value);
    }
    return bytes;
  }

  private static Name name(String text) {
    try {
      return Name.fromString(text + ".");
    } catch (TextParseException e) {
      throw new IllegalStateException("not a DNS name: " + text, e);
    }
  }
}
