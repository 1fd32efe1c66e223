package io.fairlead.cli;

import io.fairlead.cli.answer.Document;
import io.fairlead.cli.answer.ValidationJson;
import io.fairlead.cli.answer.Words;
import io.fairlead.wiring.topology.Placeholders;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.yaml.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reports every problem of a topology file. Needs no picocli, whose model costs a cold start more
 * than the reading of the file.
 *
 * @param json whether a program reads the answer
 */
public record Validation(TopologyFile file, boolean json) {
  /** The validation that plain arguments ask for; empty where they need a real parser. */
  static Optional<Validation> plain(String[] args, Surroundings surroundings) {
    if (args.length % 2 == 0 || !args[0].equals("validate")) {
      return Optional.empty();
    }
    String file = "fairlead.yaml";
    String output = "text";
    for (int i = 1; i < args.length; i += 2) {
      if (args[i].equals("-f") || args[i].equals("--file")) {
        file = args[i + 1];
      } else if (args[i].equals("-o") && List.of("text", "json").contains(args[i + 1])) {
        output = args[i + 1];
      } else {
        return Optional.empty();
      }
    }
    TopologyFile named =
        new TopologyFile(surroundings.directory().getFileSystem().getPath(file), surroundings);
    return Optional.of(new Validation(named, output.equals("json")));
  }

  /** Prints the report. */
  public ExitCode run() {
    ReadTopology read = withPlaceholders(file.read());
    Surroundings to = file.surroundings();
    if (json) {
      to.out().println(Document.text(ValidationJson.of(read, to.clock().instant())));
    }
    return switch (read) {
      case ReadTopology.Valid(var valid, var warnings) -> valid(valid, warnings);
      case ReadTopology.Invalid(var problems) -> invalid(problems);
    };
  }

  /** Only here: verbs on a running fleet would tell it each time. */
  private static ReadTopology withPlaceholders(ReadTopology read) {
    if (!(read instanceof ReadTopology.Valid(Topology topology, List<Problem> told))) {
      return read;
    }
    List<Problem> warnings = new ArrayList<>(Placeholders.anchors(topology));
    warnings.addAll(told);
    return new ReadTopology.Valid(topology, warnings);
  }

  private ExitCode valid(Topology valid, List<Problem> warnings) {
    if (!json) {
      Surroundings to = file.surroundings();
      warnings.forEach(warning -> to.out().println(warning.text(file.name().toString())));
      to.out()
          .println(
              "%s: fleet %s, %s, %s, topology %s: valid%s"
                  .formatted(
                      file.name(),
                      valid.fleet().name(),
                      Words.count(valid.fleet().regions().size(), "region"),
                      Words.count(valid.fleet().services().size(), "service"),
                      valid.shortDigest(),
                      warnings.isEmpty()
                          ? ""
                          : ", "
                              + warnings.size()
                              + (warnings.size() == 1 ? " warning" : " warnings")));
    }
    return ExitCode.DONE;
  }

  private ExitCode invalid(List<Problem> problems) {
    if (!json) {
      long errors = problems.stream().filter(Problem::isError).count();
      file.surroundings().err().println(file.lines(problems));
      file.surroundings()
          .err()
          .println(file.name() + ": " + errors + (errors == 1 ? " problem" : " problems"));
    }
    return ExitCode.INVALID;
  }
}
