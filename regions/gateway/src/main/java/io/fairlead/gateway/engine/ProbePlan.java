package io.fairlead.gateway.engine;

import io.fairlead.fleet.Check;
import io.fairlead.fleet.TlsExpectation;
import io.fairlead.gateway.http.RequestText;
import io.fairlead.gateway.net.AddressRules;
import io.fairlead.gateway.net.HostAddresses;
import io.fairlead.port.ProbeOrder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order with everything worked out that does not change between its attempts.
 *
 * @param request bytes to send once connected, to be duplicated; absent for checks that send
 *     nothing
 * @param address the host, if it is an address and not a name
 * @param from source of the connections; absent = the system's choice
 * @param refusal how every attempt ends without being made; absent = it may be made
 */
record ProbePlan(
    ProbeOrder order,
    @Nullable ByteBuffer request,
    @Nullable InetAddress address,
    @Nullable InetSocketAddress from,
    @Nullable AttemptEnd refusal) {

  /** Works an order out; what is wrong with it becomes the plan's refusal. */
  static ProbePlan of(ProbeOrder order) {
    InetAddress address = HostAddresses.literal(order.host()).orElse(null);
    InetSocketAddress from = null;
    AttemptEnd refusal = null;
    ByteBuffer request = null;
    try {
      from = source(order.from());
      if (order.check() instanceof Check.Http http) {
        request = ByteBuffer.wrap(RequestText.of(http, order.host())).asReadOnlyBuffer();
      }
    } catch (IllegalArgumentException e) {
      refusal = unable(String.valueOf(e.getMessage()));
    }
    if (address != null) {
      Optional<String> denied = AddressRules.refusal(address, order.privateTarget());
      if (denied.isPresent()) {
        refusal = AttemptEnd.failed(denied.get());
      } else if (from != null && from.getAddress().getClass() != address.getClass()) {
        refusal = unable("source " + order.from() + " is not of the family of " + order.host());
      }
    }
    return new ProbePlan(order, request, address, from, refusal);
  }

  /** What the handshake must show; absent for checks without TLS. */
  static @Nullable TlsExpectation tls(Check check) {
    return switch (check) {
      case Check.Tcp _ -> null;
      case Check.Tls tls -> tls.tls();
      case Check.Http http -> http.tls();
    };
  }

  /** SNI and the name that the certificate must carry. */
  String serverName(TlsExpectation tls) {
    String name = tls.serverName();
    return name == null ? order.host() : name;
  }

  private static @Nullable InetSocketAddress source(@Nullable String from) {
    if (from == null) {
      return null;
    }
    return new InetSocketAddress(
        HostAddresses.literal(from)
            .orElseThrow(
                () -> new IllegalArgumentException("source '" + from + "' is not an address")),
        0);
  }

  private static AttemptEnd unable(String detail) {
    return new AttemptEnd(AttemptEnd.Kind.UNABLE, detail);
  }
}
