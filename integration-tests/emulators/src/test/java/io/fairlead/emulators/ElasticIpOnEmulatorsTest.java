package io.fairlead.emulators;

import io.fairlead.aws.address.Attachment;
import io.fairlead.aws.address.ElasticIp;
import io.fairlead.aws.address.ElasticIpMover;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.contract.AddressMoverContract;
import io.fairlead.emulators.deviation.Subnets;
import io.fairlead.fleet.AddressId;
import io.fairlead.parts.OnPart;
import io.fairlead.parts.Part;
import io.fairlead.port.AddressMover;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;

/** Elastic IPs. */
@OnEmulators(
    value = "address",
    parts = {Part.MOTO, Part.MINISTACK, Part.LOCALSTACK, Part.LOCALSTACK_IN_DOCKER})
class ElasticIpOnEmulatorsTest extends AddressMoverContract implements OnPart {
  private static final String LOCATION = "eu-west-1";

  private final Running on;
  private AddressMover mover;

  ElasticIpOnEmulatorsTest(Running on) {
    this.on = on;
  }

  @BeforeEach
  void makeAddress() {
    AwsClients clients = on.clients(first -> first.ec2(LOCATION).describeVpcs());
    Subnets subnets = new Subnets(clients);
    String allocation =
        clients.ec2(LOCATION).allocateAddress(it -> it.domain("vpc")).allocationId();
    ElasticIp address =
        new ElasticIp(
            LOCATION,
            allocation,
            new TreeMap<>(
                Map.of(
                    FIRST, new Attachment(subnets.make(), null),
                    SECOND, new Attachment(subnets.make(), null))));
    mover = new ElasticIpMover(clients, "shop", new TreeMap<>(Map.of(address(), address)));
  }

  @Override
  public Part part() {
    return on.part();
  }

  @Override
  protected AddressMover mover() {
    return mover;
  }

  @Override
  protected AddressId address() {
    return new AddressId("west", "front");
  }

  @Override
  protected AddressId unknownAddress() {
    return new AddressId("west", "back");
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }
}
