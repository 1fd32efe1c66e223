package io.fairlead.scenario;

import java.util.List;

/**
 * What somebody outside sees of the demo's fleet all the time, each thing in a thread of its own.
 */
final class Looks implements AutoCloseable {
  static final String US = "us.orders.demo.test";
  static final String EU = "eu.orders.demo.test";

  /** So many questions that a tenth of the answers is seen in one look. */
  private static final int QUESTIONS = 30;

  private final Dig westDig = new Dig("127.10.1.53");
  private final Dig northDig = new Dig("127.10.2.53");
  private final Dig northEuDig = new Dig("127.10.2.53");
  private final Dig eastEuDig = new Dig("127.10.3.53");
  private final Dig clientDig = new Dig("127.10.1.53");

  /** The metrics of all runs, one after the other. */
  final Samples<String> metrics =
      new Samples<>(
          "metrics",
          () ->
              Tools.metrics("127.10.1.1:5390")
                  + Tools.metrics("127.10.2.1:5390")
                  + Tools.metrics("127.10.3.1:5390"));

  /** Who answers at eu-west's address. */
  final Samples<String> west =
      new Samples<>("west", () -> Tools.curl("http://127.10.1.100:8080/who"));

  /** Who answers at eu-north's address. */
  final Samples<String> north =
      new Samples<>("north", () -> Tools.curl("http://127.10.2.100:8080/who"));

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

  /** Who answers a client of the partition of us-east that resolves, then connects. */
  final Samples<String> client = new Samples<>("client", this::resolveAndConnect);

  private String resolveAndConnect() {
    List<String> found = clientDig.addresses(US, 1);
    return found.isEmpty() ? "" : Tools.curl("http://" + found.getFirst() + ":8080/who");
  }

  @Override
  public void close() {
    List.of(metrics, west, north, westDns, northDns, northEuDns, eastEuDns, client)
        .forEach(Samples::close);
    List.of(westDig, northDig, northEuDig, eastEuDig, clientDig).forEach(Dig::close);
  }
}
