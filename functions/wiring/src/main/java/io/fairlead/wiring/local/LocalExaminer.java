package io.fairlead.wiring.local;

import io.fairlead.fleet.Cloud;
import io.fairlead.wiring.region.Cause;
import io.fairlead.wiring.region.Examiner;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.topology.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at the edges' ports and at this machine's state folder. */
public final class LocalExaminer implements Examiner {
  @Override
  public Set<Cloud> clouds() {
    return Set.of(Cloud.LOCAL);
  }

  @Override
  public List<Cause> causes(Topology topology, Opening opening, Instant deadline) {
    return DeadEdges.of(topology, opening.clock(), deadline).causes();
  }

  @Override
  public List<Finding> examine(Topology topology, Opening opening, Instant deadline) {
    return folder(topology.state().directory()).stream().toList();
  }

  /** The state folder, or the nearest folder above that is there already, must take files. */
  private static Optional<Finding> folder(Path declared) {
    Path there = declared;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there != null && Files.isDirectory(there) && Files.isWritable(there)) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.warning(
            "state.directory",
            "a folder that you may write",
            declared.toString(),
            "run edges as the user who owns it, or name another"));
  }
}
