package io.fairlead.cli;

import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import io.fairlead.wiring.yaml.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A topology file as the operator named it.
 *
 * @param name as named; relative ones start from the working directory
 * @param json whether a program reads what is said of it
 */
public record TopologyFile(Path name, Surroundings surroundings, boolean json) {
  /** One whose warnings people read. */
  public TopologyFile(Path name, Surroundings surroundings) {
    this(name, surroundings, false);
  }

  /**
   * The file, read and checked.
   *
   * @throws Stop where there is none
   */
  public ReadTopology read() {
    Path place = surroundings.directory().resolve(name);
    if (!Files.isRegularFile(place)) {
      throw new Stop(
          ExitCode.USAGE,
          "there is no topology file %s: name one with -f FILE, or write one with 'fairlead init local' (a trial on this machine), 'fairlead init aws' or 'fairlead init azure'."
              .formatted(name));
    }
    return TopologyReader.read(place, surroundings.environment()::get);
  }

  /**
   * The topology that the file declares; its warnings go to standard error.
   *
   * @throws Stop with every problem where it is invalid
   */
  public Topology topology() {
    return switch (read()) {
      case ReadTopology.Valid(var topology, var warnings) -> {
        Complaints complaints = new Complaints(surroundings, json);
        warnings.forEach(warning -> complaints.warning(warning.text(name.toString())));
        yield topology;
      }
      case ReadTopology.Invalid(var problems) ->
          throw new Stop(ExitCode.INVALID, "the topology is invalid:\n" + lines(problems));
    };
  }

  /** One line a problem. */
  public String lines(List<Problem> problems) {
    return problems.stream()
        .map(problem -> problem.text(name.toString()))
        .collect(Collectors.joining("\n"));
  }
}
