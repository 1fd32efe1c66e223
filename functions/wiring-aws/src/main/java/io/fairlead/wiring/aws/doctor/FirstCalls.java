package io.fairlead.wiring.aws.doctor;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.aws.client.SideBySide;
import io.fairlead.wiring.region.Cause;
import io.fairlead.wiring.stack.AwsStacks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.model.AccountLimitType;

/**
 * One call in every location and one to Route 53, before all others: where not one of them is
 * accepted, or not one is answered, that is told once, instead of by everything that is asked. A
 * single location that is dark is refuted by the others and told as what it is.
 */
record FirstCalls(AwsClients clients, AwsStacks stacks, Instant deadline) {
  /** With fewer, one dark location would pass for everything. */
  private static final int ENOUGH = 2;

  private static final Set<String> REJECTED =
      Set.of(
          "AuthFailure",
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

  private static final Set<String> UNANSWERED = Set.of("NotConnected", "NoAnswer");

  /** What they have in common; empty = nothing, so that each thing is asked for itself. */
  Optional<Cause> cause(Unasked unasked) {
    List<Optional<AwsFailure>> answers = SideBySide.all(all(), FirstCalls::failure);
    List<AwsFailure> failures = answers.stream().flatMap(Optional::stream).toList();
    if (failures.size() < answers.size() || answers.size() < ENOUGH) {
      return Optional.empty();
    }
    List<String> codes = failures.stream().map(AwsFailure::code).toList();
    if (REJECTED.containsAll(codes)) {
      return Optional.of(unasked.rejected(codes));
    }
    return UNANSWERED.containsAll(codes)
        ? Optional.of(unasked.unanswered(failures.stream().map(AwsFailure::sentence).toList()))
        : Optional.empty();
  }

  /** A call, and how it is named where it fails. */
  private record Asked(String action, String resource, Runnable call) {}

  private List<Asked> all() {
    var budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      return List.of();
    }
    Stream<Asked> locations =
        stacks.scopes().keySet().stream()
            .map(stacks::location)
            .map(
                location ->
                    new Asked(
                        "ec2:DescribeAccountAttributes",
                        location,
                        () ->
                            clients
                                .ec2(location)
                                .describeAccountAttributes(
                                    ask -> ask.overrideConfiguration(budget.get()))));
    Asked limit =
        new Asked(
            "route53:GetAccountLimit",
            "the account",
            () ->
                clients
                    .route53()
                    .getAccountLimit(
                        ask ->
                            ask.type(AccountLimitType.MAX_HEALTH_CHECKS_BY_OWNER)
                                .overrideConfiguration(budget.get())));
    return Stream.concat(locations, Stream.of(limit)).toList();
  }

  private static Optional<AwsFailure> failure(Asked asked) {
    try {
      asked.call().run();
      return Optional.empty();
    } catch (SdkException e) {
      return Optional.of(AwsFailure.of(e, asked.action(), asked.resource()));
    }
  }
}
