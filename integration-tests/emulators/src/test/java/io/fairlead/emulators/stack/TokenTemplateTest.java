package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The template of the introspection endpoint as AWS's translator and cfn-lint read it. */
@NeedsParts(Part.CFN_LINT)
class TokenTemplateTest {
  private static ObjectNode template;

  @BeforeAll
  static void translate() throws IOException {
    template = Sam.translated(Sam.template("tokens.yaml"));
  }

  @Test
  void the_translated_template_has_no_findings_and_mistakes_are_found() throws IOException {
    assertThat(Sam.lint(template)).isEmpty();
    ObjectNode broken = template.deepCopy();
    ((ObjectNode) broken.at("/Resources/IntrospectUrl/Properties")).put("AuthType", "BASIC");
    assertThat(String.join("\n", Sam.lint(broken))).contains("'BASIC'");
  }

  @Test
  void the_function_is_behind_a_url_that_anybody_may_call_and_nothing_else_of_it() {
    JsonNode url = template.at("/Resources/IntrospectUrl/Properties");
    assertThat(url.path("AuthType").asString()).isEqualTo("NONE");
    List<String> actions = new ArrayList<>();
    for (JsonNode resource : template.path("Resources")) {
      if (resource.path("Type").asString().equals("AWS::Lambda::Permission")) {
        actions.add(resource.at("/Properties/Action").asString());
        assertThat(resource.at("/Properties").toString())
            .containsAnyOf("FunctionUrlAuthType", "InvokedViaFunctionUrl");
      }
    }
    assertThat(actions)
        .containsExactlyInAnyOrder("lambda:InvokeFunctionUrl", "lambda:InvokeFunction");
    assertThat(template.at("/Resources/Introspect/Properties/Handler").asString())
        .isEqualTo("io.fairlead.lambda.IntrospectHandler::handleRequest");
  }

  @Test
  void its_role_reads_rows_of_tokens_cells_and_keys_by_name_and_writes_nothing() {
    SortedSet<String> actions = new TreeSet<>();
    for (JsonNode statement :
        template.at("/Resources/IntrospectRole/Properties/Policies/0/PolicyDocument/Statement")) {
      JsonNode read = statement.has("Fn::If") ? statement.at("/Fn::If/1") : statement;
      JsonNode action = read.path("Action");
      if (action.isArray()) {
        action.forEach(each -> actions.add(each.asString()));
      } else {
        actions.add(action.asString());
      }
      if (action.asString("").startsWith("dynamodb:")) {
        assertThat(read.path("Condition").toString())
            .contains("dynamodb:LeadingKeys", "aws:RequestedRegion");
      }
      if (!action.asString("").equals("sts:GetWebIdentityToken")) {
        assertThat(read.path("Resource").asString("")).isNotEqualTo("*");
      }
    }
    assertThat(actions)
        .containsExactly(
            "dynamodb:GetItem",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "s3:GetObject",
            "sts:GetWebIdentityToken");
  }
}
