package io.fairlead.cycle;

/**
 * How an order to a home's office ended.
 *
 * @param ledger what became of the home's own record
 * @param feed what became of what other regions read
 */
public record TokenReport(Outcome ledger, Outcome feed) {
  /** How one row ended. */
  public sealed interface Outcome {
    /** A page was added. */
    record Done(long version) implements Outcome {}

    /** It says already what it should. */
    record UpToDate() implements Outcome {}

    /** A page would be added: this was a dry run. */
    record Planned() implements Outcome {}

    /** Nothing was done, as the other row did not come to its end, or nothing was ever issued. */
    record Left() implements Outcome {}

    record Refused(String sentence) implements Outcome {}

    /** Somebody else has written at the same time. */
    record Overtaken() implements Outcome {}

    /** Nothing was written. */
    record Unreachable(String why) implements Outcome {}

    /** It may be written or not. */
    record Unknown(String why) implements Outcome {}
  }
}
