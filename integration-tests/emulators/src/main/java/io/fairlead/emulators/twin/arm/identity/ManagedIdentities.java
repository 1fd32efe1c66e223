package io.fairlead.emulators.twin.arm.identity;

import java.util.Set;

/** User-assigned managed identities. */
public final class ManagedIdentities extends PlainKind {
  @Override
  public String namespace() {
    return "Microsoft.ManagedIdentity";
  }

  @Override
  public String type() {
    return "userAssignedIdentities";
  }

  @Override
  public String operations() {
    return "UserAssignedIdentities";
  }

  @Override
  public Set<String> versions() {
    return Set.of("2024-11-30");
  }
}
