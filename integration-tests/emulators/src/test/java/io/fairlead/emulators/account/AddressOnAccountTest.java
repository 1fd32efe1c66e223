package io.fairlead.emulators.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.address.Attachment;
import io.fairlead.azure.address.PublicIp;
import io.fairlead.azure.address.PublicIpMover;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.contract.AddressMoverContract;
import io.fairlead.fleet.AddressId;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.OnPart;
import io.fairlead.parts.Part;
import io.fairlead.port.AddressMover;
import io.fairlead.port.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A public IP of an account and two NICs, which it is on none of before a case and after it. */
@NeedsParts
class AddressOnAccountTest extends AddressMoverContract implements OnPart {
  private static final AddressId FRONT = new AddressId("west", "front");

  /** For Azure to end a write; it takes seconds. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final long LOOK_MILLIS = 50;

  private final Account account = Account.find();
  private AddressMover mover;

  @BeforeEach
  void onNothing() {
    ArmId ip = account.resource("FAIRLEAD_REAL_AZURE_PUBLIC_IP");
    List<ArmId> nics = account.resources("FAIRLEAD_REAL_AZURE_NICS");
    assertThat(nics).as("NICs that it moves between").hasSize(2);
    PublicIp declared =
        new PublicIp(
            account.location(ip),
            ip,
            new TreeMap<>(
                Map.of(FIRST, attachment(nics.getFirst()), SECOND, attachment(nics.getLast()))),
            new TreeSet<>());
    mover =
        new PublicIpMover(
            account.clients(), Account.newFleet(), new TreeMap<>(Map.of(FRONT, declared)));
    takeOff();
  }

  @AfterEach
  void stop() {
    takeOff();
    account.close();
  }

  private static Attachment attachment(ArmId nic) {
    return Attachment.parse(nic.text(), null, new Attachment.Group(nic.subscription(), "none"));
  }

  private void takeOff() {
    settle();
    if (holder() instanceof String node) {
      move("reset", node, null);
    }
    assertThat(holder()).isNull();
  }

  @Override
  protected AddressMover mover() {
    return mover;
  }

  @Override
  protected AddressId address() {
    return FRONT;
  }

  @Override
  protected AddressId unknownAddress() {
    return new AddressId("west", "back");
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }

  @Override
  protected boolean overNothing() {
    return true;
  }

  /** While Azure works on a NIC the address is unreadable. */
  @Override
  protected void settle() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (read(FRONT) instanceof Reading.Unreadable<?>(String why)) {
      assertThat(System.nanoTime()).as(why).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(LOOK_MILLIS).toNanos());
    }
  }

  @Override
  public Part part() {
    return account.part();
  }
}
