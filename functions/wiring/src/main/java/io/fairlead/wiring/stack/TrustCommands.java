package io.fairlead.wiring.stack;

import io.fairlead.wiring.stack.DeployCommands.Command;
import java.util.ArrayList;
import java.util.List;

/**
 * How a fleet's regions of one cloud are known to the other, without a stored secret. What only the
 * clouds can answer stands in capital letters, to be put in.
 *
 * @see <a
 *     href="https://learn.microsoft.com/entra/workload-id/workload-identity-federation-create-trust-user-assigned-managed-identity">
 *     Federated credentials of managed identities</a>
 */
record TrustCommands(AwsStacks aws, AzureStacks azure) {
  private static final String PAGE = " (docs/operations/two-clouds.md)";

  /** What the other commands need to know of the identities that were made. */
  List<Command> identities() {
    List<Command> commands = new ArrayList<>();
    for (String name : azure.identities()) {
      commands.add(
          new Command(
              "tenant, client id and principal id of " + name + ": for what follows",
              List.of(
                  "az",
                  "identity",
                  "show",
                  "--subscription",
                  azure.subscription(),
                  "--resource-group",
                  name,
                  "--name",
                  name,
                  "--query",
                  "[tenantId,clientId,principalId]",
                  "--output",
                  "tsv")));
    }
    return commands;
  }

  /**
   * Regions of AWS become known to Azure, and tokens are for the application that stands for AWS.
   */
  List<Command> trust() {
    List<Command> commands = new ArrayList<>();
    if (!aws.scopes().isEmpty()) {
      commands.add(
          new Command(
              "tokens of AWS, once an account: answers the ISSUER",
              List.of("aws", "iam", "enable-outbound-web-identity-federation")));
      aws.scopes().keySet().forEach(region -> commands.add(credential(region)));
    }
    if (!azure.scopes().isEmpty()) {
      commands.add(
          new Command(
              "the application that stands for AWS, once a tenant: answers appId, for APP_ID"
                  + PAGE,
              List.of(
                  "az",
                  "ad",
                  "app",
                  "create",
                  "--display-name",
                  "fairlead-in-aws",
                  "--identifier-uris",
                  "api://TENANT/fairlead-in-aws")));
      commands.add(
          new Command("its principal", List.of("az", "ad", "sp", "create", "--id", "APP_ID")));
    }
    return commands;
  }

  private Command credential(String region) {
    String name = azure.identities().getFirst();
    return new Command(
        "region "
            + region
            + " of AWS in Azure: ISSUER as above, ROLE_ARN the output TickRole of its stack; once more"
            + " with another --name and OperateRole, and where its replicate function reads here"
            + " ReplicateRole"
            + PAGE,
        List.of(
            "az",
            "identity",
            "federated-credential",
            "create",
            "--subscription",
            azure.subscription(),
            "--resource-group",
            name,
            "--identity-name",
            name,
            "--name",
            "aws-" + region,
            "--issuer",
            "ISSUER",
            "--subject",
            "ROLE_ARN",
            "--audiences",
            "api://AzureADTokenExchange"));
  }
}
