package io.fairlead.emulators.twin.route53;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.function.Function;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** One authoritative server of the twin, by UDP on a loopback port. */
final class NameServer implements AutoCloseable {
  private static final int LONGEST = 1232;

  private final DatagramSocket socket;
  private final Thread thread;

  /** Starts it; what it answers to a question is up to the zones. */
  NameServer(Function<Record, java.util.List<Record>> zones) throws IOException {
    this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    this.thread = Thread.ofVirtual().start(() -> serve(zones));
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public void close() {
    socket.close();
    thread.interrupt();
  }

  private void serve(Function<Record, java.util.List<Record>> zones) {
    DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
    while (!socket.isClosed()) {
      try {
        packet.setLength(LONGEST);
        socket.receive(packet);
        byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
        byte[] answer = answer(new Message(query), zones).toWire();
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException _) {
        // A packet that is no query is nobody's; a closed socket ends the loop.
      }
    }
  }

  private static Message answer(Message query, Function<Record, java.util.List<Record>> zones) {
    Message answer = new Message(query.getHeader().getID());
    Header header = answer.getHeader();
    header.setFlag(Flags.QR);
    header.setFlag(Flags.AA);
    Record question = query.getQuestion();
    answer.addRecord(question, Section.QUESTION);
    java.util.List<Record> records = zones.apply(question);
    if (records.isEmpty()) {
      header.setRcode(Rcode.NOERROR);
    }
    records.forEach(record -> answer.addRecord(record, Section.ANSWER));
    return answer;
  }
}
