package io.fairlead.simulation;

import io.fairlead.journal.RegisterState;
import io.fairlead.port.Codec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Bytes that name a state kept in this process: the simulation spends no time on JSON. */
final class StateCodec implements Codec<RegisterState> {
  private final List<RegisterState> states = new ArrayList<>();

  @Override
  public byte[] encode(RegisterState value) {
    states.add(value);
    return ByteBuffer.allocate(Integer.BYTES).putInt(states.size() - 1).array();
  }

  @Override
  public RegisterState decode(byte[] bytes) {
    return states.get(ByteBuffer.wrap(bytes).getInt());
  }
}
