package io.fairlead.azure.client;

/** A storage account's key. It is never printed: its text form hides it. */
public record AccountKey(String value) {
  @Override
  public String toString() {
    return "(not shown)";
  }
}
