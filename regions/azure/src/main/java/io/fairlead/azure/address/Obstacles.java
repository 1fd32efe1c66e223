package io.fairlead.azure.address;

import io.fairlead.azure.arm.ArmClient;
import io.fairlead.azure.arm.ArmClient.Answer;
import io.fairlead.azure.arm.ArmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Why a node could not hold an address, or would hold it in vain. */
record Obstacles(ArmClient arm) {
  private static final String NETWORK = "Microsoft.Network/";
  private static final String JOIN = "/join/action";

  /** The first reason; empty = there is none, or nobody can say. */
  Optional<String> of(PublicIp address, Attachment to, Instant deadline) {
    ArmId carrier = to.carrier();
    if (!carrier.subscription().equals(address.id().subscription())) {
      return Optional.of(
          address.id().name()
              + " is in subscription "
              + address.id().subscription()
              + " and "
              + carrier.name()
              + " in "
              + carrier.subscription()
              + ": an address stays in its subscription");
    }
    return switch (arm.get(carrier, deadline)) {
      case Answer.Failed(var why) ->
          why.outcome() instanceof io.fairlead.port.ApplyOutcome.Refused(String text, boolean again)
                  && !again
              ? Optional.of(text)
              : Optional.empty();
      case Answer.Done(var body) -> inBody(address, to, body, deadline);
    };
  }

  private Optional<String> inBody(
      PublicIp address, Attachment to, ObjectNode body, Instant deadline) {
    String location = body.path("location").asString("");
    if (!location.equalsIgnoreCase(address.location())) {
      return Optional.of(
          to.carrier().name()
              + " is in "
              + location
              + ", the address in "
              + address.location()
              + ": an address never crosses a region");
    }
    Optional<String> full = new Carrier(body.deepCopy()).hold(address.id(), to);
    return full.or(() -> sku(address, to, body, deadline))
        .or(() -> permission(address, to, body, deadline))
        .or(() -> packets(address, to, body, deadline));
  }

  /** A load balancer and its public IPs are of one SKU. */
  private Optional<String> sku(PublicIp address, Attachment to, JsonNode body, Instant deadline) {
    if (to.spare() == null) {
      return Optional.empty();
    }
    String its = body.path("sku").path("name").asString("Basic");
    if (arm.get(address.id(), deadline) instanceof Answer.Done(var ip)) {
      String sku = ip.path("sku").path("name").asString("Basic");
      if (!sku.equals(its)) {
        return Optional.of(
            address.id().name()
                + " is of SKU "
                + sku
                + " and "
                + to.carrier().name()
                + " of "
                + its
                + ": they must be of one, Standard");
      }
    }
    return Optional.empty();
  }

  /** The actions that a write asks for on what it refers to. */
  private Optional<String> permission(
      PublicIp address, Attachment to, JsonNode body, Instant deadline) {
    Permissions permissions = new Permissions(arm);
    String type = to.carrier().type();
    String join = NETWORK + "publicIPAddresses" + JOIN;
    Optional<String> first =
        permissions
            .missing(to.carrier(), List.of(type + "/write"), deadline)
            .or(() -> permissions.missing(address.id(), List.of(join), deadline));
    if (first.isPresent()) {
      return first;
    }
    List<ArmId> linked = new ArrayList<>();
    group(body).ifPresent(linked::add);
    for (JsonNode each : body.path("properties").path(to.array())) {
      ArmId.parse(each.path("properties").path("subnet").path("id").asString(""))
          .filter(subnet -> linked.stream().noneMatch(subnet::is))
          .ifPresent(linked::add);
    }
    return linked.stream()
        .map(each -> permissions.missing(each, List.of(each.type() + JOIN), deadline))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** A Standard address takes no packets that no rule of a security group lets in. */
  private Optional<String> packets(
      PublicIp address, Attachment to, JsonNode body, Instant deadline) {
    if (to.spare() != null) {
      return Optional.empty();
    }
    Optional<ArmId> group = group(body);
    if (group.isEmpty()) {
      Optional<ArmId> subnet =
          new Carrier((ObjectNode) body)
              .configuration(to)
              .flatMap(at -> ArmId.parse(at.path("subnet").path("id").asString("")));
      if (subnet.isEmpty() || !(arm.get(subnet.get(), deadline) instanceof Answer.Done(var of))) {
        return Optional.empty();
      }
      group = group(of);
    }
    if (group.isEmpty()) {
      return Optional.of(
          to.carrier().name()
              + " has no network security group, nor has its subnet: a Standard public IP takes no"
              + " packets there");
    }
    return arm.get(group.get(), deadline) instanceof Answer.Done(var rules)
        ? shut(group.get(), rules, address.ports())
        : Optional.empty();
  }

  private static Optional<ArmId> group(JsonNode body) {
    return ArmId.parse(
        body.path("properties").path("networkSecurityGroup").path("id").asString(""));
  }

  private static Optional<String> shut(ArmId group, JsonNode body, SortedSet<Integer> ports) {
    SecurityRules rules = new SecurityRules(body.path("properties"));
    return ports.stream()
        .filter(port -> !rules.letIn(port))
        .findFirst()
        .map(
            port ->
                "no rule of network security group "
                    + group.name()
                    + " lets clients in to port "
                    + port);
  }
}
