package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where fleets in AWS may be, and what takes their regions out. */
final class AwsPlacesTest {
  private static final String ID = "0a1b2c3d-1111-2222-3333-444455556666";

  private static Edited threeInAws() {
    return new Edited(Examples.text("aws-three-regions"));
  }

  private static Edited withQuorum() {
    return threeInAws()
        .with(
            "register: global-table, table: fairlead-aws-three-regions-register",
            "register: quorum");
  }

  private static Edited withCheck(String key) {
    return threeInAws()
        .once(
            "hostedZone: Z0123456789ABCDEFGHIJ",
            "hostedZone: Z0123456789ABCDEFGHIJ, checks: {" + key + ": " + ID + "}");
  }

  @ParameterizedTest
  @CsvSource({"us-esat-1, us-east-1", "eu-wst-3, eu-west-3", "ap-northest-1, ap-northeast-1"})
  void a_misspelt_location_is_refused_with_the_one_meant(String slip, String meant) {
    assertThat(withQuorum().with("location: eu-west-3", "location: " + slip).errors())
        .singleElement()
        .asString()
        .startsWith(
            "regions.paris.location: there is no region of AWS '%s'; did you mean '%s'? allowed: af-south-1,"
                .formatted(slip, meant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-gov-west-1", "cn-north-1", "cn-northwest-1", "eusc-de-east-1"})
  void a_location_of_another_partition_is_refused_as_that(String location) {
    assertThat(withQuorum().with("location: eu-west-3", "location: " + location).errors())
        .containsExactly(
            "regions.paris.location: "
                + location
                + " is of another partition of AWS, where endpoints, Route 53 and ARNs differ:"
                + " this build works in partition aws only, as in eu-west-1");
  }

  @Test
  void a_location_that_aws_may_have_opened_since_is_a_warning() {
    assertThat(withQuorum().with("location: eu-west-3", "location: eu-west-4").warnings())
        .containsExactly(
            "warning: regions.paris.location: no region of AWS that this build knows; found"
                + " 'eu-west-4'; did you mean 'eu-west-1'?");
  }

  @Test
  void a_global_table_across_two_sets_of_regions_is_refused() {
    assertThat(threeInAws().with("location: eu-west-3", "location: us-east-1").errors())
        .singleElement()
        .asString()
        .startsWith(
            "state.register: a table with strong consistency lies within one set of AWS's regions:"
                + " say 'register: quorum', or name regions of one set in 'state.cells'; found"
                + " frankfurt in set EU and paris in set US; allowed: AP: ap-northeast-1,");
    assertThat(
            threeInAws()
                .with("location: eu-west-3", "location: us-east-1")
                .with("global-table,", "global-table, cells: [ireland, frankfurt],")
                .problems())
        .isEmpty();
    assertThat(withQuorum().with("location: eu-west-3", "location: us-east-1").problems())
        .isEmpty();
  }

  @Test
  void a_global_table_where_aws_is_not_known_to_keep_any_is_a_warning() {
    assertThat(threeInAws().with("location: eu-west-3", "location: eu-south-1").warnings())
        .singleElement()
        .asString()
        .startsWith(
            "warning: state.register: AWS is not known to keep tables with strong consistency in"
                + " eu-south-1, where paris is; allowed: AP: ");
  }

  @Test
  void a_check_of_a_region_that_is_not_there_is_refused_with_the_one_meant() {
    assertThat(withCheck("irelnad/default").errors())
        .singleElement()
        .asString()
        .endsWith(
            "route53.checks.\"irelnad/default\": there is no region 'irelnad'; did you mean"
                + " 'ireland'? allowed: ireland, frankfurt, paris");
    assertThat(withCheck("virginia/default").errors())
        .singleElement()
        .asString()
        .endsWith("there is no region 'virginia'; allowed: ireland, frankfurt, paris");
  }

  @Test
  void a_check_of_a_failover_group_that_is_not_there_is_refused_with_the_one_meant() {
    assertThat(withCheck("ireland/defualt").errors())
        .singleElement()
        .asString()
        .endsWith(
            "route53.checks.\"ireland/defualt\": there is no failover group 'defualt'; did you mean"
                + " 'default'? allowed: default");
  }

  @Test
  void a_check_of_a_group_that_is_not_in_the_region_is_a_warning() {
    assertThat(
            new Edited(Examples.text("aws-azure"))
                .once(
                    "hostedZone: Z0123456789ABCDEFGHIJ",
                    "hostedZone: Z0123456789ABCDEFGHIJ, checks: {oregon/default: " + ID + "}")
                .once(
                    "zones:\n",
                    """
                      oregon:
                        cloud: aws
                        location: us-west-2
                        jurisdiction: US
                        witness: true
                        aws: {table: fairlead-aws-azure}
                    zones:
                    """)
                .once("register: quorum", "register: quorum, cells: [ireland, virginia, oregon]")
                .warnings())
        .singleElement()
        .asString()
        .endsWith(
            "route53.checks.\"oregon/default\": this check takes out nothing: no service of group"
                + " default is in oregon");
  }

  /** Doctor alone told it, and break-glass would have changed nothing. */
  @Test
  void mode_act_without_some_checks_is_a_warning_that_names_the_flags_that_take_nothing_out() {
    String without =
        "warning: zones.\"orders.example.com\".route53.%s: in mode act, no check takes out %s when a"
            + " flag is raised: put output 'Checks' of the global stack into"
            + " 'zones.NAME.route53.checks'";

    assertThat(threeInAws().once("mode: observe", "mode: act").warnings())
        .containsExactly(
            without.formatted("hostedZone", "frankfurt/default, ireland/default, paris/default"));
    assertThat(withCheck("ireland/default").once("mode: observe", "mode: act").warnings())
        .containsExactly(without.formatted("checks", "frankfurt/default, paris/default"));
    assertThat(withCheck("ireland/default").problems()).isEmpty();
  }

  @Test
  void mode_act_with_every_check_is_no_warning() {
    assertThat(
            withCheck(
                    "ireland/default: 0a1b2c3d-1111-2222-3333-444455556661, frankfurt/default:"
                        + " 0a1b2c3d-1111-2222-3333-444455556662, paris/default")
                .once("mode: observe", "mode: act")
                .problems())
        .isEmpty();
  }

  @Test
  void names_that_the_templates_refuse_are_warnings() {
    String long41 = "a".repeat(41);

    assertThat(threeInAws().once("fleet: aws-three-regions", "fleet: " + long41).warnings())
        .containsExactly(
            "warning: fleet: the templates of infra/aws refuse this name; found '"
                + long41
                + "'; allowed: 1-40 lower-case letters, digits and inner dashes, a letter first");
    assertThat(threeInAws().with("paris:", "1st-paris:").warnings())
        .containsExactly(
            "warning: regions.1st-paris: the templates of infra/aws refuse this name; found"
                + " '1st-paris'; allowed: 1-40 lower-case letters, digits and inner dashes, a"
                + " letter first");
  }
}
