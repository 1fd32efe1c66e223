package io.fairlead.emulators.azure.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpMethod;
import io.fairlead.azure.token.TableRecords;
import io.fairlead.wiring.stack.AzureRole;
import io.fairlead.wiring.stack.AzureStacks;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.FieldInstruction;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tables of tokens that region.json makes, and who may do what with them. */
class TokenTablesTest {
  private static final String ENTITIES =
      "Microsoft.Storage/storageAccounts/tableServices/tables/entities/";

  /**
   * The permission that a request needs, by its method.
   *
   * @see <a
   *     href="https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory#permissions-for-table-service-operations">Permissions
   *     for Table service operations</a>
   */
  private static final Map<String, String> NEEDED =
      Map.of(
          "GET", ENTITIES + "read",
          "POST", ENTITIES + "add/action",
          "PUT", ENTITIES + "update/action",
          "DELETE", ENTITIES + "delete");

  private static AzureStacks stacks;

  @BeforeAll
  static void read() throws IOException {
    stacks = Starter.withTokens();
  }

  @Test
  void the_role_allows_what_the_compiled_code_asks_of_tables_and_no_more() throws IOException {
    SortedSet<String> needed = new TreeSet<>();
    String methods = HttpMethod.class.getName().replace('.', '/');
    ReadVariables.ofPackage(
        TableRecords.class,
        (_, bytes) ->
            ClassFile.of().parse(bytes).methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .filter(FieldInstruction.class::isInstance)
                .map(FieldInstruction.class::cast)
                .filter(field -> field.owner().asInternalName().equals(methods))
                .forEach(
                    field ->
                        needed.add(
                            NEEDED.getOrDefault(
                                field.name().stringValue(), field.name().stringValue()))));

    assertThat(AzureRole.TOKENS.dataActions()).isEqualTo(needed);
    assertThat(AzureRole.TOKENS.actions()).isEmpty();
  }

  @Test
  void a_regions_own_table_is_its_own_functions_alone() throws IOException {
    assertThat(tables("frankfurt")).containsExactly("fairleadgermany/default/tokens");

    assertThat(grants("frankfurt"))
        .containsExactly(
            "principalId of " + stacks.identity("frankfurt") + " on fairleadgermany/tokens");
  }

  @Test
  void the_table_of_feeds_is_in_one_account_and_for_every_region_that_has_tokens()
      throws IOException {
    assertThat(tables("paris"))
        .containsExactly("fairleadfrance/default/tokens", "fairleadfrance/default/feeds");

    assertThat(grants("paris"))
        .containsExactlyInAnyOrder(
            "principalId of " + stacks.identity("paris") + " on fairleadfrance/tokens",
            "principalId of " + stacks.identity("paris") + " on fairleadfrance/feeds",
            "principalId of " + stacks.identity("frankfurt") + " on fairleadfrance/feeds");
  }

  @Test
  void a_region_without_tokens_has_neither() throws IOException {
    assertThat(tables("amsterdam")).isEmpty();
    assertThat(grants("amsterdam")).isEmpty();
  }

  @Test
  void everything_that_is_needed_before_is_there() throws IOException {
    for (String region : stacks.scopes().keySet()) {
      List<Deployed> deployed = Starter.region(stacks, region);
      TemplateProofs.needsAreMet(deployed);
      TemplateProofs.namesFit(deployed);
    }
  }

  private static List<String> tables(String region) throws IOException {
    return Starter.region(stacks, region).stream()
        .filter(each -> each.type().endsWith("/tableServices/tables") && !each.left())
        .map(Deployed::name)
        .toList();
  }

  /** Who has the role of tokens on what. */
  private static List<String> grants(String region) throws IOException {
    String role =
        Starter.fleet(stacks).stream()
            .filter(each -> each.type().equals("Microsoft.Authorization/roleDefinitions"))
            .filter(
                each ->
                    each.properties()
                        .path("roleName")
                        .asString()
                        .equals(AzureRole.TOKENS.title(Starter.FLEET)))
            .map(Deployed::id)
            .findFirst()
            .orElseThrow();
    return Starter.region(stacks, region).stream()
        .filter(each -> each.type().equals("Microsoft.Authorization/roleAssignments"))
        .filter(each -> each.properties().path("roleDefinitionId").asString().equals(role))
        .filter(each -> !each.left())
        .map(
            each ->
                each.properties().path("principalId").asString()
                    + " on "
                    + each.scope()
                        .orElseThrow()
                        .replaceFirst(".*/storageAccounts/", "")
                        .replace("/tableServices/default/tables/", "/"))
        .toList();
  }
}
