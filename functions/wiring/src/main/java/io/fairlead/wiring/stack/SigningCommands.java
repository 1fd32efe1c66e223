package io.fairlead.wiring.stack;

import io.fairlead.wiring.stack.DeployCommands.Command;
import io.fairlead.wiring.topology.KeyPlace;
import io.fairlead.wiring.topology.Replication;
import io.fairlead.wiring.topology.SigningKey;
import io.fairlead.wiring.topology.Topology;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What whoever publishes gets on the keys of vaults that sign artifact sets, a role on each key and
 * nothing else of its vault. Who that is no topology says: PUBLISHER is to be put in.
 *
 * @param role that he gets
 */
record SigningCommands(Topology topology, String role) {
  /**
   * Where a fleet has nothing else on Azure, and so no role of its own there. It may do more with
   * the key than sign.
   */
  static final String BUILT_IN = "Key Vault Crypto User";

  /** Modules of hardware that somebody has to himself have roles of their own kind. */
  private static final Pattern KEY =
      Pattern.compile("https://([A-Za-z0-9-]+)\\.vault[^/]*/keys/([^/]+)/[^/]+");

  /** One a key, in the order of their names. */
  List<Command> all() {
    SortedSet<String> keys = new TreeSet<>();
    for (Replication.ArtifactSet set : topology.replication().sets().values()) {
      for (SigningKey key : set.sign()) {
        if (key.place() instanceof KeyPlace.Vault vault) {
          keys.add(vault.key().toString());
        }
      }
    }
    return keys.stream().map(KEY::matcher).filter(Matcher::matches).map(this::grant).toList();
  }

  private Command grant(Matcher key) {
    String given =
        """
        az role assignment create --role "%s" --assignee PUBLISHER \
        --scope "$(az keyvault show --name %s --query id --output tsv)/keys/%s\""""
            .formatted(role, key.group(1), key.group(2));
    return new Command(
        "key %s in vault %s signs artifact sets, for whoever publishes: PUBLISHER is his object id"
                .formatted(key.group(2), key.group(1))
            + " or name",
        List.of("sh", "-c", given));
  }
}
