package io.fairlead.wiring.stack;

import io.fairlead.fleet.Node;
import io.fairlead.fleet.Region;
import io.fairlead.wiring.topology.CloudScope;
import io.fairlead.wiring.topology.rule.AwsNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Why the templates of {@code infra/azure} cannot serve a topology, the first reason. */
public record AzureObjections(AzureStacks stacks) {
  /** An account's name has 24 characters at most, and 'host' goes behind it. */
  private static final int LONGEST_ACCOUNT = 20;

  /** Of a topic of Event Grid. */
  private static final int LONGEST_TOPIC = 50;

  /** One sentence; empty where they can. */
  public Optional<String> first() {
    return subscriptions()
        .or(this::names)
        .or(this::stores)
        .or(() -> AccountTables.objection(stacks))
        .or(this::unreached);
  }

  private Optional<String> subscriptions() {
    return stacks.subscriptions().size() == 1
        ? Optional.empty()
        : Optional.of(
            "the templates take a fleet whose regions, gateways and zones on Azure are in one subscription; the topology has %s: put 'regions.NAME.azure', ids of nodes and addresses and 'zones.NAME' into one, or deploy by hand."
                .formatted(String.join(" and ", stacks.subscriptions())));
  }

  private Optional<String> names() {
    String fleet = stacks.topology().fleet().name();
    Optional<String> name =
        Stream.concat(Stream.of(fleet), stacks.scopes().keySet().stream())
            .filter(each -> !AwsNames.fits(each))
            .findFirst();
    if (name.isPresent()) {
      return Optional.of(
          "the templates refuse the name '%s': they take %s."
              .formatted(name.get(), AwsNames.WORDS));
    }
    return stacks.scopes().keySet().stream()
        .map(stacks::name)
        .filter(each -> each.length() > LONGEST_TOPIC)
        .findFirst()
        .map(
            each ->
                "'%s' has %d characters and Event Grid takes %d for a topic: give the fleet or the region a shorter name."
                    .formatted(each, each.length(), LONGEST_TOPIC));
  }

  private Optional<String> stores() {
    Map<String, String> accounts = new HashMap<>();
    for (var scope : stacks.scopes().entrySet()) {
      String region = scope.getKey();
      CloudScope.Storage storage = scope.getValue().storage();
      String other = accounts.putIfAbsent(storage.account(), region);
      if (other != null) {
        return Optional.of(
            "regions %s and %s share the account '%s', and the template makes one a region: name another in 'regions.%s.azure.storage'."
                .formatted(other, region, storage.account(), region));
      }
      Optional<String> why = store(region, scope.getValue());
      if (why.isPresent()) {
        return why;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> store(String region, CloudScope.Azure scope) {
    CloudScope.Storage storage = scope.storage();
    if (storage.account().length() > LONGEST_ACCOUNT) {
      return Optional.of(
          "the account of region %s, '%s', has %d characters, and the template takes %d, because it names the functions' own '%shost'."
              .formatted(
                  region,
                  storage.account(),
                  storage.account().length(),
                  LONGEST_ACCOUNT,
                  storage.account()));
    }
    String made = "https://" + storage.account() + ".blob.core.windows.net";
    if (!storage.endpoint().equals(made)) {
      return Optional.of(
          "the blobs of region %s are at %s, and those of the account that the template makes at %s: leave 'regions.%s.azure.storage.endpoint' out."
              .formatted(region, storage.endpoint(), made, region));
    }
    if (storage.key() != null) {
      return Optional.of(
          "the account that the template makes for region %s takes no key: leave 'regions.%s.azure.storage.key' out, and its functions use their identity."
              .formatted(region, region));
    }
    if (AzureStacks.CONFIG.equals(storage.container())
        || AzureStacks.CONFIG.equals(scope.flagContainer())) {
      return Optional.of(
          "the template keeps the topology of region %s in container '%s': name its state and its flags otherwise."
              .formatted(region, AzureStacks.CONFIG));
    }
    return Optional.empty();
  }

  /** A node that the functions of its region could not probe: it would stay Unknown for good. */
  private Optional<String> unreached() {
    for (var scope : stacks.scopes().entrySet()) {
      Region region = stacks.topology().fleet().region(scope.getKey());
      Optional<Node> node =
          scope.getValue().subnet() != null ? Optional.empty() : Unreached.of(region);
      if (node.isPresent()) {
        return Optional.of(
            "functions outside a network do not reach node %s of region %s at %s: give its nodes public hosts, or put the functions' subnet into 'regions.%s.azure.functions.subnet'."
                .formatted(node.get().name(), region.name(), node.get().host(), region.name()));
      }
    }
    return Optional.empty();
  }
}
