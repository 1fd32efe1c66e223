package io.fairlead.wiring.topology;

import static io.fairlead.wiring.shape.Key.optional;
import static io.fairlead.wiring.shape.Key.required;
import static io.fairlead.wiring.shape.Key.with;

import io.fairlead.wiring.shape.Key;
import io.fairlead.wiring.shape.Shape;
import io.fairlead.wiring.shape.Variant;
import java.util.List;

/** Keys of a region. */
final class RegionKeys {
  private static final Shape NODE =
      keys(
          required(
              "interface",
              Forms.LINE,
              "what carries it: an address (local), a network interface's id (aws), or"
                  + " eni-ID/PRIVATE-IPV4 for one of its secondary addresses, a NIC's name or"
                  + " resource id with or without its configuration, or loadBalancers/NAME/FRONTEND"
                  + " (azure)"),
          optional("host", Forms.HOST, "where probes connect to; absent: the interface"),
          optional(
              "spare",
              Forms.PUBLIC_IP,
              "azure: what a load balancer's frontend has while the floating address is elsewhere"));

  private static final Shape FLOATING_ADDRESS =
      keys(
          required("address", Forms.IPV4, "its IPv4 address"),
          optional("address6", Forms.IPV6, "its IPv6 address, which moves along; not in aws"),
          required(
              "nodes",
              new Shape.Many(Forms.REFERENCE, 1, 64),
              "nodes of this region that may hold it, preferred first"),
          optional("allocation", Forms.ALLOCATION, "aws: the Elastic IP's allocation id"),
          with(
              "move",
              new Shape.Choice(List.of("seamless", "strict")),
              "seamless",
              "strict: taken off first, so that no late write can move it; azure knows no other"),
          optional("publicIp", Forms.PUBLIC_IP, "azure: the public IP's name or resource id"));

  private static final Shape OBSERVER =
      keys(
          optional("from", Forms.IP, "source address of its probes; absent: the system's choice"),
          optional("http", Forms.HOST_PORT, "where its process serves metrics and status"),
          optional(
              "reaches",
              new Shape.Many(Forms.REFERENCE, 1, 64),
              "regions whose public endpoints it can reach; absent: all"));

  private static final Shape EDGE =
      keys(
          required("dns", Forms.HOST_PORT, "where it answers DNS, by UDP and TCP"),
          required("http", Forms.HOST_PORT, "where it serves its cell, flags and relays"));

  private static final Shape AWS =
      keys(
          optional("account", Forms.ACCOUNT, "the account; absent: that of the credentials"),
          optional("vpc", Forms.VPC, "the network of the nodes"),
          required(
              "table",
              Forms.TABLE,
              "the region's DynamoDB table: its observation entry, slot and cell"),
          optional(
              "cell",
              keys(required("bucket", Forms.BUCKET, "S3 bucket with the region's cell")),
              "where the region's cell is; absent: in its table"),
          optional(
              "flags",
              keys(
                  required("bucket", Forms.BUCKET, "its bucket; health checks read the objects"),
                  with(
                      "access",
                      new Shape.Choice(List.of("public", "private")),
                      "public",
                      "private: nobody may read it, and health checks look at alarms")),
              "the region's flag store; three regions have one"),
          optional(
              "functions",
              keys(
                  required(
                      "subnets", new Shape.Many(Forms.SUBNET, 1, 16), "subnets that they run in"),
                  required(
                      "securityGroups",
                      new Shape.Many(Forms.SECURITY_GROUP, 1, 5),
                      "their security groups"),
                  with(
                      "ipv6",
                      new Shape.Flag(),
                      true,
                      "by IPv6 of the subnets and an egress-only gateway; false: by endpoints or a"
                          + " NAT of your own")),
              "how its functions reach private hosts; absent: outside any VPC, where they reach"
                  + " none"));

  private static final Shape AZURE =
      keys(
          required("subscription", Forms.SUBSCRIPTION, "the subscription of the region's targets"),
          required("resourceGroup", Forms.RESOURCE_GROUP, "holds targets that give a name only"),
          optional(
              "identity",
              Forms.CLIENT,
              "client id of the region's user-assigned managed identity; absent: as the environment"
                  + " says"),
          required(
              "storage",
              keys(
                  required("account", Forms.ACCOUNT_NAME, "the storage account's name"),
                  required("container", Forms.CONTAINER, "its private container"),
                  optional(
                      "endpoint",
                      Forms.ENDPOINT,
                      "of its blobs; absent: https://ACCOUNT.blob.core.windows.net"),
                  optional(
                      "key",
                      Forms.STORAGE_KEY,
                      "the account's key, by reference only; absent or empty: by an identity")),
              "the region's storage account: its observation entry, history and cell"),
          optional(
              "flags",
              keys(
                  required(
                      "container",
                      Forms.CONTAINER,
                      "another container of the account; health checks read the blobs")),
              "the region's flag store; three regions have one"),
          optional(
              "functions",
              keys(
                  required(
                      "subnet",
                      Forms.AZURE_SUBNET,
                      "the subnet that they run in, delegated to Microsoft.App/environments")),
              "how its functions reach private hosts; absent: outside any network, where they reach"
                  + " none"));

  static final Shape REGION =
      new Shape.Keys(
          List.of(
              required(
                  "cloud",
                  new Shape.Choice(List.of("aws", "azure", "local")),
                  "who runs the region's targets"),
              required("location", Forms.LINE, "what the cloud calls the place; local: free text"),
              required("jurisdiction", Forms.JURISDICTION, "the code that residency rules name"),
              with(
                  "witness",
                  new Shape.Flag(),
                  false,
                  "whether it only observes and keeps a cell, and serves nothing"),
              optional("observer", OBSERVER, "its probing function"),
              optional(
                  "probes",
                  new Shape.Many(Forms.REFERENCE, 0, 64),
                  "probes run against each node and, by port, against public endpoints"),
              optional("nodes", new Shape.Named(Forms.NAME_FORM, NODE, 0, 1000), "its gateways"),
              optional(
                  "floatingAddresses",
                  new Shape.Named(Forms.NAME_FORM, FLOATING_ADDRESS, 0, 1000),
                  "addresses that sit on exactly one node each"),
              optional("edge", EDGE, "local: where the stand-in for a cloud listens"),
              optional("aws", AWS, "aws: where its targets are"),
              optional("azure", AZURE, "azure: where its targets are")),
          List.of(),
          List.of(
              new Variant("cloud", "local", List.of("edge"), List.of("aws", "azure")),
              new Variant("cloud", "aws", List.of("aws"), List.of("edge", "azure")),
              new Variant("cloud", "azure", List.of("azure"), List.of("edge", "aws"))));

  private RegionKeys() {}

  private static Shape keys(Key... keys) {
    return new Shape.Keys(List.of(keys), List.of(), List.of());
  }
}
