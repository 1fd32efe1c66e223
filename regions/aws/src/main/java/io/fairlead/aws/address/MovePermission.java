package io.fairlead.aws.address;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;

/**
 * Asks EC2 by a dry run whether this process may move an address, before there is a reason to: one
 * that was detached and could not be attached again would be on nothing.
 */
record MovePermission(AwsClients clients) {
  private static final String MAY = "DryRunOperation";
  private static final String ACTION = "ec2:AssociateAddress";

  /** Why a move to one of its nodes would be refused; empty = it would not, or nobody can say. */
  Optional<String> refusal(ElasticIp address, Instant deadline) {
    return refusal(address, null, deadline);
  }

  /**
   * Why a move would be refused; empty = it would not, or nobody can say.
   *
   * @param to the node that it goes to; null = one of its nodes
   */
  Optional<String> refusal(ElasticIp address, @Nullable String to, Instant deadline) {
    Optional<AwsRequestOverrideConfiguration> budget = clients.budget(deadline);
    return budget.isEmpty()
        ? Optional.empty()
        : address.attachments().entrySet().stream()
            .filter(node -> to == null || node.getKey().equals(to))
            .findFirst()
            .flatMap(node -> refusal(address, node, budget.get()));
  }

  private Optional<String> refusal(
      ElasticIp address,
      Map.Entry<String, Attachment> node,
      AwsRequestOverrideConfiguration budget) {
    try {
      clients
          .ec2(address.location())
          .associateAddress(
              AssociateAddressRequest.builder()
                  .dryRun(true)
                  .allocationId(address.allocation())
                  .networkInterfaceId(node.getValue().networkInterface())
                  .privateIpAddress(node.getValue().privateIp())
                  .allowReassociation(true)
                  .overrideConfiguration(budget)
                  .build());
      return Optional.empty();
    } catch (AwsServiceException e) {
      if (e.awsErrorDetails() != null && MAY.equals(e.awsErrorDetails().errorCode())) {
        return Optional.empty();
      }
      AwsFailure failure = AwsFailure.of(e, ACTION, address.allocation() + " to " + node.getKey());
      return failure.kind() == AwsFailure.Kind.OPERATOR
          ? Optional.of(failure.sentence())
          : Optional.empty();
    } catch (SdkException nobodyCanSay) {
      return Optional.empty();
    }
  }
}
