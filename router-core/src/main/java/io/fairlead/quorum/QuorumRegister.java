package io.fairlead.quorum;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * CASPaxos (Rystsov, arXiv 1802.07000): one linearizable value over three or five cells that fail
 * apart. Any minority of the cells may be dark, and any number of writers may die, freeze and thaw
 * at any point.
 *
 * <p>A round looks at the cells, has a majority promise a new ballot, takes the value accepted
 * under the highest ballot, and has a majority accept what the change makes of it. Nothing is
 * remembered between calls.
 */
public final class QuorumRegister implements VersionedValue {
  /** Rounds of one call; a round is lost only to another writer that got further. */
  static final int ROUNDS = 8;

  private final Quorum quorum;
  private final FanOut fanOut;
  private final Supplier<UUID> attempts;

  /**
   * A register over cells.
   *
   * @param cells three or five, no two of one failure domain, the same set for every writer
   * @param attempts 128 random bits a call, never from anything that a restored snapshot repeats
   */
  public QuorumRegister(List<CasCell> cells, FanOut fanOut, Supplier<UUID> attempts) {
    this.quorum = new Quorum(cells, fanOut);
    this.fanOut = fanOut;
    this.attempts = attempts;
  }

  @Override
  public VersionedRead read(Instant deadline) {
    List<CellAnswer> seen = quorum.look(answers -> quorum.settled(answers).isPresent(), deadline);
    Optional<Stamped> settled = quorum.settled(seen);
    if (settled.isPresent()) {
      return VersionedRead.of(settled.get());
    }
    return switch (change(seen, UnaryOperator.identity(), deadline)) {
      case Ending.Chosen(Stamped value) -> VersionedRead.of(value);
      case Ending.Open(String why) -> new VersionedRead.Unknown(why);
    };
  }

  @Override
  public VersionedCas cas(long expected, byte[] next, String operation, Instant deadline) {
    if (next.length > Stamped.MAX_BYTES) {
      return new VersionedCas.Refused(Stamped.tooLarge(next.length));
    }
    List<CellAnswer> seen = quorum.look(quorum::isMajority, deadline);
    Optional<Stamped> settled = quorum.settled(seen);
    if (settled.isPresent() && settled.get().version() != expected) {
      return VersionedCas.of(settled.get(), expected, operation, false);
    }
    Proposal proposal = new Proposal(expected, next, operation);
    return switch (change(seen, proposal, deadline)) {
      case Ending.Chosen(Stamped value) ->
          VersionedCas.of(value, expected, operation, proposal.made);
      case Ending.Open(String why) -> new VersionedCas.Unknown(why);
    };
  }

  /** Rounds until a value is chosen, no majority answers, or {@link #ROUNDS} are lost. */
  private Ending change(List<CellAnswer> first, UnaryOperator<Stamped> change, Instant deadline) {
    List<CellAnswer> seen = first;
    for (int round = 1; quorum.isMajority(seen); round++) {
      Ballot ballot = Ballot.above(Quorum.highestBallot(seen), attempts.get());
      List<CellAnswer> answers = quorum.prepare(ballot, seen, deadline);
      if (quorum.isMajority(answers)) {
        Stamped next = change.apply(Quorum.highestValue(answers));
        answers = quorum.accept(ballot, next, answers, deadline);
        if (quorum.isMajority(answers)) {
          return new Ending.Chosen(next);
        }
      }
      if (!Quorum.isOvertaken(answers)) {
        return new Ending.Open(quorum.silence(answers));
      }
      if (round == ROUNDS) {
        return new Ending.Open("other writers overtook " + ROUNDS + " rounds");
      }
      fanOut.backOff(round);
      seen = quorum.look(quorum::isMajority, deadline);
    }
    return new Ending.Open(quorum.silence(seen));
  }

  /** How the rounds of one call ended. */
  private sealed interface Ending {
    record Chosen(Stamped value) implements Ending {}

    record Open(String why) implements Ending {}
  }

  /** A compare-and-set as a change of the value; remembers whether it was ever proposed. */
  private static final class Proposal implements UnaryOperator<Stamped> {
    private final long expected;
    private final byte[] next;
    private final String operation;
    private boolean made;

    Proposal(long expected, byte[] next, String operation) {
      this.expected = expected;
      this.next = next;
      this.operation = operation;
    }

    /** The value proposed; where another came first, that one again, so that it is chosen. */
    @Override
    public Stamped apply(Stamped current) {
      if (current.version() != expected) {
        return current;
      }
      made = true;
      return current.next(operation, next);
    }
  }
}
