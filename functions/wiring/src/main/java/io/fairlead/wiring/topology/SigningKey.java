package io.fairlead.wiring.topology;

/**
 * A private key that manifests of artifact sets are signed with.
 *
 * @param id in the topology's trusted keys
 */
public record SigningKey(String id, KeyPlace place) {
  /** For people, as in {@code east (file:east.pem)}. */
  public String text() {
    return id + " (" + place.text() + ")";
  }
}
