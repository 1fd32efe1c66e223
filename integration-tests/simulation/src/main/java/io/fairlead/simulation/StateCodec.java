package io.fairlead.simulation;

import io.fairlead.journal.RegisterState;
import io.fairlead.port.Codec;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** Bytes that name a state kept in this process: the simulation spends no time on JSON. */
final class StateCodec implements Codec<RegisterState> {
  /** More than cells keep copies of, and than are written while the longest frozen run sleeps. */
  private static final int KEPT = 20_000;

  private final Map<Integer, RegisterState> states = new HashMap<>();
  private int next;

  @Override
  public byte[] encode(RegisterState value) {
    states.remove(next - KEPT);
    states.put(next, value);
    return ByteBuffer.allocate(Integer.BYTES).putInt(next++).array();
  }

  @Override
  public RegisterState decode(byte[] bytes) {
    int named = ByteBuffer.wrap(bytes).getInt();
    RegisterState state = states.get(named);
    if (state == null) {
      throw new IllegalStateException("state " + named + " of " + next + " is kept no more");
    }
    return state;
  }
}
