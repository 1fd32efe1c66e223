package io.fairlead.wiring.register;

import io.fairlead.port.Register;
import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellRegister;
import io.fairlead.quorum.FanOut;
import io.fairlead.quorum.QuorumRegister;
import io.fairlead.quorum.SingleCell;
import io.fairlead.wiring.json.RegisterStateCodec;
import java.util.List;

/** Puts a fleet's register together. */
public final class Registers {
  private Registers() {}

  /**
   * The register over one cell, or over a quorum of three or five that fail apart.
   *
   * @throws IllegalArgumentException for another number of cells, or two that fail together
   */
  public static Register over(List<CasCell> cells, FanOut fanOut, String fleet) {
    return new CellRegister(
        cells.size() == 1
            ? new SingleCell(cells.getFirst())
            : new QuorumRegister(cells, fanOut, new AttemptIds()),
        new RegisterStateCodec(),
        fleet);
  }
}
