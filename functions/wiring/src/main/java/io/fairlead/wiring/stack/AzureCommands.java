package io.fairlead.wiring.stack;

import io.fairlead.fleet.Cloud;
import io.fairlead.wiring.region.Technologies;
import io.fairlead.wiring.stack.DeployCommands.Command;
import io.fairlead.wiring.topology.NoticeTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/**
 * The commands that deploy a topology's regions on Azure, in their order; repeating one changes
 * nothing that is as it should be.
 *
 * @param templates folder of fleet.json and region.json
 * @param topology the topology's file
 */
public record AzureCommands(AzureStacks stacks, String templates, String topology) {
  private static final String BUILT = "functions/azure/target/";

  /** Every command of a fleet that is in Azure alone. */
  public List<Command> all() {
    return new DeployOrder(null, this).all();
  }

  /** The regions, and the witnesses. */
  List<Command> regions() {
    return stacks.scopes().keySet().stream().map(this::region).toList();
  }

  /** What lies beside the regions' functions, who may read it, and the functions. */
  List<Command> files() {
    List<Command> commands = new ArrayList<>();
    stacks.scopes().keySet().forEach(region -> commands.add(copy(region)));
    stacks.scopes().keySet().forEach(region -> commands.addAll(keys(region)));
    commands.addAll(new ArtifactAccess(stacks).all());
    stacks
        .noticeTopics()
        .ungranted()
        .forEach(
            (topic, regions) -> regions.forEach(region -> commands.add(notices(region, topic))));
    stacks.scopes().keySet().forEach(region -> commands.add(code(region)));
    return commands;
  }

  /** What the regions share, or the identity of regions elsewhere. */
  Command fleet() {
    List<String> words =
        new ArrayList<>(
            List.of(
                "az",
                "deployment",
                "sub",
                "create",
                "--subscription",
                stacks.subscription(),
                "--name",
                "fairlead-" + stacks.topology().fleet().name(),
                "--location",
                stacks.scopes().isEmpty()
                    ? AzureStacks.ANYWHERE
                    : stacks.location(stacks.scopes().firstKey()),
                "--template-file",
                templates + "/fleet.json",
                "--parameters"));
    parameters(stacks.fleetParameters(), words);
    return new Command(
        stacks.scopes().isEmpty()
            ? "the identity and role of the regions elsewhere, once"
            : "roles, identities and resource groups on Azure, once for all",
        words);
  }

  /** Profiles of Traffic Manager, each once. */
  List<Command> profiles() {
    ProfileStacks profiles = new ProfileStacks(stacks.topology());
    return profiles.all().values().stream().map(each -> profile(profiles, each)).toList();
  }

  private Command profile(ProfileStacks profiles, ProfileStacks.Answered profile) {
    List<String> words =
        inGroup(
            profile.host().subscription(),
            profile.host().resourceGroup(),
            "fairlead-" + profile.host().profile());
    words.addAll(List.of("--query", "properties.outputs.name.value", "--output", "tsv"));
    by("profile.json", profiles.parameters(profile), words);
    return new Command(
        "profile %s of Traffic Manager, only where it is not there yet (it begins without endpoints); its answer is what %s is a CNAME for"
            .formatted(profile.host().profile(), profile.partition().dnsName()),
        words);
  }

  private Command region(String region) {
    List<String> words = inGroup(stacks.subscription(), stacks.name(region), "region");
    by("region.json", stacks.parameters(region), words);
    String purpose = "region " + region + watched(region);
    return new Command(
        overBoth()
            ? purpose
                + ": add awsRole=ARN and awsAudience=URI each time, or it loses its role in AWS"
                + " (docs/operations/two-clouds.md)"
            : purpose,
        words);
  }

  /** How a deployment into a resource group begins. */
  private static List<String> inGroup(String subscription, String group, String name) {
    return new ArrayList<>(
        List.of(
            "az",
            "deployment",
            "group",
            "create",
            "--subscription",
            subscription,
            "--resource-group",
            group,
            "--name",
            name));
  }

  private void by(String template, SequencedMap<String, JsonNode> parameters, List<String> words) {
    words.addAll(List.of("--template-file", templates + "/" + template, "--parameters"));
    parameters(parameters, words);
  }

  /** Whoever is watched from his own place falls silent with it. */
  private String watched(String region) {
    return stacks.watchLocation(region).equals(stacks.location(region))
        ? " (watched from its own place, better name another as watchLocation)"
        : "";
  }

  private static void parameters(SequencedMap<String, JsonNode> parameters, List<String> words) {
    parameters.entrySet().forEach(each -> words.add(ProfileStacks.word(each)));
  }

  private Command copy(String region) {
    return copy("the topology, for region " + region, topology, AzureStacks.BLOB, region);
  }

  private List<Command> keys(String region) {
    return stacks.tokenKeys(region).stream()
        .map(
            key ->
                copy(
                    "a key of the tokens, for region " + region + " alone",
                    key.toString(),
                    String.valueOf(key.getFileName()),
                    region))
        .toList();
  }

  private Command copy(String purpose, String file, String blob, String region) {
    return new Command(
        purpose,
        List.of(
            "az",
            "storage",
            "blob",
            "upload",
            "--auth-mode",
            "login",
            "--account-name",
            account(region),
            "--container-name",
            AzureStacks.CONFIG,
            "--name",
            blob,
            "--file",
            file,
            "--overwrite"));
  }

  /** A topic that no template makes, or that another region's does. */
  private Command notices(String region, String endpoint) {
    String given =
        """
        az role assignment create --role "%s" --assignee-principal-type ServicePrincipal \
        --assignee-object-id "$(az identity show --resource-group %2$s --name %2$s --query principalId --output tsv)" \
        --scope "$(az eventgrid topic list --query "[?endpoint=='%3$s'].id" --output tsv)\"\
        """
            .formatted(NoticeTopics.ROLE, stacks.name(region), endpoint);
    return new Command(
        "notices of region %s to %s".formatted(region, endpoint), List.of("sh", "-c", given));
  }

  private Command code(String region) {
    return new Command(
        "the functions of region " + region,
        List.of(
            "az",
            "functionapp",
            "deployment",
            "source",
            "config-zip",
            "--subscription",
            stacks.subscription(),
            "--resource-group",
            stacks.name(region),
            "--name",
            stacks.app(region),
            "--src",
            zip()));
  }

  /** The functions' zip, as a checkout builds it: they open the clouds that the topology is in. */
  public String zip() {
    return BUILT + (overBoth() ? "fairlead-azure-aws.zip" : "fairlead-azure.zip");
  }

  private boolean overBoth() {
    return Technologies.needed(stacks.topology()).contains(Cloud.AWS);
  }

  private String account(String region) {
    return Objects.requireNonNull(stacks.scopes().get(region)).storage().account();
  }
}
