package io.fairlead.wiring.json;

import io.fairlead.journal.RegisterState;
import io.fairlead.port.Codec;

/**
 * The register's state as canonical JSON. A property that this code does not know is refused:
 * writing the state back would lose it.
 */
public final class RegisterStateCodec implements Codec<RegisterState> {
  @Override
  public byte[] encode(RegisterState state) {
    return FairleadJson.strict().writeValueAsBytes(state);
  }

  @Override
  public RegisterState decode(byte[] bytes) {
    return JsonFormat.read(
        FairleadJson.strict(),
        bytes,
        RegisterState.class,
        "the register's state",
        RegisterState.FORMAT);
  }
}
