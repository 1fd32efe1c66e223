package io.fairlead.cli.artifact;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.wiring.artifact.SetParts;
import io.fairlead.wiring.topology.KeyPlace;
import io.fairlead.wiring.topology.SigningKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a version is signed with, where it is not what the topology names. */
public final class KeyOptions {
  /** Two while one key replaces the other. */
  private static final int MOST = 2;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "Sign with this instead of 'sign': an id there, or ID=kms:ARN, ID=keyvault:URL, ID=file:PATH;"
              + " given twice while one key replaces the other.")
  private List<String> keys = List.of();

  /** Whether an operator named any. */
  public boolean isGiven() {
    return !keys.isEmpty();
  }

  /**
   * A set that is signed with them; as it is where none were given.
   *
   * @throws Stop where one is no key, or none that regions trust
   */
  public SetParts applied(SetParts set, DeclaredSets sets) {
    if (keys.size() > MOST) {
      throw new Stop(ExitCode.USAGE, "--key is given once, or twice while a key is replaced.");
    }
    List<SigningKey> chosen = new ArrayList<>();
    for (String text : keys) {
      chosen.add(key(text, set, sets));
    }
    return chosen.isEmpty() ? set : set.signedWith(chosen);
  }

  private static SigningKey key(String text, SetParts set, DeclaredSets sets) {
    Collection<String> trusted = sets.topology().replication().keys().keySet();
    Optional<SigningKey> declared =
        set.declared().sign().stream().filter(key -> key.id().equals(text)).findFirst();
    if (declared.isPresent()) {
      return declared.get();
    }
    int equals = text.indexOf('=');
    boolean named = equals > 0 && text.indexOf(':') > equals;
    if (!named && trusted.size() != 1) {
      throw new Stop(
          ExitCode.USAGE,
          "--key %s: say which of the topology's keys it is, as in ID=kms:ARN; there are %s."
              .formatted(text, String.join(", ", trusted)));
    }
    String id = named ? text.substring(0, equals) : trusted.iterator().next();
    if (!trusted.contains(id)) {
      throw new Stop(
          ExitCode.USAGE,
          "--key %s: the topology trusts no key '%s'; there are %s."
              .formatted(text, id, String.join(", ", trusted)));
    }
    try {
      String place = named ? text.substring(equals + 1) : text;
      return new SigningKey(id, KeyPlace.parse(place, sets.surroundings().directory()));
    } catch (IllegalArgumentException e) {
      throw new Stop(ExitCode.USAGE, "--key: " + e.getMessage() + ".");
    }
  }
}
