package io.fairlead.azure.address;

import io.fairlead.azure.arm.ArmId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a public IP may sit: a configuration of a NIC, or a frontend of a load balancer.
 *
 * @param carrier the NIC or the load balancer
 * @param configuration its configuration's name; null = the primary one of a NIC
 * @param spare the public IP that a frontend has while the floating one is elsewhere, because a
 *     frontend is never without; null = a NIC
 */
public record Attachment(ArmId carrier, @Nullable String configuration, @Nullable ArmId spare) {
  static final String NICS = "networkInterfaces";
  static final String BALANCERS = "loadBalancers";

  private static final Pattern NIC = Pattern.compile("([^/]+)(?:/([^/]+))?");
  private static final Pattern FRONTEND = Pattern.compile("loadBalancers/([^/]+)/([^/]+)");
  private static final Pattern PART =
      Pattern.compile(
          "(/.+/(?:networkInterfaces|loadBalancers)/[^/]+)"
              + "(?:/(?:ipConfigurations|frontendIPConfigurations)/([^/]+))?",
          Pattern.CASE_INSENSITIVE);

  public Attachment {
    boolean frontend = carrier.type().equalsIgnoreCase("Microsoft.Network/" + BALANCERS);
    if (frontend && (configuration == null || spare == null)) {
      throw new IllegalArgumentException(
          "'"
              + carrier.text()
              + "' is a load balancer: name its frontend, as in loadBalancers/NAME/FRONTEND, and"
              + " the 'spare' public IP that the frontend has while the address is elsewhere");
    }
    if (!frontend && spare != null) {
      throw new IllegalArgumentException(
          "'" + carrier.name() + "' is a NIC, which needs no 'spare' public IP");
    }
  }

  /**
   * Where short names are.
   *
   * @param subscription its UUID
   */
  public record Group(String subscription, String name) {}

  /**
   * Reads {@code gw-1-nic}, {@code gw-1-nic/CONFIGURATION}, {@code loadBalancers/gw-1-lb/FRONTEND},
   * or the resource id of one of them.
   *
   * @param spare a public IP's name or resource id
   * @throws IllegalArgumentException when it is neither
   */
  public static Attachment parse(String text, @Nullable String spare, Group group) {
    ArmId resting = spare == null ? null : publicIp(spare, group);
    Matcher part = PART.matcher(text);
    if (part.matches()) {
      return new Attachment(new ArmId(part.group(1)), part.group(2), resting);
    }
    Matcher frontend = FRONTEND.matcher(text);
    if (frontend.matches()) {
      return new Attachment(
          in(group, BALANCERS + "/" + frontend.group(1)), frontend.group(2), resting);
    }
    Matcher nic = NIC.matcher(text);
    if (nic.matches()) {
      return new Attachment(in(group, NICS + "/" + nic.group(1)), nic.group(2), resting);
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is no NIC and no frontend, as in gw-1-nic, gw-1-nic/CONFIGURATION,"
            + " loadBalancers/LB/FRONTEND or a resource id");
  }

  /** The id of a public IP that is given by its name or its id. */
  public static ArmId publicIp(String text, Group group) {
    return text.startsWith("/") ? new ArmId(text) : in(group, "publicIPAddresses/" + text);
  }

  private static ArmId in(Group group, String path) {
    return ArmId.network(group.subscription(), group.name(), path);
  }

  /** Whether an address on this configuration of that carrier sits here. */
  boolean isAt(ArmId at) {
    return carrier.is(at.parent())
        && (configuration == null || configuration.equalsIgnoreCase(at.name()));
  }

  /** Where a body of the carrier has its configurations. */
  String array() {
    return spare == null ? "ipConfigurations" : "frontendIPConfigurations";
  }
}
