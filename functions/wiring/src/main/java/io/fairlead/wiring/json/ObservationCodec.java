package io.fairlead.wiring.json;

import io.fairlead.health.Observation;
import io.fairlead.port.Codec;

/**
 * An observer's entry as canonical JSON. Properties that this code does not know are passed over:
 * only its own observer ever writes an entry.
 */
public final class ObservationCodec implements Codec<Observation> {
  /** The format that this code reads and writes. */
  public static final int FORMAT = 1;

  @Override
  public byte[] encode(Observation observation) {
    return FairleadJson.strict().writeValueAsBytes(new Entry(FORMAT, observation));
  }

  @Override
  public Observation decode(byte[] bytes) {
    return JsonFormat.read(FairleadJson.lenient(), bytes, Entry.class, "the observation", FORMAT)
        .observation();
  }

  record Entry(int format, Observation observation) {}
}
