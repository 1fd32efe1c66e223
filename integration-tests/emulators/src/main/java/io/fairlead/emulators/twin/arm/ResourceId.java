package io.fairlead.emulators.twin.arm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The name of a resource, which is the same in any case of letters.
 *
 * @param group the resource group
 * @param namespace of the provider, as in {@code Microsoft.Network}
 * @param type as in {@code networkInterfaces} or {@code virtualNetworks/subnets}
 * @param name as in {@code gw-1-nic} or {@code net/gateways}; one part a part of the type
 */
public record ResourceId(
    String subscription, String group, String namespace, String type, String name) {
  private static final int HEAD = 7;

  /** Reads a path; empty where it names no resource. */
  public static Optional<ResourceId> parse(String path) {
    String[] parts = path.split("/", -1);
    if (parts.length < HEAD + 2
        || parts.length % 2 == 0
        || !parts[1].equalsIgnoreCase("subscriptions")
        || !parts[3].equalsIgnoreCase("resourceGroups")
        || !parts[5].equalsIgnoreCase("providers")) {
      return Optional.empty();
    }
    List<String> types = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = HEAD; i < parts.length; i += 2) {
      types.add(parts[i]);
      names.add(parts[i + 1]);
    }
    return Optional.of(
        new ResourceId(
            parts[2], parts[4], parts[6], String.join("/", types), String.join("/", names)));
  }

  /**
   * Reads the path of a resource.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static ResourceId of(String path) {
    return parse(path).orElseThrow(() -> new IllegalArgumentException("no resource id: " + path));
  }

  /** A resource of {@code Microsoft.Network}, as in {@code networkInterfaces/gw-1-nic}. */
  public static ResourceId network(String subscription, String group, String path) {
    return of(
        "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Network/%s"
            .formatted(subscription, group, path));
  }

  /** What every resource says of itself: its id, its own name, its type. */
  public ObjectNode body() {
    return JsonMapper.shared()
        .createObjectNode()
        .put("id", text())
        .put("name", name.substring(name.lastIndexOf('/') + 1))
        .put("type", namespace + "/" + type);
  }

  /** The resource that this one is part of, as a NIC of its IP configuration. */
  public ResourceId parent() {
    int type = this.type.lastIndexOf('/');
    int name = this.name.lastIndexOf('/');
    return type < 0
        ? this
        : new ResourceId(
            subscription,
            group,
            namespace,
            this.type.substring(0, type),
            this.name.substring(0, name));
  }

  /** A part of it. */
  public ResourceId child(String type, String name) {
    return new ResourceId(
        subscription, group, namespace, this.type + "/" + type, this.name + "/" + name);
  }

  /** Its path. */
  public String text() {
    StringBuilder text =
        new StringBuilder("/subscriptions/" + subscription + "/resourceGroups/" + group);
    text.append("/providers/").append(namespace);
    String[] types = type.split("/", -1);
    String[] names = name.split("/", -1);
    for (int i = 0; i < types.length; i++) {
      text.append('/').append(types[i]).append('/').append(names[i]);
    }
    return text.toString();
  }

  /** The same for every way to write it. */
  public String key() {
    return text().toLowerCase(Locale.ROOT);
  }
}
