package io.fairlead.wiring.topology;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the fleet's memory is.
 *
 * @param directory local files of edges and runs; absolute, a relative one starts from the working
 *     directory
 * @param register how the register is kept
 * @param cells regions whose cells keep it, in name order: one if single, three or five of a
 *     quorum, those with a replica of a global table
 * @param table the global table; null where the register is another
 * @param token bearer token of the local edges' HTTP; null = none
 */
public record State(
    Path directory,
    RegisterKind register,
    List<String> cells,
    @Nullable String table,
    @Nullable Secret token) {
  public State {
    cells = List.copyOf(cells);
  }
}
