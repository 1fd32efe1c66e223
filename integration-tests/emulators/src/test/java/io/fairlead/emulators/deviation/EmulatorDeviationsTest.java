package io.fairlead.emulators.deviation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.emulators.OnEmulators;
import io.fairlead.emulators.Running;
import io.fairlead.emulators.deviation.Probe.Asked;
import io.fairlead.parts.OnPart;
import io.fairlead.parts.Part;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** An emulator deviates where the table says so and nowhere else. */
@OnEmulators(
    value = "probes",
    parts = {Part.MINISTACK, Part.MOTO, Part.LOCALSTACK, Part.LOCALSTACK_IN_DOCKER, Part.VERSITYGW})
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
    SortedMap<String, Asked> probes = part() == Part.VERSITYGW ? ofS3(s3()) : ofAll();

    assertThat(Probe.wrong(probes))
        .isEqualTo(DeviationTable.of(DeviationTable.name(part()), "ec2", "route53", "s3"));
  }

  /** What has S3 alone. */
  private AwsClients s3() {
    return on.clients(first -> first.s3("eu-west-1").listBuckets());
  }

  private SortedMap<String, Asked> ofS3(AwsClients clients) {
    S3Probes s3 = new S3Probes(clients, "probes");
    // Of the others' races no table can be made: they end otherwise from run to run.
    return part() == Part.MINISTACK || part() == Part.VERSITYGW ? s3.withRaces() : s3.all();
  }

  private SortedMap<String, Asked> ofAll() {
    AwsClients clients =
        on.clients(
            first -> {
              first.ec2("eu-west-1").describeVpcs();
              first.s3("eu-west-1").listBuckets();
              first.route53().listHostedZones();
            });
    SortedMap<String, Asked> probes = ofS3(clients);
    probes.putAll(new Route53Probes(clients, name -> zone(clients, name)).all());
    probes.putAll(new HealthCheckProbes(clients).all());
    probes.putAll(new Ec2Probes(clients, new Subnets(clients)).all());
    return probes;
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
