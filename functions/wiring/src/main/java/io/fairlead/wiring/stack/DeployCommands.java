package io.fairlead.wiring.stack;

import io.fairlead.fleet.Cloud;
import io.fairlead.wiring.region.Technologies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands that deploy a topology, in their order; repeating one changes nothing that is as it
 * should be.
 *
 * @param templates folder of region.yaml and register.yaml
 * @param region file of a region's template
 * @param global file that the global template was written to
 * @param alarms file that the template of flags as alarms was written to, where there are any
 * @param topology the topology's file
 * @param configPrefix start of the names of the buckets that get the topology
 */
public record DeployCommands(
    AwsStacks stacks,
    String templates,
    String region,
    String global,
    String alarms,
    String topology,
    String configPrefix) {
  private static final int LONGEST_BUCKET = 63;

  /** How SAM takes an empty value: it refuses {@code NAME=} and strips quotes of its own. */
  private static final String EMPTY = "\"\"";

  /** With the region's template as it lies in its folder. */
  public DeployCommands(
      AwsStacks stacks,
      String templates,
      String global,
      String alarms,
      String topology,
      String configPrefix) {
    this(stacks, templates, templates + "/region.yaml", global, alarms, topology, configPrefix);
  }

  /** These with a region's template in another file. */
  public DeployCommands withRegion(String file) {
    return new DeployCommands(stacks, templates, file, global, alarms, topology, configPrefix);
  }

  /** File of the endpoints' template: beside the region's where that is not in its folder. */
  public String tokens() {
    if (region.equals(templates + "/region.yaml")) {
      return templates + "/tokens.yaml";
    }
    int name = region.lastIndexOf('/') + 1;
    return region.substring(0, name) + "tokens-" + region.substring(name);
  }

  /** Words of a command, and what it is for. */
  public record Command(String purpose, List<String> words) {
    public Command {
      words = List.copyOf(words);
    }

    /** One line for a shell. */
    public String line() {
      return String.join(" ", words.stream().map(Command::quoted).toList());
    }

    private static String quoted(String word) {
      return word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
  }

  /** Every command of a fleet that is in AWS alone. */
  public List<Command> all() {
    return new DeployOrder(this, null).all();
  }

  /** The register's table and the regions. */
  List<Command> regions() {
    List<Command> commands = new ArrayList<>();
    Map<String, String> register = stacks.registerParameters();
    if (!register.isEmpty()) {
      commands.add(register(register));
    }
    stacks.scopes().keySet().forEach(name -> commands.add(region(name)));
    return commands;
  }

  /** The role of regions in Azure; empty where there are none. */
  List<Command> role() {
    Map<String, String> abroad = new AbroadRole(stacks).parameters();
    return abroad.isEmpty() ? List.of() : List.of(abroad(abroad));
  }

  /** What lies beside the regions' functions. */
  List<Command> files() {
    List<Command> commands = new ArrayList<>();
    stacks.scopes().keySet().forEach(region -> commands.add(copy(region)));
    stacks.scopes().keySet().forEach(region -> commands.addAll(tokens(region)));
    return commands;
  }

  /** What looks at all regions. */
  List<Command> watching() {
    List<Command> commands = new ArrayList<>();
    FlagAlarms.stores(stacks).forEach((region, at) -> commands.add(flags(region, at)));
    boolean checks = stacks.checksFlags();
    if (checks || !stacks.scopes().isEmpty()) {
      commands.add(checks());
    }
    if (!stacks.hostedZones().isEmpty()) {
      commands.add(ids());
    }
    return commands;
  }

  /** Why a bucket for the topology cannot be made, one sentence; empty where each can. */
  public Optional<String> objection() {
    return tooLong().or(this::flagsInside);
  }

  /** A bucket of public flags would make the topology public, or the two stacks clash. */
  private Optional<String> flagsInside() {
    List<String> config = stacks.scopes().keySet().stream().map(this::configBucket).toList();
    return stacks.stores().entrySet().stream()
        .filter(store -> config.contains(store.getValue()))
        .findFirst()
        .map(
            store ->
                "the flags of region %s are in '%s', which is the name of a bucket for the topology: give 'regions.%s.aws.flags.bucket' another name, or another start of those with --config."
                    .formatted(store.getKey(), store.getValue(), store.getKey()));
  }

  private Optional<String> tooLong() {
    return stacks.scopes().keySet().stream()
        .map(this::configBucket)
        .filter(bucket -> bucket.length() > LONGEST_BUCKET)
        .findFirst()
        .map(
            bucket ->
                "the config bucket's name '%s' has %d characters and S3 takes %d: give a shorter start of it with --config."
                    .formatted(bucket, bucket.length(), LONGEST_BUCKET));
  }

  /** Name of a region's bucket for the topology. */
  public String configBucket(String region) {
    return configPrefix + "-" + stacks.location(region);
  }

  /** Where the role for regions in Azure is made; a role is known in every location. */
  private String anywhere() {
    return stacks.scopes().isEmpty()
        ? GlobalTemplate.LOCATION
        : stacks.location(stacks.scopes().firstKey());
  }

  private Command abroad(Map<String, String> parameters) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "aws",
                "cloudformation",
                "deploy",
                "--template-file",
                templates + "/abroad.yaml",
                "--stack-name",
                stacks.table() + "-abroad",
                "--region",
                anywhere(),
                "--capabilities",
                "CAPABILITY_NAMED_IAM",
                "--parameter-overrides"));
    parameters.forEach((name, value) -> words.add(name + "=" + value));
    return new Command(
        "the role of the regions in Azure, once: add Tenant=ID, Audience=URI and Principals=ID,ID"
            + " (docs/operations/two-clouds.md)",
        words);
  }

  private Command register(Map<String, String> parameters) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "aws",
                "cloudformation",
                "deploy",
                "--template-file",
                templates + "/register.yaml",
                "--stack-name",
                "fairlead-" + fleet() + "-register",
                "--region",
                parameters.getOrDefault("First", ""),
                "--parameter-overrides"));
    parameters.forEach((name, value) -> words.add(name + "=" + value));
    return new Command("the register's table, once for all regions", words);
  }

  private Command region(String name) {
    return sam(
        "region " + name + abroad(),
        new Stack(region, stacks.regionStack(), name),
        stacks.parameters(name, configBucket(name)));
  }

  private String abroad() {
    return Technologies.needed(stacks.topology()).contains(Cloud.AZURE)
        ? ": add AzureTenant=ID and AzureClient=ID once (docs/operations/two-clouds.md)"
        : "";
  }

  /** File of a template of functions, what its stack is called, and the region that gets it. */
  private record Stack(String file, String called, String at) {}

  private Command sam(String purpose, Stack stack, Map<String, String> parameters) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "sam",
                "deploy",
                "--template-file",
                stack.file(),
                "--stack-name",
                stack.called(),
                "--region",
                stacks.location(stack.at()),
                "--resolve-s3",
                "--capabilities",
                "CAPABILITY_IAM",
                "--no-fail-on-empty-changeset",
                "--parameter-overrides"));
    parameters.forEach((name, value) -> words.add(name + "=" + (value.isEmpty() ? EMPTY : value)));
    return new Command(purpose, words);
  }

  private Command copy(String region) {
    return copy("the topology, for region " + region, topology, "fairlead.yaml", region);
  }

  private Command copy(String purpose, String file, String key, String region) {
    return new Command(
        purpose,
        List.of(
            "aws",
            "s3",
            "cp",
            file,
            "s3://" + configBucket(region) + "/" + key,
            "--region",
            stacks.location(region)));
  }

  /** The key files of a region's tokens, and its introspection endpoint. */
  private List<Command> tokens(String region) {
    List<Command> commands = new ArrayList<>();
    for (Path key : stacks.tokenKeys(region)) {
      commands.add(
          copy(
              "a key of the tokens, for region " + region + " alone",
              key.toString(),
              String.valueOf(key.getFileName()),
              region));
    }
    Map<String, String> parameters = stacks.tokenParameters(region, configBucket(region));
    if (!parameters.isEmpty()) {
      commands.add(
          sam(
              "the introspection endpoint of region " + region + abroad(),
              new Stack(tokens(), stacks.table() + "-tokens", region),
              parameters));
    }
    return commands;
  }

  private Command flags(String region, String location) {
    return new Command(
        "flags as alarms, in region " + region,
        List.of(
            "aws",
            "cloudformation",
            "deploy",
            "--template-file",
            alarms,
            "--stack-name",
            "fairlead-" + fleet() + "-flags",
            "--region",
            location));
  }

  private Command checks() {
    return new Command(
        "the checks, after the regions",
        List.of(
            "aws",
            "cloudformation",
            "deploy",
            "--template-file",
            global,
            "--stack-name",
            stacks.globalStack(),
            "--region",
            GlobalTemplate.LOCATION));
  }

  private Command ids() {
    return new Command(
        "the ids of the checks: put them into 'zones.NAME.route53.checks' and copy the topology"
            + " again",
        List.of(
            "aws",
            "cloudformation",
            "describe-stacks",
            "--stack-name",
            stacks.globalStack(),
            "--region",
            GlobalTemplate.LOCATION,
            "--query",
            "Stacks[0].Outputs[?OutputKey=='Checks'].OutputValue",
            "--output",
            "text"));
  }

  private String fleet() {
    return stacks.topology().fleet().name();
  }
}
