package io.fairlead.wiring.topology;

import io.fairlead.port.FaultWords;
import io.fairlead.wiring.shape.Likely;
import io.fairlead.wiring.shape.ShapeCheck;
import io.fairlead.wiring.topology.rule.FileRules;
import io.fairlead.wiring.topology.rule.TopologyRules;
import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Problem;
import io.fairlead.wiring.yaml.Problems;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Substitution;
import io.fairlead.wiring.yaml.Tree;
import io.fairlead.wiring.yaml.YamlLimits;
import io.fairlead.wiring.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topology file and tells every problem in one go. Nothing in a file, and no file, makes it
 * throw. Relative certificate files and {@code ${file:…}} references start from the folder of the
 * topology file; the state directory starts from the working directory.
 */
public final class TopologyReader {
  private TopologyReader() {}

  /**
   * Reads a file.
   *
   * @param environment looks up {@code ${NAME}}; null = not set
   */
  public static ReadTopology read(Path file, Function<String, @Nullable String> environment) {
    if (!Files.isRegularFile(file)) {
      return refused(file + (Files.exists(file) ? " is no file" : " is not there"));
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(YamlLimits.BYTES + 1);
      Path parent = file.toAbsolutePath().getParent();
      return read(bytes, parent == null ? file : parent, environment);
    } catch (IOException e) {
      return refused(file + " cannot be read: " + FaultWords.kind(e));
    }
  }

  /**
   * Reads a topology that is already in memory.
   *
   * @param folder what relative paths in it start from
   */
  public static ReadTopology read(
      byte[] bytes, Path folder, Function<String, @Nullable String> environment) {
    Problems problems = new Problems();
    Substitution substitution = new Substitution(environment, folder, problems);
    Tree tree = YamlReader.read(bytes, substitution, problems);
    Topology topology = null;
    if (tree != null) {
      Tree meant = new Likely(problems).meant(tree, TopologyKeys.TOPOLOGY);
      new ShapeCheck(problems).check(meant, TopologyKeys.TOPOLOGY);
      Section root = Section.of(meant);
      TopologyRules.check(root, problems);
      FileRules.check(root, folder, problems);
      boolean sound = !problems.hasErrors();
      topology = sound ? new TopologyBuilder(folder, problems).build(root) : null;
    }
    return topology == null || problems.hasErrors()
        ? new ReadTopology.Invalid(problems.inOrder())
        : new ReadTopology.Valid(topology, problems.inOrder());
  }

  private static ReadTopology refused(String message) {
    Problems problems = new Problems();
    problems.add(Problem.error(Place.FILE, message).allowed("a readable topology file"));
    return new ReadTopology.Invalid(problems.inOrder());
  }
}
