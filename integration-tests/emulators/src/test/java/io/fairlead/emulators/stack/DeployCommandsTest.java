package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.DeployCommands;
import io.fairlead.wiring.topology.rule.AwsNames;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every command that `fairlead stacks` prints fits the template that it deploys. */
class DeployCommandsTest {
  private static final Pattern PARAMETER = Pattern.compile("(?m)^  ([A-Z][A-Za-z0-9]+):");

  @Test
  void each_region_is_deployed_with_parameters_that_its_template_has() throws IOException {
    List<DeployCommands.Command> regions = commands("sam");

    assertThat(regions).hasSize(3);
    for (DeployCommands.Command each : regions) {
      assertFits(each, "region.yaml");
      assertThat(each.words()).contains("CAPABILITY_IAM", "--resolve-s3");
      assertThat(parameters(each)).containsEntry("Fleet", "aws-three-regions");
      // An update keeps what is left out: private would stay private, a witness a witness.
      assertThat(parameters(each)).containsEntry("FlagAccess", "public");
      assertThat(parameters(each)).containsEntry("Serving", "true");
      assertThat(parameters(each).get("FlagStore")).endsWith(option(each, "--region"));
      assertThat(parameters(each).get("ConfigBucket")).endsWith(option(each, "--region"));
    }
  }

  @Test
  void the_registers_table_is_made_where_its_first_replica_is() throws IOException {
    DeployCommands.Command register =
        all().stream()
            .filter(each -> each.line().contains("register.yaml"))
            .findFirst()
            .orElseThrow();

    assertFits(register, "register.yaml");
    assertThat(parameters(register))
        .containsEntry("Table", "fairlead-aws-three-regions-register")
        .containsEntry("First", option(register, "--region"));
  }

  @Test
  void a_register_in_two_regions_has_a_witness_in_the_third() throws IOException {
    DeployCommands two =
        new DeployCommands(
            Example.stacks(
                "register: global-table,", "register: global-table, cells: [ireland, paris],"),
            "infra/aws",
            "global.yaml",
            "flags.yaml",
            "fairlead.yaml",
            "config");

    assertThat(parameters(two.all().getFirst()))
        .containsEntry("First", "eu-west-1")
        .containsEntry("Second", "eu-west-3")
        .containsEntry("Witness", "eu-central-1")
        .doesNotContainKey("Third");
    Map<String, String> frankfurt = parameters(two.all().get(1));
    // Its functions ask the replicas of the others.
    assertThat(frankfurt)
        .containsEntry("Region", "frankfurt")
        .containsEntry("RegisterTable", "fairlead-aws-three-regions-register");
  }

  @Test
  void the_topology_goes_to_each_regions_bucket_and_the_global_stack_comes_after()
      throws IOException {
    List<String> lines = all().stream().map(DeployCommands.Command::line).toList();

    assertThat(lines)
        .filteredOn(line -> line.startsWith("aws s3 cp fairlead.yaml s3://config-"))
        .hasSize(3);
    assertThat(lines.indexOf(line(lines, "global.yaml")))
        .isGreaterThan(lines.indexOf(line(lines, "Region=paris")));
    assertThat(lines.getLast()).contains("OutputKey=='\\''Checks'\\''");
  }

  @Test
  void flags_as_alarms_are_deployed_where_stores_are_private_before_the_global_stack()
      throws IOException {
    DeployCommands commands =
        new DeployCommands(
            Example.allPrivate(""),
            "infra/aws",
            "global.yaml",
            "flags.yaml",
            "fairlead.yaml",
            "config");
    List<String> lines = commands.all().stream().map(DeployCommands.Command::line).toList();

    assertThat(lines).filteredOn(line -> line.contains("--template-file flags.yaml")).hasSize(3);
    assertThat(lines.indexOf(line(lines, "global.yaml")))
        .isGreaterThan(lines.indexOf(line(lines, "flags.yaml")));
    assertThat(all()).noneMatch(each -> each.line().contains("flags.yaml"));
  }

  @Test
  void what_the_templates_do_not_make_is_an_objection() throws IOException {
    assertThat(Example.stacks().objection()).isEmpty();
    assertThat(
            Example.stacks(
                    "      table: fairlead-aws-three-regions     # its observation entry and slot",
                    "      table: mine")
                .objection())
        .hasValueSatisfying(why -> assertThat(why).contains("ireland", "'mine'"));
  }

  @Test
  void a_register_in_two_regions_has_its_witness_in_their_set_of_regions() throws IOException {
    AwsStacks two =
        Example.read(
            Example.text("")
                .replace(
                    "register: global-table,", "register: global-table, cells: [ireland, paris],")
                .replace("location: eu-central-1", "location: us-east-1"));

    assertThat(two.registerParameters()).containsEntry("Witness", "eu-central-1");
  }

  @Test
  void functions_in_a_network_are_deployed_with_its_subnets() throws IOException {
    String text =
        Example.text("")
            .replaceFirst(
                "    aws:\n",
                "    aws:\n      functions: {subnets: [subnet-0a1b2c3d, subnet-0a1b2c3e],"
                    + " securityGroups: [sg-0a1b2c3d]}\n");
    List<DeployCommands.Command> regions = commands(Example.read(text), "sam");

    assertFits(regions.get(1), "region.yaml");
    assertThat(parameters(regions.get(1)))
        .containsEntry("Region", "ireland")
        .containsEntry("Subnets", "subnet-0a1b2c3d,subnet-0a1b2c3e")
        .containsEntry("SecurityGroups", "sg-0a1b2c3d")
        .containsEntry("Ipv6", "true");
    assertThat(parameters(regions.getFirst()))
        .containsEntry("Subnets", "")
        .containsEntry("SecurityGroups", "")
        .containsEntry("Ipv6", "false");
  }

  /** An update keeps what is left out, so what was taken out of the topology is said as empty. */
  @Test
  void what_the_topology_does_not_have_is_emptied_by_the_printed_command() throws IOException {
    String text =
        Example.text("")
            .replaceFirst("\\{route53: .*", "{external: {by: us}}")
            .replaceFirst("    failback: .*\n", "")
            .replaceFirst(
                "state: .*\n", "state: {register: quorum, cells: [ireland, frankfurt, paris]}\n")
            .replaceFirst("(?s)notify:.*", "")
            .replace(
                "  paris:\n    cloud",
                "  far:\n    cloud: aws\n    location: us-east-1\n    jurisdiction: EU\n    witness: true\n"
                    + "    aws: {table: fairlead-aws-three-regions}\n  paris:\n    cloud");
    DeployCommands.Command far = commands(Example.read(text), "sam").getFirst();

    assertFits(far, "region.yaml");
    assertThat(parameters(far))
        .containsEntry("Region", "far")
        .containsEntry("FlagStore", "")
        .containsEntry("RegisterTable", "")
        .containsEntry("HostedZones", "")
        .containsEntry("RecordNames", "")
        .containsEntry("NoticeTopics", "");
    // SAM refuses NAME= and strips quotes of its own, so that the shell must leave it these.
    assertThat(far.line()).contains(" 'FlagStore=\"\"' ");
  }

  @Test
  void each_region_may_publish_to_the_topics_that_the_topology_has_for_it() throws IOException {
    String example = "arn:aws:sns:eu-west-1:111122223333:notices";
    AwsStacks one =
        Example.read(
            Example.text("")
                .replaceFirst("(?s)notify:.*", "notify: [{sns: \"" + example + "\"}]\n"));

    assertThat(commands(one, "sam"))
        .hasSize(3)
        .allSatisfy(each -> assertThat(parameters(each)).containsEntry("NoticeTopics", example));
    assertThat(parameters(commands("sam").getFirst()))
        .containsEntry(
            "NoticeTopics",
            "arn:aws:sns:eu-central-1:111122223333:fairlead-aws-three-regions-notices");
  }

  @Test
  void nodes_that_the_functions_would_not_reach_are_an_objection() throws IOException {
    String inside =
        Example.text("")
            .replace("host: 198.51.100.31", "host: 10.3.1.11")
            .replaceFirst("minimumValidity: 3d}\n", "minimumValidity: 3d}\n    private: true\n");

    assertThat(Example.read(inside).objection())
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .contains(
                        "node gw-1 of region paris at 10.3.1.11", "regions.paris.aws.functions"));
  }

  @Test
  void names_that_the_templates_refuse_are_an_objection() throws IOException {
    Matcher pattern =
        Pattern.compile("AllowedPattern: \"(.*)\"")
            .matcher(Files.readString(Sam.template("region.yaml")));

    assertThat(pattern.results().map(each -> each.group(1)))
        .hasSize(2)
        .containsOnly(AwsNames.PATTERN.pattern());
    assertThat(Example.stacks("paris", "p" + "a".repeat(40)).objection())
        .hasValueSatisfying(why -> assertThat(why).contains("refuse the name 'paaa"));
  }

  @Test
  void a_config_buckets_name_that_s3_would_refuse_is_an_objection() throws IOException {
    assertThat(withPrefix("c".repeat(50)).objection()).isEmpty();
    assertThat(withPrefix("c".repeat(51)).objection())
        .hasValueSatisfying(why -> assertThat(why).contains("64 characters", "--config"));
  }

  private static DeployCommands withPrefix(String prefix) throws IOException {
    return new DeployCommands(
        Example.stacks(), "infra/aws", "global.yaml", "flags.yaml", "fairlead.yaml", prefix);
  }

  private static String line(List<String> lines, String part) {
    return lines.stream().filter(line -> line.contains(part)).findFirst().orElseThrow();
  }

  /** Every parameter given is the template's, and every one without a default is given. */
  private static void assertFits(DeployCommands.Command command, String template)
      throws IOException {
    String text = Files.readString(Sam.template(template));
    String declared = text.substring(text.indexOf("\nParameters:"), text.indexOf("\nConditions:"));
    Set<String> all = new TreeSet<>();
    Set<String> needed = new TreeSet<>();
    Matcher names = PARAMETER.matcher(declared);
    while (names.find()) {
      all.add(names.group(1));
      String rest = declared.substring(names.end());
      Matcher next = PARAMETER.matcher(rest);
      String own = next.find() ? rest.substring(0, next.start()) : rest;
      if (!own.contains("Default:")) {
        needed.add(names.group(1));
      }
    }
    assertThat(needed).isNotEmpty();
    assertThat(all).containsAll(parameters(command).keySet());
    assertThat(parameters(command).keySet()).containsAll(needed);
  }

  private static List<DeployCommands.Command> commands(String program) throws IOException {
    return commands(Example.stacks(), program);
  }

  private static List<DeployCommands.Command> commands(AwsStacks stacks, String program) {
    return new DeployCommands(
            stacks, "infra/aws", "global.yaml", "flags.yaml", "fairlead.yaml", "config")
        .all().stream().filter(each -> each.words().getFirst().equals(program)).toList();
  }

  private static List<DeployCommands.Command> all() throws IOException {
    return new DeployCommands(
            Example.stacks(), "infra/aws", "global.yaml", "flags.yaml", "fairlead.yaml", "config")
        .all();
  }

  private static String option(DeployCommands.Command command, String name) {
    return command.words().get(command.words().indexOf(name) + 1);
  }

  private static Map<String, String> parameters(DeployCommands.Command command) {
    Map<String, String> parameters = new TreeMap<>();
    List<String> words = command.words();
    for (String word : words.subList(words.indexOf("--parameter-overrides") + 1, words.size())) {
      int at = word.indexOf('=');
      String value = word.substring(at + 1);
      parameters.put(word.substring(0, at), value.equals("\"\"") ? "" : value);
    }
    return parameters;
  }
}
