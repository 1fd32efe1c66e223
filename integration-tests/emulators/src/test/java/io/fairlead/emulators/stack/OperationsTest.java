package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.flag.S3Flags;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.parts.Workspace;
import io.fairlead.wiring.aws.doctor.AwsExaminer;
import io.fairlead.wiring.stack.GlobalTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the operations pages say of AWS, against code, templates and AWS's models. */
@NeedsParts(Part.CFN_LINT)
class OperationsTest {
  private static final String PERMISSIONS = "operations/permissions.md";
  private static final Pattern ACTION = Pattern.compile("\\b([a-z][a-z0-9]+:[A-Z][A-Za-z0-9]+)\\b");
  private static final Pattern NAME = Pattern.compile("fairlead-FLEET(?:-[a-z]+)*(?:-REGION)?");
  private static final Pattern PARAMETER = Pattern.compile("`([A-Z][A-Za-z0-9]+)=[^`]*`");

  /** What only functions do, never a person's command, nor with a person's own credentials. */
  private static final Set<String> FOR_FUNCTIONS =
      Set.of(
          "ec2:AssociateAddress",
          "ec2:DisassociateAddress",
          "route53:ChangeResourceRecordSets",
          "route53:GetChange",
          "sns:Publish",
          "sts:AssumeRoleWithWebIdentity",
          "sts:GetWebIdentityToken");

  @Test
  void every_permission_that_is_named_is_one_that_code_or_templates_ask_for() throws IOException {
    SortedSet<String> asked = new TreeSet<>(CalledActions.of("io/fairlead/aws"));
    asked.addAll(CalledActions.of(AwsExaminer.class, "io/fairlead/wiring/aws"));
    asked.addAll(found(ACTION, template()));
    asked.addAll(found(ACTION, Files.readString(Sam.template("signing.yaml"))));

    for (Path page : pages()) {
      assertThat(asked).as(page.toString()).containsAll(found(ACTION, Files.readString(page)));
    }
  }

  @Test
  void a_verb_needs_what_its_code_calls() throws IOException {
    assertThat(row("`evacuate` `restore`")).isEqualTo(with(called("flag"), "s3:ListBucket"));
    assertThat(row("`import`"))
        .isEqualTo(CalledActions.of(AwsExaminer.class, "io/fairlead/wiring/aws/imports"));

    SortedSet<String> examined =
        CalledActions.of(AwsExaminer.class, "io/fairlead/wiring/aws/doctor");
    examined.removeAll(row("`status`"));
    assertThat(row("`doctor`")).isEqualTo(examined);

    SortedSet<String> all = with(called(""), "s3:ListBucket");
    all.removeAll(FOR_FUNCTIONS);
    SortedSet<String> documented = new TreeSet<>();
    for (String verbs :
        List.of("`status`", "`history --since`", "`drain`", "`freeze` `unfreeze` |")) {
      documented.addAll(row(verbs));
    }
    assertThat(documented).isEqualTo(all);
  }

  @Test
  void the_policy_for_break_glass_allows_what_evacuate_needs() throws IOException {
    String page = page(PERMISSIONS);
    String json = page.substring(page.indexOf("```json") + 7, page.lastIndexOf("```"));
    SortedSet<String> allowed = new TreeSet<>();
    for (JsonNode statement : JsonMapper.shared().readTree(json).path("Statement")) {
      assertThat(statement.path("Effect").asString()).isEqualTo("Allow");
      allowed.addAll(found(ACTION, statement.path("Action").toString()));
    }

    assertThat(allowed).isEqualTo(row("`evacuate` `restore`"));
    // Every read of flags asks for the freeze object, too: without it all three stores are dark.
    assertThat(json)
        .contains("STORE/flags/FLEET/*\"", "STORE/" + S3Flags.freezeKey("FLEET") + "\"");
  }

  @Test
  void every_alarm_topic_queue_and_function_that_is_named_is_made() throws IOException {
    var stacks = Example.stacks();
    String global =
        GlobalTemplate.of(stacks)
            .replace(stacks.table(), "fairlead-FLEET")
            .replaceAll(String.join("|", stacks.scopes().keySet()), "REGION");
    SortedSet<String> made = found(NAME, global);
    made.addAll(found(NAME, template().replace("${Fleet}", "FLEET")));
    assertThat(made).contains("fairlead-FLEET-silent-REGION", "fairlead-FLEET-ticks-stopped");

    List<Path> pages = pages();
    // Names of the first are held to Azure's templates, those of the second a person's commands
    // make.
    assertThat(pages.removeIf(page -> page.endsWith("azure.md"))).isTrue();
    assertThat(pages.removeIf(page -> page.endsWith("two-clouds.md"))).isTrue();
    for (Path page : pages) {
      assertThat(made).as(page.toString()).containsAll(found(NAME, Files.readString(page)));
    }
  }

  @Test
  void every_alarm_of_the_templates_has_a_row_in_the_runbook() throws IOException {
    SortedSet<String> alarms =
        found(
            Pattern.compile("AlarmName: !Sub (fairlead-\\S+)"),
            template().replace("${Fleet}", "FLEET"));
    assertThat(alarms).hasSize(3);

    for (String alarm : alarms) {
      assertThat(page("operations/runbook.md")).contains("| `" + alarm + "`");
    }
  }

  @Test
  void every_parameter_that_is_named_is_one_of_the_region_s_template() throws IOException {
    SortedSet<String> declared =
        found(
            Pattern.compile("(?m)^  ([A-Z][A-Za-z0-9]+):\\n    Type: (?:String|Number|Comma)"),
            template());
    SortedSet<String> named = found(PARAMETER, page("operations.md"));

    assertThat(named).contains("NoticeEmail", "Ticks");
    assertThat(declared).containsAll(named);
  }

  @Test
  void every_command_of_aws_has_operations_and_options_that_aws_has() throws IOException {
    List<String> said = checked(pages());

    assertThat(Integer.parseInt(said.getFirst())).as("commands").isGreaterThan(14);
    assertThat(said.subList(1, said.size())).isEmpty();
  }

  @Test
  void commands_that_aws_does_not_have_are_found(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("page.md");
    Files.writeString(
        page,
        """
        `aws ec2 tag-resources`, `aws sqs purge-queue --queue URL`, `aws logs tail GROUP --tail 5`
        ```
        aws s3api head-object --bucket B
        aws route53 get-health-check-status --health-check-id ID
        ```
        """);

    assertThat(checked(List.of(page)))
        .containsExactlyInAnyOrder(
            "5",
            "aws ec2 tag-resources: ec2 has no tag-resources",
            "aws sqs purge-queue --queue URL: no option --queue",
            "aws sqs purge-queue --queue URL: --queue-url is missing",
            "aws logs tail GROUP --tail 5: no option --tail",
            "aws s3api head-object --bucket B: --key is missing",
            "aws route53 get-health-check-status --health-check-id ID: get-health-check-status tells"
                + " nothing of a calculated check");
  }

  private static List<String> checked(List<Path> pages) throws IOException {
    return Sam.python("commands.py", pages.stream().map(Path::toString).toArray(String[]::new))
        .lines()
        .toList();
  }

  /** The actions of a row of the table of verbs and of the rows that go on with it. */
  private static SortedSet<String> row(String begins) throws IOException {
    SortedSet<String> actions = new TreeSet<>();
    boolean within = false;
    for (String line : page(PERMISSIONS).lines().toList()) {
      within = line.startsWith("| " + begins) || (within && line.startsWith("| | "));
      if (within) {
        actions.addAll(found(ACTION, line));
      }
    }
    assertThat(actions).as(begins).isNotEmpty();
    return actions;
  }

  private static SortedSet<String> called(String packaged) throws IOException {
    return CalledActions.of("io/fairlead/aws/" + packaged);
  }

  private static SortedSet<String> with(Collection<String> some, String... more) {
    SortedSet<String> all = new TreeSet<>(some);
    all.addAll(Arrays.asList(more));
    return all;
  }

  private static SortedSet<String> found(Pattern what, String text) {
    return what.matcher(text)
        .results()
        .map(match -> match.group(match.groupCount()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String template() throws IOException {
    return Files.readString(Sam.template("region.yaml"));
  }

  private static String page(String name) throws IOException {
    return Files.readString(Workspace.top().resolve("docs").resolve(name));
  }

  private static List<Path> pages() throws IOException {
    Path docs = Workspace.top().resolve("docs");
    List<Path> pages = new ArrayList<>(List.of(docs.resolve("operations.md")));
    try (Stream<Path> more = Files.list(docs.resolve("operations"))) {
      more.sorted().forEach(pages::add);
    }
    return pages;
  }
}
