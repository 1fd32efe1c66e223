package io.fairlead.wiring.topology;

import io.fairlead.wiring.yaml.Problem;
import java.util.List;

/** What came of reading a topology file. */
public sealed interface ReadTopology {
  /** A usable topology. */
  record Valid(Topology topology, List<Problem> warnings) implements ReadTopology {
    public Valid {
      warnings = List.copyOf(warnings);
    }
  }

  /** At least one error, and every warning, in the order of the file. */
  record Invalid(List<Problem> problems) implements ReadTopology {
    public Invalid {
      problems = List.copyOf(problems);
      if (problems.stream().noneMatch(Problem::isError)) {
        throw new IllegalArgumentException("an invalid topology has an error");
      }
    }
  }
}
