package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The region's template as AWS's translator and cfn-lint read it. */
@NeedsParts(Part.CFN_LINT)
class TemplateLintTest {
  private static ObjectNode region;

  @BeforeAll
  static void translate() throws IOException {
    region = Sam.translated(Sam.template("region.yaml"));
  }

  @Test
  void the_translated_template_has_no_findings() throws IOException {
    assertThat(Sam.lint(region)).isEmpty();
  }

  @Test
  void mistakes_are_found() throws IOException {
    ObjectNode broken = region.deepCopy();
    properties(broken, "Tick").put("Runtime", "java26");
    properties(broken, "Replicate").put("Timeout", 901);
    properties(broken, "Operate").putArray("Architectures").add("arm");
    properties(broken, "TickQueue").put("VisibilityTimeout", 43_201);

    assertThat(String.join("\n", Sam.lint(broken))).contains("'java26'", "901", "'arm'", "43201");
  }

  @Test
  void functions_run_on_java_25_on_arm_and_in_no_network_but_one_that_is_named() {
    for (String function : List.of("Tick", "Replicate", "Operate")) {
      JsonNode properties = region.at("/Resources/" + function + "/Properties");
      assertThat(properties.path("Runtime").asString()).isEqualTo("java25");
      assertThat(properties.path("Architectures").get(0).asString()).isEqualTo("arm64");
      assertThat(properties.path("MemorySize").asInt()).isEqualTo(512);
      assertThat(properties.at("/VpcConfig/Fn::If/0").asString()).isEqualTo("InNetwork");
      assertThat(properties.at("/VpcConfig/Fn::If/2/Ref").asString()).isEqualTo("AWS::NoValue");
    }
    assertThat(region.at("/Parameters/Subnets/Default").asString()).isEmpty();
  }

  @Test
  void the_queue_gives_a_run_six_times_its_timeout() {
    int timeout = region.at("/Resources/Tick/Properties/Timeout").asInt();

    assertThat(region.at("/Resources/TickQueue/Properties/VisibilityTimeout").asInt())
        .isGreaterThanOrEqualTo(6 * timeout);
  }

  @Test
  void what_has_a_default_can_be_left_out_and_the_rest_is_few() {
    assertThat(
            region.path("Parameters").properties().stream()
                .filter(each -> !each.getValue().has("Default"))
                .map(Map.Entry::getKey))
        .containsExactlyInAnyOrder("Fleet", "Region", "Locations", "FlagStores", "ConfigBucket");
  }

  private static ObjectNode properties(ObjectNode template, String resource) {
    return (ObjectNode) template.at("/Resources/" + resource + "/Properties");
  }
}
