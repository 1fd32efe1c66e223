package io.fairlead.local.dns;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Turns the bytes of one DNS query into the bytes of its answer (RFC 1035, 2308, 6891, 8482). Never
 * fails on what it is sent.
 */
public final class DnsAnswerer {
  /** The largest UDP answer, as agreed on DNS Flag Day 2020: no fragments on usual paths. */
  public static final int MAX_UDP = 1232;

  private static final int MIN_UDP = 512;
  private static final int MAX_TCP = 65_535;
  private static final int HEADER = 12;

  private final ServedZones zones;
  private final ZoneAnswers answers;

  /** Answers for zones; the other parts are those of {@link Parts}. */
  public DnsAnswerer(ServedZones zones, Parts parts) {
    this.zones = zones;
    this.answers =
        new ZoneAnswers(parts.fleet(), parts.nameServers(), parts.raised(), parts.below());
  }

  /**
   * What answers depend on besides the zones.
   *
   * @param fleet whose zones these are, for the epoch record
   * @param raised whether the evacuation flag that a health check names is raised
   * @param below a uniformly random number of 0 to bound - 1
   */
  public record Parts(
      String fleet, NameServers nameServers, Predicate<String> raised, IntUnaryOperator below) {}

  /** How a query came: UDP answers are cut to what the asker can take. */
  public enum Transport {
    UDP,
    TCP
  }

  /** The answer to a packet; empty where the packet deserves none. */
  public Optional<byte[]> answer(byte[] packet, Transport transport) {
    if (packet.length < HEADER) {
      return Optional.empty();
    }
    Message query;
    try {
      query = new Message(packet);
    } catch (IOException | RuntimeException malformed) {
      // dnsjava answers some malformed packets with unchecked exceptions; both mean the same here.
      return formatError(packet);
    }
    if (query.getHeader().getFlag(Flags.QR)) {
      return Optional.empty();
    }
    OPTRecord options = query.getOPT();
    int problem = problem(query, options);
    Message response = respond(query, problem);
    if (options != null) {
      // The upper bits of a response code travel in the OPT record (RFC 6891, section 6.1.3).
      response.addRecord(new OPTRecord(MAX_UDP, problem >> 4, 0), Section.ADDITIONAL);
    }
    return Optional.of(response.toWire(transport == Transport.TCP ? MAX_TCP : udpLimit(options)));
  }

  private Message respond(Message query, int problem) {
    Message response = new Message(query.getHeader().getID());
    Header header = response.getHeader();
    header.setFlag(Flags.QR);
    header.setOpcode(query.getHeader().getOpcode());
    if (query.getHeader().getFlag(Flags.RD)) {
      header.setFlag(Flags.RD);
    }
    header.setRcode(problem & 0xf);
    Record question = query.getQuestion();
    if (question != null) {
      response.addRecord(question, Section.QUESTION);
      if (problem == Rcode.NOERROR) {
        answerQuestion(response, question);
      }
    }
    return response;
  }

  private static int problem(Message query, @Nullable OPTRecord options) {
    Record question = query.getQuestion();
    if (query.getHeader().getOpcode() != Opcode.QUERY) {
      return Rcode.NOTIMP;
    }
    if (question == null || query.getHeader().getCount(Section.QUESTION) != 1) {
      return Rcode.FORMERR;
    }
    if (options != null && options.getVersion() > 0) {
      return Rcode.BADVERS;
    }
    boolean transfer = question.getType() == Type.AXFR || question.getType() == Type.IXFR;
    return question.getDClass() != DClass.IN || transfer ? Rcode.REFUSED : Rcode.NOERROR;
  }

  private void answerQuestion(Message response, Record question) {
    Header header = response.getHeader();
    Name owner = question.getName();
    String text = owner.toString(true).toLowerCase(Locale.ROOT);
    Optional<ServedZone> zone = zones.zoneOf(text);
    if (zone.isEmpty()) {
      header.setRcode(Rcode.REFUSED);
      return;
    }
    if (zone.get().epoch() == 0) {
      // A zone that was never written says nothing: a denial would be believed and cached.
      header.setRcode(Rcode.SERVFAIL);
      return;
    }
    header.setFlag(Flags.AA);
    ZoneAnswers.Found found = answers.find(zone.get(), text, owner, question.getType());
    found.records().forEach(record -> response.addRecord(record, Section.ANSWER));
    if (found.records().isEmpty()) {
      header.setRcode(found.exists() ? Rcode.NOERROR : Rcode.NXDOMAIN);
      response.addRecord(answers.soa(zone.get()), Section.AUTHORITY);
    }
  }

  private static Optional<byte[]> formatError(byte[] packet) {
    boolean isResponse = (packet[2] & 0x80) != 0;
    if (isResponse) {
      return Optional.empty();
    }
    byte[] answer = new byte[HEADER];
    answer[0] = packet[0];
    answer[1] = packet[1];
    // QR, the asker's opcode and RD; then the response code, and no sections.
    answer[2] = (byte) (0x80 | (packet[2] & 0x79));
    answer[3] = Rcode.FORMERR;
    return Optional.of(answer);
  }

  private static int udpLimit(@Nullable OPTRecord options) {
    return options == null ? MIN_UDP : Math.clamp(options.getPayloadSize(), MIN_UDP, MAX_UDP);
  }
}
