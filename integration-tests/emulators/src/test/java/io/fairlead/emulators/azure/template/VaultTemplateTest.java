package io.fairlead.emulators.azure.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.azure.key.VaultSigner;
import io.fairlead.parts.Workspace;
import io.fairlead.wiring.stack.AzureRole;
import io.fairlead.wiring.stack.AzureStacks;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The template of the key that signs artifact sets, and who may use such a key. */
class VaultTemplateTest {
  private static final String KEYS = "Microsoft.KeyVault/vaults/keys/";
  private static final String ASSIGNMENT = "Microsoft.Authorization/roleAssignments";

  /** What a vault is asked, as in {@code /sign?api-version=7.4} behind the key. */
  private static final Pattern OPERATION = Pattern.compile("/([a-z]+)\\?api-version=.*");

  @Test
  void the_role_allows_what_the_compiled_code_asks_of_a_vault_and_to_read_the_public_key()
      throws IOException {
    SortedSet<String> needed = new TreeSet<>(List.of(KEYS + "read"));
    ReadVariables.ofPackage(
        VaultSigner.class,
        (_, bytes) ->
            ClassFile.of()
                .parse(bytes)
                .constantPool()
                .forEach(
                    entry -> {
                      if (entry instanceof StringEntry text) {
                        Matcher operation = OPERATION.matcher(text.stringValue());
                        if (operation.matches()) {
                          needed.add(KEYS + operation.group(1) + "/action");
                        }
                      }
                    }));

    assertThat(needed).hasSize(2);
    assertThat(AzureRole.SIGNING.dataActions()).isEqualTo(needed);
    assertThat(AzureRole.SIGNING.actions()).isEmpty();
    assertThat(Files.readString(Workspace.top().resolve("docs/replication.md")))
        .as("who reads the public key")
        .contains("az keyvault key download");
  }

  @Test
  void who_publishes_has_the_role_on_this_key_and_on_nothing_else() throws IOException {
    List<Deployed> all =
        deployed("fleet=\"%s\"".formatted(Starter.FLEET), "publishers=[\"a\",\"b\"]");
    Deployed key = only(all, "Microsoft.KeyVault/vaults/keys");

    assertThat(all)
        .filteredOn(each -> each.type().equals(ASSIGNMENT))
        .hasSize(2)
        .allSatisfy(
            each -> {
              assertThat(each.scope()).hasValue(key.id());
              assertThat(each.properties().path("roleDefinitionId").asString()).isEqualTo(role());
              assertThat(each.properties().path("principalType").asString())
                  .isEqualTo("ServicePrincipal");
            })
        .extracting(each -> each.properties().path("principalId").asString())
        .containsExactly("a", "b");
    assertThat(key.id()).endsWith("/vaults/shop-signing/keys/artifact-sets");
    TemplateProofs.needsAreMet(all);
    TemplateProofs.namesFit(all);
  }

  @Test
  void the_key_signs_with_p256_and_a_deleted_vault_can_be_had_back() throws IOException {
    List<Deployed> all = deployed("fleet=\"shop\"");
    JsonNode key = only(all, "Microsoft.KeyVault/vaults/keys").properties();
    JsonNode vault = only(all, "Microsoft.KeyVault/vaults").properties();

    assertThat(key.path("kty").asString() + " " + key.path("curveName").asString())
        .isEqualTo("EC P-256");
    assertThat(key.path("keyOps").toString()).isEqualTo("[\"sign\",\"verify\"]");
    assertThat(key.at("/attributes/exportable").asBoolean(true)).isFalse();
    assertThat(vault.path("enableRbacAuthorization").asBoolean()).isTrue();
    assertThat(vault.path("enablePurgeProtection").asBoolean()).isTrue();
    assertThat(all).noneMatch(each -> each.type().equals(ASSIGNMENT));
  }

  @Test
  void its_answer_is_the_version_that_the_topology_names() throws IOException {
    JsonNode outputs = template().outputs(given("fleet=\"shop\""), place());

    assertThat(outputs.at("/key/value").asString())
        .startsWith("keyUriWithVersion of ")
        .endsWith("/vaults/shop-signing/keys/artifact-sets");
  }

  @Test
  void a_fleet_with_nothing_else_on_azure_names_another_role() throws IOException {
    String builtIn = "12338af0-0e69-4776-bea7-57ae8d297424";

    assertThat(deployed("fleet=\"shop\"", "publishers=[\"a\"]", "role=\"" + builtIn + "\""))
        .filteredOn(each -> each.type().equals(ASSIGNMENT))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.properties().path("roleDefinitionId").asString())
                    .endsWith("/roleDefinitions/" + builtIn));
    assertThatThrownBy(
            () -> deployed("fleet=\"shop\"", "publishers=[\"a\"]", "publisherKind=\"Robot\""))
        .hasMessage("parameter publisherKind does not take \"Robot\"");
  }

  @Test
  void no_function_may_sign() throws IOException {
    AzureStacks stacks = Starter.withTokens();

    assertThat(Starter.fleet(stacks))
        .filteredOn(each -> each.type().equals(ASSIGNMENT))
        .isNotEmpty();
    assertThat(Starter.fleet(stacks)).noneMatch(VaultTemplateTest::letsSign);
    for (String region : stacks.scopes().keySet()) {
      assertThat(Starter.region(stacks, region)).noneMatch(VaultTemplateTest::letsSign);
    }
  }

  private static boolean letsSign(Deployed each) {
    return each.type().equals(ASSIGNMENT)
        && each.properties().path("roleDefinitionId").asString().equals(role());
  }

  private static String role() {
    try {
      return Starter.fleet(Starter.stacks()).stream()
          .filter(each -> each.type().equals("Microsoft.Authorization/roleDefinitions"))
          .filter(
              each ->
                  each.properties()
                      .path("roleName")
                      .asString()
                      .equals(AzureRole.SIGNING.title(Starter.FLEET)))
          .map(Deployed::id)
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Deployed only(List<Deployed> all, String type) {
    List<Deployed> found = all.stream().filter(each -> each.type().equals(type)).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static List<Deployed> deployed(String... parameters) throws IOException {
    return template().deployed(given(parameters), place());
  }

  /** In a vault of its own. */
  private static SequencedMap<String, JsonNode> given(String... parameters) {
    SequencedMap<String, JsonNode> given = new LinkedHashMap<>();
    given.put("vault", JsonMapper.shared().readTree("\"shop-signing\""));
    for (String each : parameters) {
      int at = each.indexOf('=');
      given.put(each.substring(0, at), JsonMapper.shared().readTree(each.substring(at + 1)));
    }
    return given;
  }

  private static ArmTemplate template() throws IOException {
    return ArmTemplate.read("signing.json");
  }

  private static Place place() {
    return new Place(Starter.SUBSCRIPTION, "shop-signing", "westeurope");
  }
}
