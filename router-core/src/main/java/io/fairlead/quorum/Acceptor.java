package io.fairlead.quorum;

/**
 * What one cell of a quorum holds.
 *
 * @param promised no lower ballot is answered any more
 * @param accepted ballot that {@code value} was accepted under; ZERO = none yet
 */
public record Acceptor(Ballot promised, Ballot accepted, Stamped value) {
  /** A cell that nothing was written to. */
  public static final Acceptor BLANK = new Acceptor(Ballot.ZERO, Ballot.ZERO, Stamped.NOTHING);

  public Acceptor {
    if (accepted.above(promised)) {
      throw new IllegalArgumentException("accepted " + accepted + " above promised " + promised);
    }
  }

  /**
   * Whether a ballot may be promised. Equal is yes: an attempt whose answer was lost finds its own
   * promise and goes on.
   */
  public boolean mayPromise(Ballot ballot) {
    return promised.compareTo(ballot) <= 0;
  }

  /** Whether a value may be accepted under a ballot. Equal is yes: that is the usual case. */
  public boolean mayAccept(Ballot ballot) {
    return promised.compareTo(ballot) <= 0;
  }

  /** This item with a ballot promised. */
  public Acceptor promise(Ballot ballot) {
    return new Acceptor(ballot, accepted, value);
  }

  /** The item that has accepted a value under a ballot. */
  public Acceptor accept(Ballot ballot, Stamped next) {
    return new Acceptor(ballot, ballot, next);
  }

  /** Whether an attempt is, or was, under way here that this item has not accepted. */
  public boolean promisedBeyondAccepted() {
    return promised.above(accepted);
  }
}
