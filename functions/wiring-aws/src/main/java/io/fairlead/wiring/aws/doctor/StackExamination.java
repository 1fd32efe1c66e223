package io.fairlead.wiring.aws.doctor;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.GlobalTemplate;
import io.fairlead.wiring.topology.CloudScope;
import io.fairlead.wiring.topology.ZoneHost;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** What the deployed stacks say of themselves against the topology: drift between the two. */
record StackExamination(
    AwsClients clients, AwsStacks stacks, Instant deadline, List<Finding> findings) {
  private static final String ACTION = "cloudformation:DescribeStacks";
  private static final String DEPLOY =
      "deploy the stack anew by the command of 'fairlead stacks', or correct the topology";
  private static final Pattern CHECK = Pattern.compile("([a-z0-9-]+/[a-z0-9-]+)[:=] *([0-9a-f-]+)");

  /** Answers the region's outputs; empty where there is no stack to be told of. */
  SortedMap<String, String> region(String region, CloudScope.Aws scope) {
    String location = stacks.location(region);
    String name = stacks.regionStack();
    String subject = "stack/" + name + "@" + location;
    Optional<SortedMap<String, String>> outputs = outputs(subject, name, location);
    if (outputs.isEmpty()) {
      return new TreeMap<>();
    }
    boolean witness = stacks.topology().fleet().region(region).witness();
    SortedMap<String, String> expected = new TreeMap<>();
    expected.put("Fleet", stacks.topology().fleet().name());
    expected.put("Region", region);
    expected.put("Serving", witness ? "false" : "true");
    expected.put("Table", scope.table());
    expected.put("FlagStore", Objects.requireNonNullElse(scope.flagBucket(), ""));
    expected.put("FlagAccess", stacks.flagAccess(region));
    if (!stacks.hostedZones().isEmpty()) {
      expected.put("RecordNames", String.join(",", stacks.recordNames()));
    }
    expected.forEach((key, value) -> same(subject, key, value, outputs.get()));
    return outputs.get();
  }

  /** The global stack's checks against those that the topology names. */
  void global() {
    if (stacks.hostedZones().isEmpty()) {
      return;
    }
    String subject = "stack/" + stacks.globalStack() + "@" + GlobalTemplate.LOCATION;
    outputs(subject, stacks.globalStack(), GlobalTemplate.LOCATION)
        .ifPresent(
            outputs -> {
              same(subject, "Fleet", stacks.topology().fleet().name(), outputs);
              SortedMap<String, String> deployed = checks(outputs.getOrDefault("Checks", ""));
              if (!deployed.equals(declared())) {
                findings.add(
                    Finding.error(
                        subject,
                        "its checks in 'zones.NAME.route53.checks', " + listed(deployed),
                        listed(declared()),
                        "put output 'Checks' there, and copy the topology to the config buckets"));
              }
            });
  }

  private static String listed(SortedMap<String, String> checks) {
    return checks.isEmpty()
        ? "none"
        : checks.entrySet().stream()
            .map(check -> check.getKey() + " " + check.getValue())
            .collect(Collectors.joining(", "));
  }

  private SortedMap<String, String> declared() {
    SortedMap<String, String> checks = new TreeMap<>();
    stacks.topology().zones().values().stream()
        .filter(ZoneHost.Route53.class::isInstance)
        .map(ZoneHost.Route53.class::cast)
        .forEach(zone -> checks.putAll(zone.checks()));
    return checks;
  }

  private static SortedMap<String, String> checks(String output) {
    SortedMap<String, String> checks = new TreeMap<>();
    CHECK.matcher(output).results().forEach(each -> checks.put(each.group(1), each.group(2)));
    return checks;
  }

  /** Lists are compared as sets: their order means nothing. */
  private void same(String subject, String key, String value, SortedMap<String, String> outputs) {
    String found = outputs.get(key);
    if (found == null || !words(found).equals(words(value))) {
      findings.add(
          Finding.error(
              subject,
              "output " + key + " to be '" + value + "', as in the topology",
              found == null ? "none" : "'" + found + "'",
              DEPLOY));
    }
  }

  private static TreeSet<String> words(String list) {
    return new TreeSet<>(List.of(list.split(",", -1)));
  }

  private Optional<SortedMap<String, String>> outputs(
      String subject, String name, String location) {
    var budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      findings.add(Finding.error(subject, "an answer", AwsClients.NO_TIME, "ask again"));
      return Optional.empty();
    }
    try (CloudFormationClient cloudFormation =
        clients.configured(CloudFormationClient.builder(), "cloudformation", location).build()) {
      Stack stack =
          cloudFormation
              .describeStacks(ask -> ask.stackName(name).overrideConfiguration(budget.get()))
              .stacks()
              .getFirst();
      status(subject, String.valueOf(stack.stackStatusAsString()));
      SortedMap<String, String> outputs = new TreeMap<>();
      for (Output output : stack.outputs()) {
        outputs.put(output.outputKey(), output.outputValue());
      }
      return Optional.of(outputs);
    } catch (SdkException e) {
      findings.add(
          Finding.error(
              subject,
              "the stack that 'fairlead stacks' names",
              AwsFailure.of(e, ACTION, name).sentence(),
              "deploy it in " + location + ", or grant " + ACTION));
      return Optional.empty();
    }
  }

  private void status(String subject, String status) {
    boolean asAsked = status.equals("CREATE_COMPLETE") || status.equals("UPDATE_COMPLETE");
    // An import is complete, too; what was rolled back is another stack than was asked for.
    if (!asAsked && !status.equals("IMPORT_COMPLETE")) {
      findings.add(
          Finding.warning(
              subject,
              "a stack that is complete",
              status,
              "see its events in CloudFormation, then deploy it anew"));
    }
  }
}
