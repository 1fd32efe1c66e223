package io.fairlead.emulators.azure.template;

import io.fairlead.cli.verb.Init;
import io.fairlead.parts.Workspace;
import io.fairlead.wiring.stack.AzureStacks;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The starter that {@code fairlead init azure} writes, and its deployments. */
final class Starter {
  static final String SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";
  static final String FLEET = "azure-three-regions";

  private static final String KEY = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";
  private static final String BOX = "MCowBQYDK2VuAyEAhSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=";

  private Starter() {}

  /** Its text, with one text in it replaced by another. */
  static String text(String before, String after) throws IOException {
    try (InputStream in = Init.class.getResourceAsStream("starter-azure.yaml")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      if (!text.contains(before)) {
        throw new IllegalArgumentException("the starter has no " + before);
      }
      return text.replaceFirst(java.util.regex.Pattern.quote(before), after);
    }
  }

  static AzureStacks stacks() throws IOException {
    return stacks(text("", ""));
  }

  /** With its zone in Azure DNS, which has no weights. */
  static AzureStacks inAzureDns() throws IOException {
    return stacks(
        text(
                "{external: {by: the network team}}",
                "{azureDns: {subscription: " + SUBSCRIPTION + ", resourceGroup: dns}}")
            .replace("{amsterdam: 60, frankfurt: 40}", "{amsterdam: 100}")
            .replace("demand: 300", "demand: 200"));
  }

  /** With tokens in tables: the feeds are in Paris's account, and Amsterdam has none. */
  static AzureStacks withTokens() throws IOException {
    return stacks(
        text("", "")
            + """

            tokens:
              issuer: https://tokens.example.com
              store: {table: {account: fairleadfrance, table: feeds}}
              regions:
                frankfurt:
                  audience: https://frankfurt.example.com
                  table: {account: fairleadgermany, table: tokens}
                  keys: {frankfurt: "%1$s"}
                  boxes: [{key: frankfurt-box, public: "%2$s", file: frankfurt.box}]
                paris:
                  audience: https://paris.example.com
                  table: {account: fairleadfrance, table: tokens}
                  keys: {paris: "%1$s"}
                  boxes: [{key: paris-box, public: "%2$s", file: paris.box}]
            """
                .formatted(KEY, BOX));
  }

  /** Of a fleet in AWS whose zone is in Azure DNS. */
  static AzureStacks zoneOfAws() throws IOException {
    String text =
        Files.readString(Workspace.top().resolve("examples/aws-three-regions.yaml"))
            .replaceFirst(
                "\\{route53: \\{hostedZone: \\w+}}",
                "{azureDns: {subscription: " + SUBSCRIPTION + ", resourceGroup: dns}}")
            .replace("mode: ramp", "mode: manual")
            .replace("ireland: 60, frankfurt: 40", "ireland: 50, frankfurt: 50")
            .replace("capacity: 500", "capacity: 900");
    return stacks(text);
  }

  static AzureStacks stacks(String text) {
    return switch (TopologyReader.read(
        text.getBytes(StandardCharsets.UTF_8), Path.of(""), name -> null)) {
      case ReadTopology.Valid valid -> AzureStacks.of(valid.topology());
      case ReadTopology.Invalid invalid ->
          throw new IllegalArgumentException(invalid.problems().toString());
    };
  }

  /** What fleet.json becomes. */
  static List<Deployed> fleet(AzureStacks stacks) throws IOException {
    return ArmTemplate.read("fleet.json")
        .deployed(stacks.fleetParameters(), new Place(SUBSCRIPTION, "", "westeurope"));
  }

  /** What region.json becomes in a region. */
  static List<Deployed> region(AzureStacks stacks, String region) throws IOException {
    return ArmTemplate.read("region.json").deployed(stacks.parameters(region), at(stacks, region));
  }

  static Place at(AzureStacks stacks, String region) {
    return new Place(SUBSCRIPTION, stacks.name(region), stacks.location(region));
  }
}
