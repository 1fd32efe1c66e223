package io.fairlead.quorum;

import io.fairlead.quorum.CellAnswer.Item;
import io.fairlead.quorum.CellAnswer.Overtaken;
import io.fairlead.quorum.CellAnswer.Silent;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The acceptor's two rules over one cell: each is a read and a compare-and-set of its item. */
final class QuorumCell {
  /** Compare-and-sets tried in one phase; each lost one means that another writer got through. */
  private static final int TRIES = 4;

  private final int index;
  private final CasCell cell;
  private final AcceptorCodec codec = new AcceptorCodec();

  QuorumCell(int index, CasCell cell) {
    this.index = index;
    this.cell = cell;
  }

  String failureDomain() {
    return cell.failureDomain();
  }

  CellAnswer look(Instant deadline) {
    return answer(cell.read(deadline));
  }

  /** Promises a ballot, unless a higher one is promised. */
  CellAnswer prepare(Ballot ballot, CellAnswer known, Instant deadline) {
    return update(known, item -> item.mayPromise(ballot), item -> item.promise(ballot), deadline);
  }

  /** Accepts a value under a ballot, unless a higher one is promised. */
  CellAnswer accept(Ballot ballot, Stamped value, CellAnswer known, Instant deadline) {
    return update(
        known, item -> item.mayAccept(ballot), item -> item.accept(ballot, value), deadline);
  }

  private CellAnswer update(
      CellAnswer known,
      Predicate<Acceptor> allowed,
      UnaryOperator<Acceptor> change,
      Instant deadline) {
    CellAnswer now = known instanceof Item ? known : look(deadline);
    for (int i = 0; i < TRIES && now instanceof Item(_, long version, Acceptor item); i++) {
      if (!allowed.test(item)) {
        return new Overtaken(index);
      }
      Acceptor next = change.apply(item);
      if (next.equals(item)) {
        return now;
      }
      switch (cell.cas(version, codec.encode(next), deadline)) {
        case CellCas.Ok(long written) -> {
          return new Item(index, written, next);
        }
        case CellCas.Conflict(CellRead current) -> now = answer(current);
        case CellCas.Unknown(String why) -> {
          return new Silent(index, why);
        }
      }
    }
    return now instanceof Item ? new Overtaken(index) : now;
  }

  private CellAnswer answer(CellRead read) {
    return switch (read) {
      case CellRead.Empty() -> new Item(index, 0, Acceptor.BLANK);
      case CellRead.Unknown(String why) -> new Silent(index, why);
      case CellRead.Value(long version, byte[] bytes) -> {
        try {
          yield new Item(index, version, codec.decode(bytes));
        } catch (IllegalArgumentException e) {
          yield new Silent(index, String.valueOf(e.getMessage()));
        }
      }
    };
  }
}
