package io.fairlead.quorum;

import io.fairlead.quorum.VersionedRead.Value;
import java.time.Instant;

/**
 * The register in one cell, where that cell's store is itself spread over regions and linearizable,
 * or where there is one region only. The item is an acceptor's that nobody else votes on, so a
 * fleet can be moved from one cell to a quorum offline.
 */
public final class SingleCell implements VersionedValue {
  private final CasCell cell;
  private final AcceptorCodec codec = new AcceptorCodec();

  /** A register in a cell. */
  public SingleCell(CasCell cell) {
    this.cell = cell;
  }

  @Override
  public VersionedRead read(Instant deadline) {
    return value(cell.read(deadline));
  }

  @Override
  public VersionedCas cas(long expected, byte[] next, String operation, Instant deadline) {
    if (next.length > Stamped.MAX_BYTES) {
      return new VersionedCas.Refused(Stamped.tooLarge(next.length));
    }
    CellRead now = cell.read(deadline);
    return switch (value(now)) {
      case VersionedRead.Unknown(String why) -> new VersionedCas.Unknown(why);
      case Value(Stamped current) -> {
        if (current.version() != expected) {
          yield VersionedCas.of(current, expected, operation, false);
        }
        yield write(now, current.next(operation, next), deadline);
      }
      case VersionedRead.Empty() ->
          expected == 0
              ? write(now, Stamped.NOTHING.next(operation, next), deadline)
              : new VersionedCas.Conflict(0);
    };
  }

  private VersionedCas write(CellRead over, Stamped next, Instant deadline) {
    long version = over instanceof CellRead.Value(long found, _) ? found : 0;
    byte[] item = codec.encode(Acceptor.BLANK.accept(Ballot.ZERO, next));
    return switch (cell.cas(version, item, deadline)) {
      case CellCas.Ok _ -> new VersionedCas.Ok(next.version());
      case CellCas.Unknown(String why) -> new VersionedCas.Unknown(why);
      case CellCas.Conflict(CellRead current) ->
          switch (value(current)) {
            case Value(Stamped found) ->
                VersionedCas.of(found, next.version() - 1, next.operation(), true);
            case VersionedRead.Empty() -> new VersionedCas.Unknown("the cell became empty");
            case VersionedRead.Unknown(String why) -> new VersionedCas.Unknown(why);
          };
    };
  }

  private VersionedRead value(CellRead read) {
    return switch (read) {
      case CellRead.Empty() -> new VersionedRead.Empty();
      case CellRead.Unknown(String why) -> new VersionedRead.Unknown(why);
      case CellRead.Value(_, byte[] bytes) -> {
        try {
          yield VersionedRead.of(codec.decode(bytes).value());
        } catch (IllegalArgumentException e) {
          yield new VersionedRead.Unknown(String.valueOf(e.getMessage()));
        }
      }
    };
  }
}
