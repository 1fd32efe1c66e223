package io.fairlead.wiring.stack;

import io.fairlead.wiring.stack.DeployCommands.Command;
import io.fairlead.wiring.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands that deploy a topology in the clouds that it is in, each after those whose answers
 * it needs: identities and profiles of Azure, regions of AWS whose roles these trust, the role of
 * Azure's regions in AWS, these regions, files and code, what lets somebody sign, and last what
 * looks at all of them.
 *
 * @param aws null = nothing is there
 * @param azure null = nothing is there
 */
public record DeployOrder(@Nullable DeployCommands aws, @Nullable AzureCommands azure) {
  /** Every command. */
  public List<Command> all() {
    List<Command> commands = new ArrayList<>();
    if (azure != null) {
      commands.add(azure.fleet());
      commands.addAll(azure.profiles());
      if (aws != null) {
        commands.addAll(new TrustCommands(aws.stacks(), azure.stacks()).identities());
      }
    }
    if (aws != null) {
      commands.addAll(aws.regions());
      if (azure != null) {
        commands.addAll(new TrustCommands(aws.stacks(), azure.stacks()).trust());
      }
      commands.addAll(aws.role());
    }
    if (azure != null) {
      commands.addAll(azure.regions());
    }
    if (aws != null) {
      commands.addAll(aws.files());
    }
    if (azure != null) {
      commands.addAll(azure.files());
    }
    commands.addAll(signing());
    if (aws != null) {
      commands.addAll(aws.watching());
    }
    return commands;
  }

  private List<Command> signing() {
    if (azure != null) {
      Topology topology = azure.stacks().topology();
      return new SigningCommands(topology, AzureRole.SIGNING.title(topology.fleet().name())).all();
    }
    return aws == null
        ? List.of()
        : new SigningCommands(aws.stacks().topology(), SigningCommands.BUILT_IN).all();
  }
}
