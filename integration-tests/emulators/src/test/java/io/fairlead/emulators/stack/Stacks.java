package io.fairlead.emulators.stack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import tools.jackson.databind.node.ObjectNode;

/** CloudFormation in one location. */
record Stacks(Wire wire) {
  private static final long LIMIT_NANOS = 30_000_000_000L;

  /** Makes a stack and waits until it is there. Its status says little: ask the services. */
  void deploy(String name, ObjectNode template, Map<String, String> parameters) throws IOException {
    putCode();
    Map<String, String> form = new TreeMap<>();
    form.put("Action", "CreateStack");
    form.put("Version", "2010-05-15");
    form.put("StackName", name);
    form.put(
        "TemplateBody",
        template.toString().replace('"' + Sam.CODE_BUCKET + '"', '"' + bucket() + '"'));
    form.put("Capabilities.member.1", "CAPABILITY_IAM");
    int i = 1;
    for (var each : parameters.entrySet()) {
      form.put("Parameters.member." + i + ".ParameterKey", each.getKey());
      form.put("Parameters.member." + i + ".ParameterValue", each.getValue());
      i++;
    }
    wire.query("cloudformation", form);
    String status = await(name);
    if (!status.equals("CREATE_COMPLETE")) {
      throw new IOException(name + ": " + status + " " + events(name));
    }
  }

  /** Lambda takes code from its own location alone: each has a bucket, with something in it. */
  private void putCode() throws IOException {
    if (hasCode()) {
      return;
    }
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("empty"));
    }
    String constraint =
        "<CreateBucketConfiguration><LocationConstraint>%s</LocationConstraint></CreateBucketConfiguration>"
            .formatted(wire.location());
    wire.put(
        "s3",
        "/" + bucket(),
        wire.location().equals("us-east-1")
            ? new byte[0]
            : constraint.getBytes(StandardCharsets.UTF_8));
    wire.put("s3", "/" + bucket() + "/" + Sam.CODE_KEY, zip.toByteArray());
  }

  private boolean hasCode() {
    try {
      wire.get("s3", "/" + bucket() + "/" + Sam.CODE_KEY);
      return true;
    } catch (IOException absent) {
      return false;
    }
  }

  private String bucket() {
    return Sam.CODE_BUCKET + "-" + wire.location();
  }

  /** The stack's outputs, by name. */
  Map<String, String> outputs(String name) throws IOException {
    Map<String, String> outputs = new TreeMap<>();
    Document described = describe(name);
    NodeList keys = described.getElementsByTagName("OutputKey");
    NodeList values = described.getElementsByTagName("OutputValue");
    for (int i = 0; i < keys.getLength(); i++) {
      outputs.put(keys.item(i).getTextContent(), values.item(i).getTextContent());
    }
    return outputs;
  }

  /** What the stack's resources are called, by logical id. */
  Map<String, String> resources(String name) throws IOException {
    Map<String, String> resources = new TreeMap<>();
    Document described =
        wire.query(
            "cloudformation",
            Map.of("Action", "DescribeStackResources", "Version", "2010-05-15", "StackName", name));
    NodeList logical = described.getElementsByTagName("LogicalResourceId");
    NodeList physical = described.getElementsByTagName("PhysicalResourceId");
    for (int i = 0; i < logical.getLength(); i++) {
      resources.put(logical.item(i).getTextContent(), physical.item(i).getTextContent());
    }
    return resources;
  }

  private String await(String name) throws IOException {
    long end = System.nanoTime() + LIMIT_NANOS;
    String status = "";
    while (System.nanoTime() < end) {
      status = describe(name).getElementsByTagName("StackStatus").item(0).getTextContent();
      if (!status.endsWith("IN_PROGRESS")) {
        return status;
      }
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
    return status + " for too long";
  }

  private Document describe(String name) throws IOException {
    return wire.query(
        "cloudformation",
        Map.of("Action", "DescribeStacks", "Version", "2010-05-15", "StackName", name));
  }

  private String events(String name) throws IOException {
    NodeList reasons =
        wire.query(
                "cloudformation",
                Map.of("Action", "DescribeStackEvents", "Version", "2010-05-15", "StackName", name))
            .getElementsByTagName("ResourceStatusReason");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < reasons.getLength(); i++) {
      text.append(reasons.item(i).getTextContent()).append("; ");
    }
    return text.toString();
  }
}
