package io.fairlead.scenario;

import java.util.List;
import java.util.stream.Stream;

/**
 * What somebody outside sees of the demo's fleet all the time, each thing in a thread of its own.
 */
final class Looks implements AutoCloseable {
  static final String US = "us.orders.demo.test";
  static final String EU = "eu.orders.demo.test";

  /** So many questions that a tenth of the answers is seen in one look. */
  private static final int QUESTIONS = 30;

  private static final String PATIENCE = "0.2";

  private final Dig westDig = new Dig("127.10.1.53");
  private final Dig northDig = new Dig("127.10.2.53");
  private final Dig northEuDig = new Dig("127.10.2.53");
  private final Dig eastEuDig = new Dig("127.10.3.53");
  private final Dig westClientDig = new Dig("127.10.1.53");
  private final Dig northClientDig = new Dig("127.10.2.53");
  private final Dig euClientDig = new Dig("127.10.2.53");

  /** The metrics of each run. */
  final List<Samples<String>> metrics =
      Stream.of("127.10.1.1:5390", "127.10.2.1:5390", "127.10.3.1:5390")
          .map(run -> new Samples<>("metrics of " + run, () -> Tools.metrics(run)))
          .toList();

  /** Who answers at eu-west's address. */
  final Samples<String> west = new Samples<>("west", () -> who("127.10.1.100"));

  /** Who answers at eu-north's address. */
  final Samples<String> north = new Samples<>("north", () -> who("127.10.2.100"));

  /** What eu-west's and eu-north's DNS answer for the partition of us-east. */
  final Samples<List<String>> westDns =
      new Samples<>("west dns", () -> westDig.addresses(US, QUESTIONS));

  final Samples<List<String>> northDns =
      new Samples<>("north dns", () -> northDig.addresses(US, QUESTIONS));

  /** What eu-north's and us-east's DNS answer for the partition of Europe. */
  final Samples<List<String>> northEuDns =
      new Samples<>("north eu dns", () -> northEuDig.addresses(EU, QUESTIONS));

  final Samples<List<String>> eastEuDns =
      new Samples<>("east eu dns", () -> eastEuDig.addresses(EU, QUESTIONS));

  /** Who answers a client of the partition of us-east that resolves in eu-west, then connects. */
  final Samples<String> westClient =
      new Samples<>("west client", () -> resolveAndConnect(westClientDig, US));

  /** The same where it resolves in eu-north. */
  final Samples<String> northClient =
      new Samples<>("north client", () -> resolveAndConnect(northClientDig, US));

  /** Who answers a client of the partition of Europe that resolves in eu-north, then connects. */
  final Samples<String> euClient =
      new Samples<>("eu client", () -> resolveAndConnect(euClientDig, EU));

  private static String resolveAndConnect(Dig dig, String name) {
    List<String> found = dig.addresses(name, 1);
    return found.isEmpty() ? "" : who(found.getFirst());
  }

  /** A look at what hangs ends soon, so that looks stay close together. */
  private static String who(String address) {
    return Tools.curl("http://" + address + ":8080/who", PATIENCE);
  }

  @Override
  public void close() {
    metrics.forEach(Samples::close);
    List.of(west, north, westDns, northDns, northEuDns, eastEuDns).forEach(Samples::close);
    List.of(westClient, northClient, euClient).forEach(Samples::close);
    List.of(westDig, northDig, northEuDig, eastEuDig).forEach(Dig::close);
    List.of(westClientDig, northClientDig, euClientDig).forEach(Dig::close);
  }
}
