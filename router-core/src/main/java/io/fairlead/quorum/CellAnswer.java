package io.fairlead.quorum;

/**
 * What one cell of a quorum said in one phase.
 *
 * @see QuorumCell
 */
sealed interface CellAnswer {
  /** Position of the cell in the quorum. */
  int cell();

  /** The cell is so, at this version of the cell; for a phase: and it granted what was asked. */
  record Item(int cell, long version, Acceptor item) implements CellAnswer {}

  /** Another writer got further there: a higher ballot is promised, or every race was lost. */
  record Overtaken(int cell) implements CellAnswer {}

  /** No answer, or a damaged item: neither yes nor no. */
  record Silent(int cell, String why) implements CellAnswer {}
}
