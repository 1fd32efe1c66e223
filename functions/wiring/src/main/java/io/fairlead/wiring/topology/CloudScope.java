package io.fairlead.wiring.topology;

import org.jspecify.annotations.Nullable;

/** Where in a cloud a region's targets and its cell are. */
public sealed interface CloudScope {
  /**
   * A region of AWS.
   *
   * @param account twelve digits; absent = the account of the credentials
   * @param vpc id of the network that holds the nodes
   * @param cell the DynamoDB table with the region's cell, if it keeps one
   */
  record Aws(@Nullable String account, @Nullable String vpc, @Nullable String cell)
      implements CloudScope {}

  /**
   * A region of Azure.
   *
   * @param subscription its UUID
   * @param resourceGroup holds public IPs and NICs that give no full resource id
   * @param cell storage account and container of the region's cell, as {@code ACCOUNT/CONTAINER}
   */
  record Azure(String subscription, String resourceGroup, @Nullable String cell)
      implements CloudScope {}
}
