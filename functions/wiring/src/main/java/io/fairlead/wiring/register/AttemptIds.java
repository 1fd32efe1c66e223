package io.fairlead.wiring.register;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * 128 random bits for each attempt, from the operating system at the moment of the attempt: a
 * process thawed from a snapshot shares everything else with its twins.
 */
public final class AttemptIds implements Supplier<UUID> {
  private static final int BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  @Override
  public UUID get() {
    ByteBuffer bits = ByteBuffer.wrap(random.generateSeed(BYTES));
    return new UUID(bits.getLong(), bits.getLong());
  }
}
