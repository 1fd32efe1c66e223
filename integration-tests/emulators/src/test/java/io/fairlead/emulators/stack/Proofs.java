package io.fairlead.emulators.stack;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the service of a resource tells of it by its own API, in the form that templates have. A
 * kind of resource that is not listed here is one without a proof.
 */
record Proofs(Wire wire) {
  private static final String CONFIGURATION = "/2015-03-31/functions/";

  /**
   * A resource as it is.
   *
   * @param physical its id in CloudFormation
   * @param wanted its properties in the template
   */
  JsonNode found(String type, String physical, JsonNode wanted) throws IOException {
    return switch (type) {
      case "AWS::Lambda::Function" -> function(wanted.path("FunctionName").asString());
      case "AWS::Lambda::EventInvokeConfig" -> asynchronous(wanted);
      case "AWS::Lambda::EventSourceMapping" -> source(physical);
      case "AWS::Logs::LogGroup" -> logs(wanted.path("LogGroupName").asString());
      case "AWS::Scheduler::Schedule" -> tree(wire.get("scheduler", "/schedules/" + physical));
      case "AWS::SQS::Queue" -> queue(physical);
      case "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable" -> table(physical);
      case "AWS::S3::Bucket" -> bucket(physical);
      case "AWS::S3::BucketPolicy" -> policy(wanted.path("Bucket").asString());
      case "AWS::SNS::Topic" -> topic(physical);
      case "AWS::SNS::Subscription" -> subscription(wanted.path("TopicArn").asString());
      case "AWS::CloudWatch::Alarm" -> alarm(physical);
      case "AWS::IAM::Role" -> new RoleProof(wire).found(physical, wanted);
      case "AWS::EC2::VPCEndpoint" -> endpoint(physical);
      default -> throw new AssertionError("no proof of a " + type + ": add one");
    };
  }

  private JsonNode function(String name) throws IOException {
    ObjectNode found =
        (ObjectNode) tree(wire.get("lambda", CONFIGURATION + name + "/configuration"));
    JsonNode tags =
        tree(wire.get("lambda", "/2017-03-31/tags/" + found.path("FunctionArn").asString()));
    ArrayNode list = found.putArray("Tags");
    for (var tag : tags.path("Tags").properties()) {
      // CloudFormation adds its own.
      if (!tag.getKey().startsWith("aws:")) {
        list.addObject().put("Key", tag.getKey()).set("Value", tag.getValue());
      }
    }
    return found;
  }

  private JsonNode asynchronous(JsonNode wanted) throws IOException {
    String name = wanted.path("FunctionName").asString();
    String qualifier = wanted.path("Qualifier").asString();
    ObjectNode found =
        (ObjectNode)
            tree(
                wire.get(
                    "lambda",
                    "/2019-09-25/functions/"
                        + name
                        + "/event-invoke-config?Qualifier="
                        + qualifier));
    assertNames(found, name);
    return found.put("FunctionName", name).put("Qualifier", qualifier);
  }

  private JsonNode source(String id) throws IOException {
    ObjectNode found =
        (ObjectNode) tree(wire.get("lambda", "/2015-03-31/event-source-mappings/" + id));
    String arn = found.path("FunctionArn").asString();
    return found.put("FunctionName", arn.substring(arn.lastIndexOf(':') + 1));
  }

  private static void assertNames(JsonNode found, String name) {
    if (!found.path("FunctionArn").asString().contains(":function:" + name)) {
      throw new AssertionError("another function's: " + found);
    }
  }

  private JsonNode logs(String name) throws IOException {
    for (JsonNode group :
        wire.json("logs", "Logs_20140328.DescribeLogGroups", Map.of("logGroupNamePrefix", name))
            .path("logGroups")) {
      if (group.path("logGroupName").asString().equals(name)) {
        ObjectNode found = JsonMapper.shared().createObjectNode().put("LogGroupName", name);
        found.set("RetentionInDays", group.path("retentionInDays"));
        return found;
      }
    }
    throw new AssertionError("no log group " + name);
  }

  private JsonNode queue(String url) throws IOException {
    ObjectNode found =
        (ObjectNode)
            wire.json(
                    "sqs",
                    "AmazonSQS.GetQueueAttributes",
                    Map.of("QueueUrl", url, "AttributeNames", List.of("All")))
                .path("Attributes");
    if (found.has("RedrivePolicy")) {
      found.set("RedrivePolicy", tree(found.path("RedrivePolicy").asString()));
    }
    return found.put("QueueName", url.substring(url.lastIndexOf('/') + 1));
  }

  private JsonNode table(String name) throws IOException {
    ObjectNode found =
        (ObjectNode)
            wire.json("dynamodb", "DynamoDB_20120810.DescribeTable", Map.of("TableName", name))
                .path("Table");
    found.set("BillingMode", found.at("/BillingModeSummary/BillingMode"));
    boolean kept =
        wire.json(
                "dynamodb",
                "DynamoDB_20120810.DescribeContinuousBackups",
                Map.of("TableName", name))
            .at("/ContinuousBackupsDescription/PointInTimeRecoveryDescription")
            .path("PointInTimeRecoveryStatus")
            .asString()
            .equals("ENABLED");
    found.putObject("PointInTimeRecoverySpecification").put("PointInTimeRecoveryEnabled", kept);
    return found;
  }

  private JsonNode bucket(String name) throws IOException {
    ObjectNode found = JsonMapper.shared().createObjectNode().put("BucketName", name);
    Document owned = wire.xml("s3", "/" + name + "?ownershipControls");
    found
        .putObject("OwnershipControls")
        .putArray("Rules")
        .addObject()
        .put("ObjectOwnership", text(owned, "ObjectOwnership"));
    found.set(
        "PublicAccessBlockConfiguration",
        fields(wire.xml("s3", "/" + name + "?publicAccessBlock").getDocumentElement()));
    found.set(
        "VersioningConfiguration",
        fields(wire.xml("s3", "/" + name + "?versioning").getDocumentElement()));
    return found;
  }

  private JsonNode policy(String bucket) throws IOException {
    ObjectNode found = JsonMapper.shared().createObjectNode().put("Bucket", bucket);
    found.set("PolicyDocument", tree(wire.get("s3", "/" + bucket + "?policy")));
    return found;
  }

  private JsonNode topic(String arn) throws IOException {
    Document told =
        wire.query(
            "sns",
            Map.of("Action", "GetTopicAttributes", "Version", "2010-03-31", "TopicArn", arn));
    if (!told.getDocumentElement().getTextContent().contains(arn)) {
      throw new AssertionError("no topic " + arn);
    }
    return JsonMapper.shared()
        .createObjectNode()
        .put("TopicName", arn.substring(arn.lastIndexOf(':') + 1));
  }

  private JsonNode subscription(String topic) throws IOException {
    Document told =
        wire.query(
            "sns",
            Map.of(
                "Action", "ListSubscriptionsByTopic", "Version", "2010-03-31", "TopicArn", topic));
    return fields(told.getElementsByTagName("member").item(0));
  }

  private JsonNode alarm(String name) throws IOException {
    for (JsonNode alarm :
        wire.json(
                "monitoring",
                "GraniteServiceVersion20100801.DescribeAlarms",
                Map.of("AlarmNames", List.of(name)))
            .path("MetricAlarms")) {
      if (alarm.path("AlarmName").asString().equals(name)) {
        return alarm;
      }
    }
    throw new AssertionError("no alarm " + name);
  }

  private JsonNode endpoint(String id) throws IOException {
    Map<String, String> form = new TreeMap<>();
    form.put("Action", "DescribeVpcEndpoints");
    form.put("Version", "2016-11-15");
    form.put("VpcEndpointId.1", id);
    Document told = wire.query("ec2", form);
    ObjectNode found =
        JsonMapper.shared()
            .createObjectNode()
            .put("VpcEndpointType", text(told, "vpcEndpointType"))
            .put("ServiceName", text(told, "serviceName"))
            .put("VpcId", text(told, "vpcId"));
    ArrayNode tables = found.putArray("RouteTableIds");
    NodeList items =
        ((org.w3c.dom.Element) told.getElementsByTagName("routeTableIdSet").item(0))
            .getElementsByTagName("item");
    for (int i = 0; i < items.getLength(); i++) {
      tables.add(items.item(i).getTextContent().strip());
    }
    return found;
  }

  /** A policy in the form that IAM answers it. */
  static JsonNode decoded(String document) {
    return tree(URLDecoder.decode(document, StandardCharsets.UTF_8));
  }

  static String text(Document document, String name) {
    NodeList found = document.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
  }

  private static ObjectNode fields(Node parent) {
    ObjectNode found = JsonMapper.shared().createObjectNode();
    for (Node at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
      if (at.getNodeType() == Node.ELEMENT_NODE) {
        found.put(
            at.getLocalName() == null ? at.getNodeName() : at.getLocalName(), at.getTextContent());
      }
    }
    return found;
  }

  private static JsonNode tree(String json) {
    return JsonMapper.shared().readTree(json);
  }
}
