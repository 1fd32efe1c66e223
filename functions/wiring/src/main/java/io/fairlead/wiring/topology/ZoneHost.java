package io.fairlead.wiring.topology;

/** Who hosts a DNS zone. */
public sealed interface ZoneHost {
  /** A Route 53 public hosted zone, by id. */
  record Route53(String hostedZone) implements ZoneHost {}

  /** A zone of Azure DNS. */
  record AzureDns(String subscription, String resourceGroup) implements ZoneHost {}
}
