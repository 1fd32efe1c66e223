package io.fairlead.quorum;

import io.fairlead.journal.RegisterState;
import io.fairlead.port.Codec;
import io.fairlead.port.Register;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The fleet's register over one cell or a quorum of cells. Refuses a state of another fleet, of a
 * newer format, and one older than what this process has seen.
 */
public final class CellRegister implements Register {
  private final VersionedValue value;
  private final Codec<RegisterState> codec;
  private final String fleet;

  /** Only ever a lower bound of the epoch, so a process that was frozen may keep it. */
  private final AtomicLong highest = new AtomicLong();

  /**
   * The register of a fleet.
   *
   * @param value a {@link QuorumRegister} or a {@link SingleCell}
   */
  public CellRegister(VersionedValue value, Codec<RegisterState> codec, String fleet) {
    this.value = value;
    this.codec = codec;
    this.fleet = fleet;
  }

  @Override
  public Read read(Instant deadline) {
    long floor = highest.get();
    return switch (value.read(deadline)) {
      case VersionedRead.Unknown(String why) -> new Read.Unreachable(why);
      case VersionedRead.Empty() -> floor == 0 ? new Read.Empty() : wentBack(floor, 0);
      case VersionedRead.Value(Stamped found) ->
          found.version() < floor ? wentBack(floor, found.version()) : decoded(found);
    };
  }

  @Override
  public Cas cas(long expected, RegisterState next, Instant deadline) {
    if (!next.fleet().equals(fleet)) {
      throw new IllegalArgumentException(
          "a state of fleet '" + next.fleet() + "' for the register of fleet '" + fleet + "'");
    }
    return switch (value.cas(expected, codec.encode(next), next.operation(), deadline)) {
      case VersionedCas.Ok(long version) -> new Cas.Ok(seen(version));
      case VersionedCas.Conflict _ -> new Cas.Conflict();
      case VersionedCas.Refused(String why) -> new Cas.Refused(why);
      case VersionedCas.Unknown(String why) -> new Cas.Unknown(why);
    };
  }

  private Read decoded(Stamped found) {
    RegisterState state;
    try {
      state = codec.decode(found.bytes());
    } catch (IllegalArgumentException e) {
      return new Read.Unreachable(String.valueOf(e.getMessage()));
    }
    if (!state.fleet().equals(fleet)) {
      return new Read.Unreachable(
          "the register belongs to fleet '"
              + state.fleet()
              + "', this topology is fleet '"
              + fleet
              + "': give each fleet its own cells");
    }
    return new Read.State(seen(found.version()), state);
  }

  private long seen(long version) {
    highest.accumulateAndGet(version, Math::max);
    return version;
  }

  private static Read wentBack(long floor, long found) {
    return new Read.Unreachable(
        "the register went back from epoch "
            + floor
            + " to "
            + found
            + ": a cell was emptied or restored from an older copy");
  }
}
