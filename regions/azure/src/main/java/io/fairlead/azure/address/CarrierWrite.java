package io.fairlead.azure.address;

import io.fairlead.azure.address.AddressReader.Found;
import io.fairlead.azure.arm.ArmClient;
import io.fairlead.azure.arm.ArmClient.Answer;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.port.ApplyOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes one NIC or load balancer once, with every change of this tick that it is in: two addresses
 * of one node leave it together.
 */
record CarrierWrite(AzureClients clients, ArmClient arm, AddressReader reader) {
  /** One outcome a change, in the order given. */
  List<ApplyOutcome> run(List<Pending.Change> changes, Instant deadline) {
    return switch (arm.get(changes.getFirst().at().carrier(), deadline)) {
      case Answer.Failed(var why) ->
          // A read changed nothing, whatever became of it.
          changes.stream()
              .<ApplyOutcome>map(
                  _ ->
                      new ApplyOutcome.Refused(
                          why.sentence(),
                          !(why.outcome() instanceof ApplyOutcome.Refused refused)
                              || refused.retryable()))
              .toList();
      case Answer.Done(var body) -> write(new Carrier(body), changes, deadline);
    };
  }

  private List<ApplyOutcome> write(
      Carrier carrier, List<Pending.Change> changes, Instant deadline) {
    Optional<String> busy = carrier.busy();
    if (busy.isPresent()) {
      return changes.stream().map(each -> again(each, busy.get(), deadline)).toList();
    }
    List<Optional<ApplyOutcome>> told =
        changes.stream().map(each -> changed(carrier, each)).toList();
    if (told.stream().allMatch(Optional::isPresent)) {
      return told.stream().flatMap(Optional::stream).toList();
    }
    Answer answer =
        arm.put(changes.getFirst().at().carrier(), carrier.body(), carrier.etag(), deadline);
    List<ApplyOutcome> all = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      Pending.Change change = changes.get(i);
      all.add(told.get(i).orElseGet(() -> written(change, answer, deadline)));
    }
    return List.copyOf(all);
  }

  /** Why a change is not written; empty = it is part of what is written. */
  private Optional<ApplyOutcome> changed(Carrier carrier, Pending.Change change) {
    return clients.isExpired(change.order())
        ? Optional.of(new ApplyOutcome.Expired())
        : change.on(carrier);
  }

  private ApplyOutcome written(Pending.Change change, Answer answer, Instant deadline) {
    return switch (answer) {
      case Answer.Done _ -> new ApplyOutcome.Accepted();
      case Answer.Failed(var why) ->
          why.isBusy() ? again(change, why.sentence(), deadline) : why.outcome();
    };
  }

  /** Somebody else was faster: what they did decides. */
  private ApplyOutcome again(Pending.Change change, String why, Instant deadline) {
    return switch (reader.one(change.address(), deadline)) {
      case Found.Unreadable _ -> new ApplyOutcome.Refused(why, true);
      case Found.At(String holder, _) -> compared(change, holder, why);
      case Found.Changing(String holder, _) -> compared(change, holder, why);
    };
  }

  private static ApplyOutcome compared(Pending.Change change, @Nullable String holder, String why) {
    if (Objects.equals(holder, change.step().to())) {
      return new ApplyOutcome.Accepted();
    }
    return Objects.equals(holder, change.step().from())
        ? new ApplyOutcome.Refused(why, true)
        : new ApplyOutcome.Conflict(change.step().address() + " is " + PublicIpMover.place(holder));
  }
}
