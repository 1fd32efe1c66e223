package io.fairlead.emulators.azure.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What holds for every deployment. */
final class TemplateProofs {
  /**
   * Names that Azure takes.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules">Naming
   *     rules</a>
   */
  private static final Map<String, Pattern> NAMES =
      Map.ofEntries(
          Map.entry("Microsoft.Storage/storageAccounts", Pattern.compile("[a-z0-9]{3,24}")),
          Map.entry(
              "Microsoft.Storage/storageAccounts/blobServices/containers",
              Pattern.compile("[a-z0-9]{3,24}/default/[a-z0-9](-?[a-z0-9]){2,62}")),
          Map.entry(
              "Microsoft.Web/sites", Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,58}[A-Za-z0-9]")),
          Map.entry("Microsoft.Web/serverfarms", Pattern.compile("[A-Za-z0-9-]{1,60}")),
          Map.entry("Microsoft.EventGrid/topics", Pattern.compile("[A-Za-z0-9-]{3,50}")),
          Map.entry(
              "Microsoft.OperationalInsights/workspaces",
              Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]")),
          Map.entry("Microsoft.KeyVault/vaults", Pattern.compile("[A-Za-z](-?[A-Za-z0-9]){2,23}")),
          Map.entry(
              "Microsoft.ManagedIdentity/userAssignedIdentities",
              Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{2,127}")),
          Map.entry("Microsoft.Resources/deployments", Pattern.compile("[A-Za-z0-9_.()-]{1,64}")),
          Map.entry("Microsoft.Authorization/roleAssignments", Pattern.compile("[0-9a-f-]{36}")),
          Map.entry("Microsoft.Authorization/roleDefinitions", Pattern.compile("[0-9a-f-]{36}")));

  private TemplateProofs() {}

  /** What a resource waits for is a resource or a loop of the same deployment. */
  static void needsAreMet(List<Deployed> all) {
    Set<String> there =
        Stream.concat(all.stream().map(Deployed::id), all.stream().map(Deployed::loop))
            .collect(Collectors.toSet());

    assertThat(all).allSatisfy(each -> assertThat(there).as(each.id()).containsAll(each.needs()));
    // What an extension is on is waited for.
    assertThat(all)
        .filteredOn(each -> each.scope().isPresent())
        .allSatisfy(each -> assertThat(each.needs()).contains(each.scope().orElseThrow()));
  }

  static void namesFit(List<Deployed> all) {
    assertThat(all)
        .filteredOn(each -> NAMES.containsKey(each.type()))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.name()).matches(NAMES.get(each.type())));
    assertThat(all).extracting(Deployed::id).doesNotHaveDuplicates();
  }
}
