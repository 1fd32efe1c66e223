package io.fairlead.emulators.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.address.Attachment;
import io.fairlead.azure.address.PublicIpMover;
import io.fairlead.contract.FencedMoverContract;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.fleet.AddressId;
import io.fairlead.port.AddressMover;
import io.fairlead.wiring.stack.AzureRole;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    assertThat(AzureRole.ADDRESSES.actions()).containsAll(on.twin.roles().asked());
    on.close();
    assertThat(outside).as("what no published example has").isEmpty();
  }

  /** Whether an action is of what carries addresses elsewhere, and so never asked for here. */
  abstract boolean isElsewhere(String action);

  @Test
  void a_move_and_what_is_looked_at_before_it_need_the_roles_actions_and_no_others() {
    move("a", null, FIRST);
    assertThat(holder()).isEqualTo(FIRST);
    move("b", FIRST, SECOND);
    assertThat(holder()).isEqualTo(SECOND);

    SortedSet<String> role = new TreeSet<>(AzureRole.ADDRESSES.actions());
    role.removeIf(this::isElsewhere);
    assertThat(on.twin.roles().asked()).isEqualTo(role);
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
