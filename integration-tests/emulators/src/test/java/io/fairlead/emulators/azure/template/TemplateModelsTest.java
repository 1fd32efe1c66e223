package io.fairlead.emulators.azure.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The templates against the vendor's own models of each resource's API version. */
@NeedsParts(Part.AZURE_MODELS)
class TemplateModelsTest {
  @TempDir private Path folder;

  @Test
  void every_property_is_one_of_the_model_and_every_value_of_its_kind() throws IOException {
    List<String> said =
        AzureModels.said(
            ArmTemplate.file("fleet.json"),
            ArmTemplate.file("region.json"),
            ArmTemplate.file("signing.json"),
            ArmTemplate.file("profile.json"));

    assertThat(Integer.parseInt(said.getFirst())).isGreaterThan(30);
    assertThat(said.subList(1, said.size())).isEmpty();
  }

  @Test
  void mistakes_are_found_by_name() throws IOException {
    assertThat(broken("\"java\", \"version\"", "\"jvm\", \"version\""))
        .containsExactly(
            "Microsoft.Web/sites.properties.functionAppConfig.runtime.name is 'jvm', not one of"
                + " dotnet-isolated, node, java, powershell, python, custom");
    assertThat(broken("\"windowSize\"", "\"window\""))
        .containsExactly(
            "Microsoft.Insights/scheduledQueryRules.properties.window is no property of"
                + " ScheduledQueryRuleResource");
    assertThat(broken("\"instanceMemoryMB\": 512", "\"instanceMemoryMB\": \"512\""))
        .singleElement()
        .asString()
        .endsWith("scaleAndConcurrency.instanceMemoryMB is \"512\", no int");
    assertThat(broken("\"Standard_LRS\"", "\"Standrd_LRS\""))
        .singleElement()
        .asString()
        .contains("sku.name is 'Standrd_LRS', not one of Standard_LRS,");
    assertThat(broken("\"roleDefinitionId\"", "\"roleId\""))
        .anyMatch(line -> line.endsWith("roleDefinitionId is missing"))
        .anyMatch(line -> line.contains("properties.roleId is no property of"));
    assertThat(broken("\"Microsoft.EventGrid/topics\"", "\"Microsoft.EventGrid/topic\""))
        .containsExactly("no model is known for Microsoft.EventGrid/topic");
    assertThat(broken("\"threshold\": 125", "\"threshold\": \"125\""))
        .singleElement()
        .asString()
        .endsWith("properties.notifications.expected.threshold is \"125\", no float");
    assertThat(broken("\"Monthly\"", "\"Weekly\""))
        .singleElement()
        .asString()
        .contains("properties.timeGrain is 'Weekly', not one of Monthly,");
    assertThat(broken("\"2023-12-01\"", "\"2023-11-01\""))
        .containsExactly(
            "Microsoft.Insights/scheduledQueryRules is of 2023-11-01, the model of 2023-12-01");
  }

  @Test
  void a_key_of_another_kind_and_a_property_that_vaults_lack_are_found() throws IOException {
    assertThat(broken("signing.json", "\"P-256\"", "\"P256\""))
        .containsExactly(
            "Microsoft.KeyVault/vaults/keys.properties.curveName is 'P256', not one of P-256,"
                + " P-384, P-521, P-256K");
    assertThat(broken("signing.json", "\"enableRbacAuthorization\"", "\"enableRbac\""))
        .containsExactly(
            "Microsoft.KeyVault/vaults.properties.enableRbac is no property of VaultProperties");
  }

  @Test
  void a_profile_of_another_kind_is_found() throws IOException {
    assertThat(broken("profile.json", "\"relativeName\": \"[", "\"relative\": \"["))
        .containsExactly(
            "Microsoft.Network/trafficManagerProfiles.properties.dnsConfig.relative is no property"
                + " of DnsConfig");
    assertThat(broken("profile.json", "\"timeoutInSeconds\": 5", "\"timeoutInSeconds\": \"5\""))
        .singleElement()
        .asString()
        .endsWith("monitorConfig.timeoutInSeconds is \"5\", no int");
  }

  private List<String> broken(String before, String after) throws IOException {
    return broken("region.json", before, after);
  }

  private List<String> broken(String template, String before, String after) throws IOException {
    String text = Files.readString(ArmTemplate.file(template));
    assertThat(text).contains(before);
    Path file =
        Files.writeString(
            folder.resolve(template),
            text.replaceFirst(java.util.regex.Pattern.quote(before), after));
    List<String> said = AzureModels.said(file);
    return said.subList(1, said.size());
  }
}
