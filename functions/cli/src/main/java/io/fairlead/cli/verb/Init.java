package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.Document;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Writes a starter topology that observes and touches nothing. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description =
        "Write a starter topology in mode observe, and say how to run it; for aws also its global"
            + " template, global.yaml, for azure the deploy commands.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead init local")
public final class Init implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "PLACE",
      description = "Where the regions are: ${COMPLETION-CANDIDATES}.")
  private Place place = Place.LOCAL;

  @Mixin private TopologyOption topology = new TopologyOption();

  @Option(names = "--dry-run", description = "Print the topology instead of writing it.")
  private boolean dryRun;

  /** What a starter is for. */
  enum Place {
    LOCAL,
    AWS,
    AZURE;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** In these surroundings. */
  public Init(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (dryRun) {
      show(starter());
      return ExitCode.DONE.code();
    }
    if (place == Place.AWS) {
      NewTopology.refuse(topology.file, Stacks.GLOBAL, surroundings);
    }
    NewTopology.write(topology.file, starter(), surroundings);
    Topology written = topology.in(surroundings).topology();
    if (topology.json()) {
      json(written);
    } else if (place == Place.LOCAL) {
      commands(written);
    } else {
      toBeCompleted();
    }
    return place != Place.LOCAL ? new Stacks(surroundings, topology).call() : ExitCode.DONE.code();
  }

  private void show(String text) {
    if (!topology.json()) {
      surroundings.out().print(text);
      return;
    }
    ReadTopology read =
        TopologyReader.read(
            text.getBytes(StandardCharsets.UTF_8),
            surroundings.directory(),
            surroundings.environment()::get);
    if (!(read instanceof ReadTopology.Valid(Topology shown, _))) {
      throw new IllegalStateException("the build's own starter is invalid");
    }
    surroundings.out().println(Document.text(document(shown).put("text", text)));
  }

  private void json(Topology written) {
    surroundings
        .out()
        .println(Document.text(document(written).put("file", topology.file.toString())));
  }

  private ObjectNode document(Topology of) {
    Document.About about =
        new Document.About(
            of.fleet().name(), surroundings.clock().instant(), 0, of.fleet().digest());
    return Document.of("init", about);
  }

  private void toBeCompleted() {
    surroundings
        .out()
        .println(
            "Wrote "
                + topology.file
                + ", in mode observe. Put in your own ids, addresses and names, then check it:"
                + " fairlead validate -f "
                + topology.file);
    if (place == Place.AWS) {
      surroundings
          .out()
          .println("Tag each Elastic IP, its interfaces and instances with fairlead:fleet=FLEET.");
    }
    surroundings.out().println("After every change: fairlead stacks -f " + topology.file);
  }

  private void commands(Topology written) {
    PrintWriter out = surroundings.out();
    out.println("Wrote " + topology.file + ", in mode observe: it plans and touches nothing.");
    out.println("Check it:   fairlead validate -f " + topology.file);
    out.println("Run each of these in a terminal of its own:");
    for (String region : written.edges().keySet()) {
      out.println("  fairlead edge --region " + region + " -f " + topology.file);
    }
    for (String region : written.fleet().regions().keySet()) {
      out.println("  fairlead run --region " + region + " -f " + topology.file);
    }
    out.println("Look at it: fairlead plan -f " + topology.file);
    out.println(
        "Act on it:  set 'mode: act' in the file, stop and start each 'fairlead run', which");
    out.println(
        "            read the file when it began, then fairlead activate -f " + topology.file);
  }

  private String starter() {
    String name = "starter-" + place + ".yaml";
    try (InputStream in = Init.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the build has no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
