package io.fairlead.wiring.topology;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where in a cloud a region's targets and its cell are. */
public sealed interface CloudScope {
  /**
   * A region of AWS.
   *
   * @param account twelve digits; absent = the account of the credentials
   * @param vpc id of the network that holds the nodes
   * @param table the region's own DynamoDB table: its observation entry, its slot, and its cell
   * @param cellBucket an S3 bucket that holds the region's cell instead of the table, if any
   * @param flagBucket the S3 bucket that is the region's flag store, if it has one
   * @param privateFlags whether nobody but the fleet may read its flags, so that health checks look
   *     at alarms
   * @param functions the network that its functions run in; null = outside any
   */
  record Aws(
      @Nullable String account,
      @Nullable String vpc,
      String table,
      @Nullable String cellBucket,
      @Nullable String flagBucket,
      boolean privateFlags,
      @Nullable Functions functions)
      implements CloudScope {}

  /**
   * The network of a region's functions in AWS.
   *
   * @param ipv6 whether AWS and the other regions are reached by IPv6
   */
  record Functions(List<String> subnets, List<String> securityGroups, boolean ipv6) {
    public Functions {
      subnets = List.copyOf(subnets);
      securityGroups = List.copyOf(securityGroups);
    }
  }

  /**
   * A region of Azure.
   *
   * @param subscription its UUID
   * @param resourceGroup holds public IPs and NICs that give no full resource id
   * @param identity client id of the region's user-assigned managed identity; null = as the
   *     environment says
   * @param storage the region's own: its observation entry, its history, its cell
   * @param flagContainer the container of that account that is the region's flag store, if it has
   *     one
   * @param spares by node, the public IP that its load balancer's frontend has while the floating
   *     one is elsewhere
   * @param subnet resource id of the subnet that its functions run in; null = outside any
   */
  record Azure(
      String subscription,
      String resourceGroup,
      @Nullable String identity,
      Storage storage,
      @Nullable String flagContainer,
      SortedMap<String, String> spares,
      @Nullable String subnet)
      implements CloudScope {
    public Azure {
      spares = Collections.unmodifiableSortedMap(new TreeMap<>(spares));
    }
  }

  /**
   * A storage account of Azure and its private container.
   *
   * @param endpoint of its blobs
   * @param key null = by an identity. It is left out of the text form, and so of the digest:
   *     another key makes no other fleet
   */
  record Storage(String account, String container, String endpoint, @Nullable Secret key) {
    @Override
    public String toString() {
      return account + "/" + container + " at " + endpoint;
    }
  }
}
