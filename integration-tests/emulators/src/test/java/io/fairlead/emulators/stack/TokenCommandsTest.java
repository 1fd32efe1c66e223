package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.DeployCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What `stacks` prints for tokens in tables fits the templates. */
class TokenCommandsTest {
  private static final Pattern PARAMETER =
      Pattern.compile("(?m)^  ([A-Z][A-Za-z0-9]+):\\n    Type");
  private static final String KEY = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";
  private static final String BOX = "MCowBQYDK2VuAyEAhSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=";

  private static final String TOKENS =
      """

      tokens:
        issuer: https://tokens.example.com
        store: {dynamo: {table: feeds, location: eu-west-1}}
        regions:
          ireland:
            audience: https://ireland.example.com
            dynamo: {table: fairlead-aws-three-regions, location: eu-west-1}
            keys: {ireland: "%1$s"}
            boxes: [{key: ireland-box, public: "%2$s", file: keys/ireland.box}]
            sign: [{key: ireland, file: keys/ireland.pem}]
            introspection: {callers: {gateway: "0123456789abcdef"}}
          paris:
            audience: https://paris.example.com
            dynamo: {table: tokens-paris, location: eu-west-3}
            keys: {paris: "%1$s"}
            boxes: [{key: paris-box, public: "%2$s", file: paris.box}]
      """
          .formatted(KEY, BOX);

  private static List<DeployCommands.Command> commands(String text) throws IOException {
    AwsStacks stacks = Example.read(text);
    return new DeployCommands(
            stacks, "infra/aws", "global.yaml", "flags.yaml", "fairlead.yaml", "config")
        .all();
  }

  private static Map<String, String> parameters(DeployCommands.Command command) {
    Map<String, String> parameters = new TreeMap<>();
    List<String> words = command.words();
    words
        .subList(words.indexOf("--parameter-overrides") + 1, words.size())
        .forEach(
            word -> {
              String[] parts = word.split("=", 2);
              parameters.put(parts[0], parts[1]);
            });
    return parameters;
  }

  private static List<DeployCommands.Command> with(
      List<DeployCommands.Command> commands, String part) {
    return commands.stream().filter(each -> each.line().contains(part)).toList();
  }

  @Test
  void an_endpoint_is_deployed_where_callers_are_declared_with_parameters_that_its_template_has()
      throws IOException {
    List<DeployCommands.Command> all = commands(Example.text("") + TOKENS);
    DeployCommands.Command endpoint = with(all, "tokens.yaml").getFirst();

    assertThat(with(all, "tokens.yaml")).hasSize(1);
    assertThat(
            PARAMETER
                .matcher(Files.readString(Sam.template("tokens.yaml")))
                .results()
                .map((MatchResult found) -> found.group(1)))
        .containsAll(parameters(endpoint).keySet());
    assertThat(parameters(endpoint))
        .containsEntry("TokenStore", "feeds")
        .containsEntry("TokenTable", "fairlead-aws-three-regions")
        .containsEntry("BoxKeys", "arn:aws:s3:::config-eu-west-1/ireland.box");
    assertThat(with(all, "s3 cp"))
        .extracting(DeployCommands.Command::line)
        .filteredOn(line -> !line.contains("fairlead.yaml"))
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).contains("keys/ireland.box s3://config-eu-west-1/ireland.box"),
            line -> assertThat(line).contains("keys/ireland.pem s3://config-eu-west-1/ireland.pem"),
            line -> assertThat(line).contains("paris.box s3://config-eu-west-3/paris.box"));
  }

  @Test
  void a_region_knows_the_tables_and_keys_of_its_own_tokens_and_no_others() throws IOException {
    List<DeployCommands.Command> regions = with(commands(Example.text("") + TOKENS), "region.yaml");

    assertThat(regions)
        .extracting(TokenCommandsTest::parameters)
        .extracting(each -> each.get("TokenTable") + " " + each.get("TokenKeys"))
        .containsExactlyInAnyOrder(
            "\"\" \"\"",
            "fairlead-aws-three-regions arn:aws:s3:::config-eu-west-1/ireland.box,"
                + "arn:aws:s3:::config-eu-west-1/ireland.pem",
            "tokens-paris arn:aws:s3:::config-eu-west-3/paris.box");
  }
}
