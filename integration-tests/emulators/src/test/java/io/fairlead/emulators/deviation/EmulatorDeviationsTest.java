package io.fairlead.emulators.deviation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.emulators.OnEmulators;
import io.fairlead.emulators.Running;
import io.fairlead.parts.OnPart;
import io.fairlead.parts.Part;
import org.junit.jupiter.api.Test;

/** An emulator deviates where the table says so and nowhere else. */
@OnEmulators(
    value = "probes",
    parts = {Part.MINISTACK, Part.MOTO, Part.LOCALSTACK, Part.LOCALSTACK_IN_DOCKER})
class EmulatorDeviationsTest implements OnPart {
  private final Running on;

  EmulatorDeviationsTest(Running on) {
    this.on = on;
  }

  @Override
  public Part part() {
    return on.part();
  }

  @Test
  void the_table_lists_what_it_does_otherwise_and_no_more() {
    AwsClients clients =
        on.clients(
            first -> {
              first.ec2("eu-west-1").describeVpcs();
              first.s3("eu-west-1").listBuckets();
              first.route53().listHostedZones();
            });
    S3Probes s3 = new S3Probes(clients, "probes");
    // Of the others' races no table can be made: they end otherwise from run to run.
    var probes = part() == Part.MINISTACK ? s3.withRaces() : s3.all();
    probes.putAll(new Route53Probes(clients, name -> zone(clients, name)).all());
    probes.putAll(new Ec2Probes(clients, new Subnets(clients)).all());

    assertThat(Probe.wrong(probes))
        .isEqualTo(DeviationTable.of(DeviationTable.name(part()), "ec2", "route53", "s3"));
  }

  private String zone(AwsClients clients, String name) {
    String caller = on.name("caller");
    return clients
        .route53()
        .createHostedZone(it -> it.name(name).callerReference(caller))
        .hostedZone()
        .id();
  }
}
