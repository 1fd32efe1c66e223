package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The template of the key that signs artifact sets, and who may use such a key. */
@NeedsParts(Part.CFN_LINT)
class SigningTemplateTest {
  private static ObjectNode template;

  @BeforeAll
  static void translate() throws IOException {
    template = Sam.translated(Sam.template("signing.yaml"));
  }

  @Test
  void the_template_has_no_findings_and_mistakes_are_found() throws IOException {
    assertThat(Sam.lint(template)).isEmpty();
    ObjectNode broken = template.deepCopy();
    ((ObjectNode) broken.at("/Resources/SigningKey/Properties")).put("KeySpec", "P256");
    assertThat(String.join("\n", Sam.lint(broken))).contains("'P256'");
  }

  @Test
  void the_key_signs_with_p256_and_outlives_its_stack() {
    JsonNode key = template.at("/Resources/SigningKey");

    assertThat(key.at("/Properties/KeySpec").asString()).isEqualTo("ECC_NIST_P256");
    assertThat(key.at("/Properties/KeyUsage").asString()).isEqualTo("SIGN_VERIFY");
    assertThat(key.path("DeletionPolicy").asString()).isEqualTo("Retain");
    assertThat(key.path("UpdateReplacePolicy").asString()).isEqualTo("Retain");
  }

  @Test
  void who_publishes_signs_digests_with_this_key_and_does_nothing_else() {
    List<String> actions = new ArrayList<>();
    for (JsonNode statement :
        template.at("/Resources/PublishPolicy/Properties/PolicyDocument/Statement")) {
      actions.add(statement.path("Action").asString());
      assertThat(statement.path("Resource").toString()).contains("SigningKey");
      if (statement.path("Action").asString().equals("kms:Sign")) {
        assertThat(statement.at("/Condition/StringEquals").toString())
            .isEqualTo(
                "{\"kms:SigningAlgorithm\":\"ECDSA_SHA_256\",\"kms:MessageType\":\"DIGEST\"}");
      }
    }
    assertThat(actions).containsExactly("kms:Sign", "kms:GetPublicKey");
  }

  @Test
  void no_function_of_any_template_may_sign() throws IOException {
    for (String name : List.of("region.yaml", "tokens.yaml", "register.yaml")) {
      assertThat(Sam.translated(Sam.template(name)).toString()).as(name).doesNotContain("kms:");
    }
  }
}
