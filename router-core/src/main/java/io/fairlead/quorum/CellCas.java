package io.fairlead.quorum;

/** Answer to a compare-and-set of a cell. */
public sealed interface CellCas {
  /** Done; the cell is at this version. */
  record Ok(long version) implements CellCas {}

  /** The version had moved on; nothing was changed. */
  record Conflict(CellRead current) implements CellCas {}

  /** Neither success nor failure: it may still take effect. */
  record Unknown(String why) implements CellCas {}
}
