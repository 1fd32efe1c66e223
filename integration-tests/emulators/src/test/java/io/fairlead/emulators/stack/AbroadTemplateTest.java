package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The role that regions in Azure have in AWS, against that of regions there. */
@NeedsParts(Part.CFN_LINT)
class AbroadTemplateTest {
  private static final String TENANT = "11111111-2222-4333-8444-555555555555";

  private static final List<String> POLICIES =
      List.of("state", "flags", "zones", "addresses", "copies");

  /** What a region has for itself alone, or where it runs. */
  private static final List<String> OF_A_REGION =
      List.of("WriteOwnEntries", "ExerciseCanary", "LayAndLiftFreezes");

  private static ObjectNode abroad;
  private static ObjectNode region;

  @BeforeAll
  static void translate() throws IOException {
    abroad = Sam.translated(Sam.template("abroad.yaml"));
    region = Sam.translated(Sam.template("region.yaml"));
  }

  @Test
  void the_template_has_no_findings_and_mistakes_are_found() throws IOException {
    assertThat(Sam.lint(abroad)).isEmpty();
    ObjectNode broken = abroad.deepCopy();
    ((ObjectNode) broken.at("/Resources/Role/Properties")).put("MaxSessionDuration", 1);
    assertThat(String.join("\n", Sam.lint(broken))).contains("minimum of 3600");
  }

  @Test
  void it_allows_what_the_tick_role_of_a_region_allows_in_state_flags_zones_and_addresses() {
    Map<String, String> own = statements(abroad, "Role", POLICIES);
    Map<String, String> tick = statements(region, "TickRole", POLICIES);
    own.keySet().removeAll(OF_A_REGION);
    tick.keySet().removeAll(OF_A_REGION);

    assertThat(own).isNotEmpty().isEqualTo(tick);
  }

  @Test
  void it_lays_freezes_as_the_operate_role_of_a_region_does() {
    assertThat(statements(abroad, "Role", List.of()).get("LayAndLiftFreezes"))
        .isNotNull()
        .isEqualTo(statements(region, "OperateRole", List.of()).get("LayAndLiftFreezes"));
  }

  @Test
  void it_calls_nothing_that_no_role_of_a_region_allows() {
    SortedSet<String> actions = new TreeSet<>();
    for (String role : List.of("TickRole", "OperateRole")) {
      actions.addAll(statements(region, role, List.of()).keySet());
    }
    assertThat(actions).containsAll(statements(abroad, "Role", POLICIES).keySet());
  }

  @Test
  void in_the_table_of_feeds_it_writes_those_of_the_regions_named_and_reads_all() {
    JsonNode policies =
        resolved(
                Map.of(
                    "TokenStore", "feeds",
                    "TokenFeeds", "tokens/feed.frankfurt/*,tokens/feed.paris/*"))
            .path("Policies");

    JsonNode statements = policies.get(0).at("/PolicyDocument/Statement");
    assertThat(texts(statements.findValues("Action")))
        .containsExactly("dynamodb:GetItem", "dynamodb:PutItem");
    assertThat(
            texts(statements.get(1).at("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys")))
        .containsExactly("tokens/feed.frankfurt/*", "tokens/feed.paris/*");
  }

  @Test
  void only_the_identities_named_get_it_for_the_audience_of_the_tenant_named() {
    JsonNode trust = JsonMapper.shared().readTree(resolved(Map.of()).path("AssumeRole").asString());
    JsonNode statement = trust.at("/Statement/0");

    assertThat(statement.path("Action").asString()).isEqualTo("sts:AssumeRoleWithWebIdentity");
    assertThat(statement.at("/Principal/Federated").asString()).isEqualTo("Entra");
    JsonNode equals = statement.at("/Condition/StringEquals");
    assertThat(equals.path("sts.windows.net/" + TENANT + "/:aud").asString())
        .isEqualTo("api://" + TENANT + "/fairlead-in-aws");
    assertThat(texts(equals.path("sts.windows.net/" + TENANT + "/:sub")))
        .containsExactly("first", "second");
  }

  @Test
  void an_identity_provider_that_the_account_has_already_is_taken() {
    String arn = "arn:aws:iam::111122223333:oidc-provider/sts.windows.net/" + TENANT + "/";
    Resolved made = template(Map.of("Provider", arn));

    assertThat(made.isMade("Entra")).isFalse();
    assertThat(resolved(Map.of("Provider", arn)).path("AssumeRole").asString()).contains(arn);
    assertThat(template(Map.of()).isMade("Entra")).isTrue();
  }

  @Test
  void a_fleet_without_regions_in_aws_gets_its_zones_alone() {
    JsonNode policies =
        resolved(Map.of("HostedZones", "Z1", "RecordNames", "a.example.com")).path("Policies");

    assertThat(policies).hasSize(1);
    assertThat(policies.get(0).path("PolicyName").asString()).isEqualTo("zones");
  }

  /** The role's properties, the trust policy as {@code AssumeRole}. */
  private static JsonNode resolved(Map<String, String> more) {
    ObjectNode role = template(more).properties("Role");
    role.set("AssumeRole", role.get("AssumeRolePolicyDocument"));
    return role;
  }

  private static Resolved template(Map<String, String> more) {
    Map<String, String> given = new TreeMap<>(more);
    given.put("Fleet", "shop");
    given.put("Tenant", TENANT);
    given.put("Audience", "api://" + TENANT + "/fairlead-in-aws");
    given.put("Principals", "first,second");
    return new Resolved(
        abroad,
        given,
        "eu-west-1",
        new Resolved.Names() {
          @Override
          public String reference(String id) {
            return id;
          }

          @Override
          public String attribute(String id, String attribute) {
            return id + "." + attribute;
          }
        });
  }

  /**
   * The statements of a role by their ids, those behind a condition of the template as well.
   *
   * @param policies whose; empty = of all
   */
  private static Map<String, String> statements(
      JsonNode template, String role, List<String> policies) {
    Map<String, String> found = new TreeMap<>();
    for (JsonNode policy : template.at("/Resources/" + role + "/Properties/Policies")) {
      JsonNode plain = policy.has("Fn::If") ? policy.at("/Fn::If/1") : policy;
      if (policies.isEmpty() || policies.contains(plain.path("PolicyName").asString())) {
        for (JsonNode statement : Statements.below(plain)) {
          found.put(statement.path("Sid").asString(), statement.toString());
        }
      }
    }
    return found;
  }

  private static List<String> texts(Iterable<JsonNode> nodes) {
    List<String> texts = new ArrayList<>();
    nodes.forEach(each -> texts.add(each.asString()));
    return texts;
  }
}
