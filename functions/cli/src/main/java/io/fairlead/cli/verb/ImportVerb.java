package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.Document;
import io.fairlead.wiring.region.Importer;
import io.fairlead.wiring.region.Importer.Imported;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.topology.ImportedFrom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Writes a topology from records and addresses that are there. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Write a topology from existing records and addresses; what is left out is named, never"
            + " touched.",
    footerHeading = "%nExample:%n",
    footer =
        "  fairlead import --zone Z0123456789ABCDEFGHIJ --location eu-west-1,eu-central-1 --fleet"
            + " shop")
public final class ImportVerb implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Surroundings surroundings;

  @Mixin private TopologyOption topology = new TopologyOption();

  @Option(
      names = "--zone",
      paramLabel = "ID",
      required = true,
      description = "Id of the hosted zone (required).")
  private String zone = "";

  @Option(
      names = "--location",
      paramLabel = "R",
      split = ",",
      required = true,
      description =
          "Regions of AWS whose Elastic IPs and load balancers the records lead to (required).")
  private List<String> locations = List.of();

  @Option(
      names = "--fleet",
      paramLabel = "NAME",
      defaultValue = "imported",
      description = "Name of the fleet to be (default: imported).")
  private String fleet = "imported";

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "443",
      description = "Port that clients connect to (default: 443).")
  private int port = 443;

  /** In these surroundings. */
  public ImportVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    ImportedFrom.objection(zone, locations)
        .ifPresent(
            why -> {
              throw new Stop(ExitCode.USAGE, why);
            });
    Importer importer =
        Importer.found()
            .orElseThrow(
                () ->
                    new Stop(
                        ExitCode.USAGE,
                        "this build has no adapters for a cloud: add their jars to lib."));
    Imported imported =
        importer.zone(
            new Importer.Request(fleet, zone, locations, port),
            new Opening("fairlead", surroundings.clock()),
            surroundings.clock().instant().plus(PATIENCE));
    return switch (imported) {
      case Imported.Failed(String why, List<String> left) -> {
        left.forEach(each -> topology.complaints(surroundings).warning("left alone: " + each));
        throw new Stop(ExitCode.FAILED, "nothing is imported: " + why + ".");
      }
      case Imported.Unread(String why) ->
          throw new Stop(
              ExitCode.UNREACHABLE,
              "nothing is imported: " + why + "; put that right and run it again.");
      case Imported.Done(String text, List<String> left) -> {
        NewTopology.write(topology.file, text, surroundings);
        print(left);
        yield ExitCode.DONE.code();
      }
    };
  }

  private void print(List<String> left) {
    if (topology.json()) {
      Document.About about = new Document.About(fleet, surroundings.clock().instant(), 0, null);
      ObjectNode node = Document.of("import", about).put("file", topology.file.toString());
      left.forEach(node.putArray("left")::add);
      surroundings.out().println(Document.text(node));
      return;
    }
    left.forEach(each -> surroundings.out().println("left alone: " + each));
    surroundings
        .out()
        .println(
            "Wrote "
                + topology.file
                + ", in mode observe. Check it: fairlead validate -f "
                + topology.file);
  }
}
