package io.fairlead.emulators.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.address.Attachment;
import io.fairlead.azure.address.PublicIpMover;
import io.fairlead.contract.FencedMoverContract;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.fleet.AddressId;
import io.fairlead.port.AddressMover;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Public IPs on the twin, whatever carries them. */
abstract class PublicIpContract extends FencedMoverContract {
  static final Attachment.Group GROUP = new Attachment.Group(OnArm.SUBSCRIPTION, OnArm.GROUP);

  OnArm on;
  ResourceId ip;

  /** What carries it on the first node. */
  ResourceId first;

  ResourceId second;
  PublicIpMover mover;

  @BeforeEach
  void start() throws IOException {
    on = new OnArm();
  }

  @AfterEach
  void stop() {
    List<String> outside = on.twin.outside();
    on.close();
    assertThat(outside).as("what no published example has").isEmpty();
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
    return on.clock.instant();
  }

  @Override
  protected boolean overNothing() {
    return true;
  }

  @Override
  protected void settle() {
    on.clock.pass(OnArm.DONE);
  }
}
