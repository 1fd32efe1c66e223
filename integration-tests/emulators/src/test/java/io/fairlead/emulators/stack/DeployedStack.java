package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.Emulator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A stack as it was deployed, against its template: resource by resource, never by its status. */
final class DeployedStack {
  private final Wire wire;
  private final ObjectNode template;
  private final Map<String, String> physical;
  private final Resolved resolved;

  private DeployedStack(
      Wire wire, ObjectNode template, Map<String, String> given, Map<String, String> physical) {
    this.wire = wire;
    this.template = template;
    this.physical = physical;
    this.resolved = new Resolved(template, given, wire.location(), new Physical());
  }

  /** Deploys a template. */
  static DeployedStack of(
      Wire wire, String name, ObjectNode template, Map<String, String> parameters)
      throws IOException {
    Stacks stacks = new Stacks(wire);
    stacks.deploy(name, template, parameters);
    return new DeployedStack(wire, template, parameters, stacks.resources(name));
  }

  /** Resources of the template, those left out under the parameters given as well. */
  List<String> all() {
    return new ArrayList<>(template.path("Resources").propertyNames());
  }

  /** Whether the parameters given ask for a resource. */
  boolean isMade(String id) {
    return resolved.isMade(id);
  }

  /** What the service tells of a resource; see {@link Proofs}. */
  JsonNode found(String id) throws IOException {
    return new Proofs(wire).found(type(id), name(id), resolved.properties(id));
  }

  /** Fails unless the resource's own service tells every property that the template has. */
  void prove(String id, Set<String> leftOut) throws IOException {
    assertThat(Difference.between(resolved.properties(id), found(id), leftOut)).as(id).isEmpty();
  }

  String type(String id) {
    return template.at("/Resources/" + id + "/Type").asString();
  }

  private String name(String id) {
    return Objects.requireNonNull(physical.get(id), () -> id + " was not made: " + physical);
  }

  private final class Physical implements Resolved.Names {
    @Override
    public String reference(String id) {
      return name(id);
    }

    @Override
    public String attribute(String id, String attribute) {
      String last = name(id).substring(name(id).lastIndexOf('/') + 1);
      String at = wire.location() + ":" + Emulator.ACCOUNT;
      return switch (type(id) + " " + attribute) {
        case "AWS::SQS::Queue QueueName" -> last;
        case "AWS::SQS::Queue Arn" -> "arn:aws:sqs:" + at + ":" + last;
        case "AWS::Lambda::Function Arn" -> "arn:aws:lambda:" + at + ":function:" + last;
        case "AWS::IAM::Role Arn" -> "arn:aws:iam::" + Emulator.ACCOUNT + ":role/" + last;
        case "AWS::DynamoDB::Table Arn" -> "arn:aws:dynamodb:" + at + ":table/" + last;
        case "AWS::Logs::LogGroup Arn" -> "arn:aws:logs:" + at + ":log-group:" + name(id) + ":*";
        default -> throw new IllegalArgumentException("no attribute " + attribute + " of " + id);
      };
    }
  }
}
