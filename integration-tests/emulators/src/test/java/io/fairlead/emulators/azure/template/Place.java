package io.fairlead.emulators.azure.template;

import java.util.List;

/**
 * Where something is deployed.
 *
 * @param group the resource group; empty = the subscription
 */
record Place(String subscription, String group, String location) {
  /** Its own id. */
  String id() {
    return group.isEmpty() ? subscriptionId() : subscriptionId() + "/resourceGroups/" + group;
  }

  private String subscriptionId() {
    return "/subscriptions/" + subscription;
  }

  Place inGroup(String other) {
    return new Place(subscription, other, location);
  }

  /** The id of a resource here, as the function resourceId has it. */
  String resource(String type, List<String> names) {
    return id() + "/providers/" + path(type, names);
  }

  /** The id of one of the whole subscription. */
  String ofSubscription(String type, List<String> names) {
    return subscriptionId() + "/providers/" + path(type, names);
  }

  /** A type with a name behind each of its parts. */
  static String path(String type, List<String> names) {
    String[] parts = type.split("/", -1);
    if (parts.length != names.size() + 1) {
      throw new IllegalArgumentException(type + " needs another number of names than " + names);
    }
    StringBuilder path = new StringBuilder(parts[0]);
    for (int i = 0; i < names.size(); i++) {
      path.append('/').append(parts[i + 1]).append('/').append(names.get(i));
    }
    return path.toString();
  }
}
