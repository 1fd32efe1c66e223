package io.fairlead.emulators.deviation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.OnTwin;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The twin does what AWS documents wherever an emulator is asked for it. */
class TwinDeviationsTest {
  @Test
  void it_does_nothing_otherwise() throws IOException {
    try (OnTwin on = new OnTwin()) {
      on.twin()
          .route53()
          .loadBalancer(
              Route53Probes.BALANCER, Route53Probes.BALANCER_ZONE, List.of("192.0.2.9"), true);
      var probes = new S3Probes(on.clients(), "probes").withRaces();
      probes.putAll(new Route53Probes(on.clients(), on.twin().route53()::zone).all());
      probes.putAll(new HealthCheckProbes(on.clients()).all());
      probes.putAll(new Ec2Probes(on.clients(), new TwinInterfaces(on, new HashMap<>())).all());

      on.twin().ec2().quota(Integer.MAX_VALUE);
      assertThat(Probe.wrong(probes)).isEmpty();
    }
  }

  private record TwinInterfaces(OnTwin on, Map<String, List<String>> made)
      implements Ec2Probes.Interfaces {
    @Override
    public String make() {
      List<String> ips =
          List.of("10.9.1." + (10 + 2 * made.size()), "10.9.1." + (11 + 2 * made.size()));
      String id = on.twin().ec2().networkInterface(OnTwin.ACCOUNT, OnTwin.LOCATION, ips);
      made.put(id, ips);
      return id;
    }

    @Override
    public List<String> addresses(String networkInterface) {
      return Objects.requireNonNull(made.get(networkInterface));
    }
  }
}
