package io.fairlead.aws.address;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** One step of one address: what was just read is compared, and one mutating call made at most. */
record Move(AwsClients clients, ElasticIp address, Order order, Step.MoveAddress step) {
  private static final String TAKEN = "Resource.AlreadyAssociated";

  ApplyOutcome run(AddressReader.Found found, Instant deadline) {
    return switch (found) {
      case AddressReader.Found.Unreadable(String why) -> new ApplyOutcome.Refused(why, true);
      case AddressReader.Found.At(String holder, String association, _) -> {
        if (Objects.equals(holder, step.to())) {
          // Where it should be already: a repeat would only be charged as one more remap.
          yield new ApplyOutcome.Accepted();
        }
        yield Objects.equals(holder, step.from())
            ? write(association, deadline)
            : new ApplyOutcome.Conflict(
                step.address() + " is " + (holder == null ? "on nothing" : "on " + holder));
      }
    };
  }

  private ApplyOutcome write(@Nullable String association, Instant deadline) {
    Optional<AwsRequestOverrideConfiguration> budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      return new ApplyOutcome.Refused("no time was left to send it", true);
    }
    if (clients.isExpired(order)) {
      return new ApplyOutcome.Expired();
    }
    String action = step.to() == null ? "ec2:DisassociateAddress" : "ec2:AssociateAddress";
    Optional<String> refusal =
        step.to() == null
            ? new MovePermission(clients).refusal(address, order.heads(), deadline)
            : Optional.empty();
    if (refusal.isPresent()) {
      return new ApplyOutcome.Refused("not taken off: " + refusal.get(), false);
    }
    try {
      send(association, budget.get());
      return new ApplyOutcome.Accepted();
    } catch (Ec2Exception e) {
      return TAKEN.equals(e.awsErrorDetails().errorCode())
          ? new ApplyOutcome.Conflict(e.awsErrorDetails().errorMessage())
          : AwsFailure.of(e, action, address.allocation()).outcome();
    } catch (SdkException e) {
      return AwsFailure.of(e, action, address.allocation()).outcome();
    }
  }

  private void send(@Nullable String association, AwsRequestOverrideConfiguration budget) {
    if (step.to() == null) {
      clients
          .ec2(address.location())
          .disassociateAddress(
              DisassociateAddressRequest.builder()
                  .associationId(association)
                  .overrideConfiguration(budget)
                  .build());
      return;
    }
    Attachment to = Objects.requireNonNull(address.attachments().get(step.to()));
    clients
        .ec2(address.location())
        .associateAddress(
            AssociateAddressRequest.builder()
                .allocationId(address.allocation())
                .networkInterfaceId(to.networkInterface())
                .privateIpAddress(to.privateIp())
                // From nothing it must still be on nothing: there EC2 itself is the fence.
                .allowReassociation(step.from() != null)
                .overrideConfiguration(budget)
                .build());
  }
}
