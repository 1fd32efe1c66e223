package io.fairlead.aws.address;

import io.fairlead.aws.client.AwsClients;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The primary private addresses of network interfaces. An interface keeps its own for life, so each
 * is asked for once a process.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html">Elastic network
 *     interfaces</a>
 */
final class PrimaryIps {
  private final AwsClients clients;
  private final ConcurrentMap<String, String> known = new ConcurrentHashMap<>();

  PrimaryIps(AwsClients clients) {
    this.clients = clients;
  }

  /** Learns those of a location's interfaces that are not known yet, by one call if any. */
  void learn(String location, Collection<String> interfaces, Instant deadline) {
    SortedSet<String> unknown = new TreeSet<>(interfaces);
    unknown.removeAll(known.keySet());
    Optional<AwsRequestOverrideConfiguration> budget = clients.budget(deadline);
    if (unknown.isEmpty() || budget.isEmpty()) {
      return;
    }
    try {
      clients
          .ec2(location)
          .describeNetworkInterfaces(
              ask -> ask.networkInterfaceIds(unknown).overrideConfiguration(budget.get()))
          .networkInterfaces()
          .forEach(found -> known.put(found.networkInterfaceId(), found.privateIpAddress()));
    } catch (SdkException nobodyCanSay) {
      // The next tick asks again; doctor tells a permission that is missing.
    }
  }

  /** Whether a private address is the interface's primary one, or nobody can say. */
  boolean mayBe(String networkInterface, String privateIp) {
    String primary = known.get(networkInterface);
    return primary == null || primary.equals(privateIp);
  }
}
