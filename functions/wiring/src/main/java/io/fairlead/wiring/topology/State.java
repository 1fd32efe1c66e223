package io.fairlead.wiring.topology;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the fleet's memory is.
 *
 * @param directory local files of edges and runs; absolute, a relative one starts from the working
 *     directory
 * @param register how the register is kept
 * @param cells regions whose cells keep it, in name order: one if single, three or five of a quorum
 */
public record State(Path directory, RegisterKind register, List<String> cells) {
  public State {
    cells = List.copyOf(cells);
  }
}
