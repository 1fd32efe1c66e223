package io.fairlead.emulators.stack;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A role with its policies, as IAM tells it. */
record RoleProof(Wire wire) {
  JsonNode found(String role, JsonNode wanted) throws IOException {
    Document told = asked("GetRole", Map.of("RoleName", role));
    ObjectNode found =
        JsonMapper.shared().createObjectNode().put("Description", Proofs.text(told, "Description"));
    found.set(
        "AssumeRolePolicyDocument", Proofs.decoded(Proofs.text(told, "AssumeRolePolicyDocument")));
    ArrayNode policies = found.putArray("Policies");
    // In the order of the template: IAM tells them by name.
    for (JsonNode policy : wanted.path("Policies")) {
      String name = policy.path("PolicyName").asString();
      Document document = asked("GetRolePolicy", Map.of("RoleName", role, "PolicyName", name));
      policies
          .addObject()
          .put("PolicyName", name)
          .set("PolicyDocument", Proofs.decoded(Proofs.text(document, "PolicyDocument")));
    }
    if (members("ListRolePolicies", role, "member") != policies.size()) {
      throw new AssertionError("role " + role + " has other policies besides");
    }
    ArrayNode managed = found.putArray("ManagedPolicyArns");
    NodeList attached =
        asked("ListAttachedRolePolicies", Map.of("RoleName", role))
            .getElementsByTagName("PolicyArn");
    for (int i = 0; i < attached.getLength(); i++) {
      managed.add(attached.item(i).getTextContent());
    }
    return found;
  }

  private int members(String action, String role, String name) throws IOException {
    return asked(action, Map.of("RoleName", role)).getElementsByTagName(name).getLength();
  }

  private Document asked(String action, Map<String, String> parameters) throws IOException {
    Map<String, String> form = new TreeMap<>(parameters);
    form.put("Action", action);
    form.put("Version", "2010-05-08");
    return wire.query("iam", form);
  }
}
