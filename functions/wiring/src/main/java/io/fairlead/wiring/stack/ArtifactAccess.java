package io.fairlead.wiring.stack;

import io.fairlead.wiring.stack.ArtifactContainers.Container;
import io.fairlead.wiring.stack.DeployCommands.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What regions' identities get of the containers with artifact sets: no template names them,
 * because their accounts are in resource groups that the topology does not know.
 */
record ArtifactAccess(AzureStacks stacks) {
  /** Whose, and what it is for. */
  private record Grant(String identity, AzureRole role, String purpose) {}

  /** Those of the regions in Azure, then those of all regions of AWS, which have one identity. */
  List<Command> all() {
    List<Command> commands = new ArrayList<>();
    for (String region : stacks.scopes().keySet()) {
      ArtifactContainers containers = ArtifactContainers.of(stacks.topology(), region);
      String who = "for region " + region + " to ";
      Grant read = new Grant(stacks.name(region), AzureRole.TOPOLOGY, who + "read");
      Grant write = new Grant(stacks.name(region), AzureRole.STATE, who + "read and write");
      containers.read().forEach(place -> commands.add(command(read, place)));
      containers.written().forEach(place -> commands.add(command(write, place)));
    }
    SortedSet<Container> abroad = new TreeSet<>();
    for (String region : AwsStacks.of(stacks.topology()).scopes().keySet()) {
      abroad.addAll(ArtifactContainers.ofAws(stacks.topology(), region).read());
    }
    Grant read =
        new Grant(
            stacks.identities().getFirst(),
            AzureRole.TOPOLOGY,
            "for the regions of AWS to read by the first identity here");
    abroad.forEach(place -> commands.add(command(read, place)));
    return commands;
  }

  private Command command(Grant grant, Container place) {
    String given =
        """
        az role assignment create --role "%s" --assignee-principal-type ServicePrincipal \
        --assignee-object-id "$(az identity show --resource-group %2$s --name %2$s --query principalId --output tsv)" \
        --scope "$(az storage account show --name %3$s --query id --output tsv)/blobServices/default/containers/%4$s\""""
            .formatted(
                grant.role().title(stacks.topology().fleet().name()),
                grant.identity(),
                place.account(),
                place.container());
    return new Command(
        "artifact sets in " + place.text() + ", " + grant.purpose(), List.of("sh", "-c", given));
  }
}
