package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every command of the Azure CLI that a page or {@code stacks} says is one that it has, with
 * options that it takes and parameters that the templates have.
 */
class AzCommandsTest {
  /** Artifact sets that a key of a vault signs. */
  private static final String SETS =
      """

      replication:
        keys: {k: MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE3agVuJMCKtm1Qjvka+S3PpvKGPvJg5F245CuAnKUxPiW295NUoxGGN8UGox9kBbKjohMSMtHR/eQpB4PsWETiA==}
        sets:
          gateway:
            master: paris
            sign: [{key: k, keyVault: "https://shop-signing.vault.azure.net/keys/sets/0123456789abcdef0123456789abcdef"}]
            store: {blob: {account: shopartifacts, container: gateway}}
            regions:
              frankfurt: {into: {blob: {account: shopcopies, container: gateway}}}
      """;

  /** A name in a profile of Traffic Manager. */
  private static final String PROFILE =
      "  south.orders.example.com: {trafficManager: {subscription:"
          + " 00000000-0000-4000-8000-000000000001, resourceGroup: dns, profile: south,"
          + " path: /fairlead/flag}}\n";

  private static AzTable table;

  @TempDir private Path folder;

  @BeforeAll
  static void readTable() throws IOException {
    table = AzTable.read();
  }

  @Test
  void every_command_on_a_page_has_options_that_it_takes() throws IOException {
    List<List<String>> calls = new ArrayList<>();
    List<String> mistakes = new ArrayList<>();
    for (Path page : PageCode.pages()) {
      for (String code : PageCode.of(Files.readString(page))) {
        for (List<String> call : ShellLine.calls("az", code)) {
          calls.add(call);
          mistakes(call).stream()
              .map(why -> page + ": " + code + ": " + why)
              .forEach(mistakes::add);
        }
      }
    }

    assertThat(calls)
        .hasSizeGreaterThan(16)
        .anyMatch(each -> each.contains("federated-credential"));
    assertThat(mistakes).isEmpty();
  }

  @Test
  void every_command_that_stacks_prints_has_options_that_it_takes() throws IOException {
    Path starter = folder.resolve("fairlead.yaml");
    assertThat(CommandLineRun.in(folder, "init", "azure").code()).isEqualTo(ExitCode.DONE);
    TokensOnAzure.into(
        starter,
        "account: fairleadfrance, table: feeds",
        new TreeMap<>(Map.of("paris", "account: fairleadfrance, table: own")));
    Files.writeString(
        starter,
        Files.readString(starter)
                .replace("three-regions-paris.francec", "topic.francec")
                .replace("zones:\n", "zones:\n" + PROFILE)
                .replace("south: {name: ", "south: {zone: south.orders.example.com, name: ")
            + SETS);
    assertThat(printed())
        .hasSizeGreaterThan(20)
        .anyMatch(call -> call.contains("path=/fairlead/flag"))
        .anyMatch(call -> call.contains("EventGrid Data Sender"))
        .anyMatch(call -> call.subList(0, 2).equals(List.of("keyvault", "show")));

    Files.copy(
        CommandReferenceTest.root().resolve("examples/aws-azure.yaml"),
        starter,
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(printed()).hasSizeGreaterThan(7);
  }

  private List<List<String>> printed() throws IOException {
    CommandLineRun run = CommandLineRun.in(folder, "stacks");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    List<List<String>> calls =
        run.out().lines().flatMap(line -> ShellLine.calls("az", line).stream()).toList();
    List<String> mistakes = new ArrayList<>();
    for (List<String> call : calls) {
      mistakes(call).stream().map(why -> call + ": " + why).forEach(mistakes::add);
    }
    assertThat(mistakes).isEmpty();
    return calls;
  }

  @Test
  void commands_that_azure_does_not_have_are_found() throws IOException {
    assertThat(
            said(
                """
                `az keyvault key fetch`, `az network dns record-set b …`,
                `az group create --name G`, and
                ```
                az storage blob upload --account A --auth-mode password --overwrite --name N
                az identity show --name N --query && base64 key
                az role assignment create --role R --assignee "$(az ad sp show --app A)" --scope S
                sh -c 'az functionapp function keys list --name A --function-name F'
                az deployment group create -g G --template-file infra/azure/region.json --parameters fleat=F
                az storage account show --ids ID --query id   # --no option
                ```
                """))
        .containsExactlyInAnyOrder(
            "no such command, or none of the groups in integration-tests/azure-cli/table",
            "no command begins so",
            "--location is missing",
            "no option --account",
            "--auth-mode takes key, login",
            "--query has no value",
            "--resource-group is missing",
            "no option --app",
            "--id is missing",
            "--resource-group is missing",
            "region.json has no parameter fleat",
            "parameters fleet, region, account, stateContainer, flagContainer, identities, app,"
                + " topic, watchLocation of region.json are missing");
  }

  private static List<String> said(String page) throws IOException {
    List<String> said = new ArrayList<>();
    for (String code : PageCode.of(page)) {
      for (List<String> call : ShellLine.calls("az", code)) {
        said.addAll(mistakes(call));
      }
    }
    return said;
  }

  private static List<String> mistakes(List<String> call) throws IOException {
    List<String> mistakes = new ArrayList<>(table.mistakes(call));
    int template = call.indexOf("--template-file");
    if (template > 0) {
      mistakes.addAll(parameters(call, Path.of(call.get(template + 1))));
    }
    return mistakes;
  }

  /** What a deployment gives its template, and what that must be given. */
  private static List<String> parameters(List<String> call, Path file) throws IOException {
    JsonNode template =
        JsonMapper.shared()
            .readTree(Files.readAllBytes(CommandReferenceTest.root().resolve(file)))
            .path("parameters");
    TreeSet<String> given = new TreeSet<>();
    call.subList(call.indexOf("--parameters") + 1, call.size()).stream()
        .takeWhile(word -> !word.startsWith("-"))
        .forEach(word -> given.add(word.replaceFirst("=.*", "")));
    List<String> mistakes = new ArrayList<>();
    given.stream()
        .filter(each -> !template.has(each))
        .forEach(each -> mistakes.add(file.getFileName() + " has no parameter " + each));
    List<String> missing =
        template.properties().stream()
            .filter(each -> !each.getValue().has("defaultValue"))
            .map(Map.Entry::getKey)
            .filter(each -> !given.contains(each))
            .toList();
    if (!missing.isEmpty()) {
      mistakes.add(
          "parameters %s of %s are missing"
              .formatted(String.join(", ", missing), file.getFileName()));
    }
    return mistakes;
  }
}
