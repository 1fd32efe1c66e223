package io.fairlead.azure.address;

import io.fairlead.azure.arm.ArmClient;
import io.fairlead.azure.arm.ArmClient.Answer;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.arm.Permissions;
import io.fairlead.azure.client.SideBySide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Why a node could not hold an address, or would hold it in vain. */
record Obstacles(ArmClient arm) {
  /**
   * The first reason; empty = there is none, or nobody can say. One read, then everything else side
   * by side: it goes before a write in the same tick.
   */
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
    if (full.isPresent()) {
      return full;
    }
    List<Supplier<Optional<String>>> questions = new ArrayList<>();
    questions.add(() -> sku(address, to, body, deadline));
    questions.addAll(permissions(address, to, body, deadline));
    questions.add(() -> packets(address, to, body, deadline));
    return SideBySide.all(questions, Supplier::get).stream().flatMap(Optional::stream).findFirst();
  }

  /** A load balancer and its public IPs are of one SKU, and so are the public IPs of a NIC. */
  private Optional<String> sku(PublicIp address, Attachment to, JsonNode body, Instant deadline) {
    Optional<ArmId> beside = to.spare() == null ? beside(address, to, body) : Optional.empty();
    if (to.spare() == null && beside.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> its =
        to.spare() == null ? sku(beside.get(), deadline) : Optional.of(sku(body));
    Optional<String> sku = its.flatMap(_ -> sku(address.id(), deadline));
    if (its.isEmpty() || sku.isEmpty() || sku.equals(its)) {
      return Optional.empty();
    }
    String there = beside.map(other -> other.name() + " on ").orElse("") + to.carrier().name();
    return Optional.of(
        address.id().name()
            + " is of SKU "
            + sku.get()
            + " and "
            + there
            + " of "
            + its.get()
            + ": they must be of one, Standard");
  }

  /** Another public IP of a NIC: all that it has are of one SKU, so that one tells of all. */
  private static Optional<ArmId> beside(PublicIp address, Attachment to, JsonNode body) {
    for (JsonNode each : body.path("properties").path(to.array())) {
      Optional<ArmId> other =
          ArmId.parse(each.path("properties").path("publicIPAddress").path("id").asString(""))
              .filter(id -> !id.is(address.id()));
      if (other.isPresent()) {
        return other;
      }
    }
    return Optional.empty();
  }

  private Optional<String> sku(ArmId id, Instant deadline) {
    return arm.get(id, deadline) instanceof Answer.Done(var body)
        ? Optional.of(sku(body))
        : Optional.empty();
  }

  private static String sku(JsonNode body) {
    return body.path("sku").path("name").asString("Basic");
  }

  /** The actions that a write asks for on what it refers to. */
  private List<Supplier<Optional<String>>> permissions(
      PublicIp address, Attachment to, JsonNode body, Instant deadline) {
    Permissions permissions = new Permissions(arm);
    List<ArmId> joined = new ArrayList<>(List.of(address.id()));
    group(body).ifPresent(joined::add);
    for (JsonNode each : body.path("properties").path(to.array())) {
      ArmId.parse(each.path("properties").path("subnet").path("id").asString(""))
          .filter(subnet -> joined.stream().noneMatch(subnet::is))
          .ifPresent(joined::add);
    }
    List<Supplier<Optional<String>>> questions = new ArrayList<>();
    String write = to.carrier().type() + "/write";
    questions.add(() -> permissions.missing(to.carrier(), write, deadline));
    for (ArmId each : joined) {
      questions.add(() -> permissions.missing(each, each.type() + "/join/action", deadline));
    }
    return questions;
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
