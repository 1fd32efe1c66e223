package io.fairlead.gateway;

import io.fairlead.fleet.Check;
import io.fairlead.fleet.StatusRange;
import io.fairlead.fleet.TlsExpectation;
import io.fairlead.health.Confirmation;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import io.fairlead.port.ProbeOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders and checks of tests. */
final class Orders {
  static final String LOOPBACK = "127.0.0.1";
  static final Confirmation ONCE =
      new Confirmation(0, 1, Duration.ofMillis(20), Duration.ofMillis(20));
  static final Confirmation USUAL =
      new Confirmation(3, 5, Duration.ofMillis(20), Duration.ofMillis(100));
  static final Duration PATIENT = Duration.ofSeconds(20);
  static final Duration SHORT = Duration.ofMillis(300);

  private Orders() {}

  static Check.Http http(int port, String path) {
    return http(port, path, null, Map.of());
  }

  static Check.Http http(
      int port, String path, @Nullable String contains, Map<String, String> headers) {
    return new Check.Http(
        port, "GET", path, List.of(new StatusRange(200, 299)), contains, headers, null, 65_536);
  }

  static Check.Http https(int port, TlsExpectation tls) {
    return new Check.Http(
        port, "GET", "/", List.of(new StatusRange(200, 200)), null, Map.of(), tls, 65_536);
  }

  static ProbeOrder order(Check check) {
    return order(check, LOOPBACK, PATIENT, ONCE);
  }

  static ProbeOrder order(Check check, String host, Duration timeout, Confirmation confirmation) {
    ProbeTarget target = new ProbeTarget(new Subject.OfNode("eu-west", "gw-1"), "ready");
    return new ProbeOrder(target, host, check, true, null, timeout, confirmation);
  }

  static ProbeOrder from(String source, ProbeOrder order) {
    return new ProbeOrder(
        order.target(),
        order.host(),
        order.check(),
        order.privateTarget(),
        source,
        order.timeout(),
        order.confirmation());
  }

  static ProbeOrder publicOnly(ProbeOrder order) {
    return new ProbeOrder(
        order.target(),
        order.host(),
        order.check(),
        false,
        order.from(),
        order.timeout(),
        order.confirmation());
  }

  static ProbeResult probe(GatewayProber prober, ProbeOrder order) {
    return prober.probe(List.of(order), Instant.now().plusSeconds(60)).getFirst();
  }
}
