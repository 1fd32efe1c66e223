package io.fairlead.aws.zone;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.aws.client.Route53Calls;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordDiff;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WeightedRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeBatch;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * One batch as a compare-and-set: the epoch record and every changed record are deleted as they
 * must be now and created as they shall be. Route 53 takes it whole or not at all.
 *
 * @param now the zone as read just before
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html">
 *     ChangeResourceRecordSets</a>
 */
record ZoneBatch(HostedZone zone, String fleet, ZoneNow now, RecordBatch batch) {
  private static final String CHANGE = "route53:ChangeResourceRecordSets";
  private static final int MOST_COMMENT = 256;

  /**
   * How sending ended.
   *
   * @param change id of the change that was submitted; empty = none was
   */
  record Sent(ApplyOutcome outcome, String change) {}

  /** The zone as it is after the batch. */
  ZoneNow after() {
    RecordSets after = RecordDiff.apply(now.sets(), batch.toEpoch(), batch.changes());
    return new ZoneNow(
        after, Optional.of(zone.stamp(fleet, after)), now.aliases(), now.strangers());
  }

  /** Whether it creates an alias record. */
  boolean makesAlias() {
    return batch.changes().stream()
        .map(RecordChange::after)
        .anyMatch(after -> after != null && after.alias() != null);
  }

  Sent send(Route53Calls calls, Order order, Instant deadline) {
    long epoch = now.sets().epoch();
    if (epoch == batch.toEpoch() && isApplied()) {
      return new Sent(new ApplyOutcome.Accepted(), "");
    }
    if (epoch != batch.fromEpoch()) {
      String why = " is at epoch " + epoch + ", the batch starts from " + batch.fromEpoch();
      return new Sent(new ApplyOutcome.Conflict(zone.zone() + why), "");
    }
    List<Change> changes;
    try {
      changes = changes();
    } catch (IllegalArgumentException e) {
      return new Sent(new ApplyOutcome.Refused(String.valueOf(e.getMessage()), false), "");
    }
    var budget = calls.turn(deadline);
    if (budget.isEmpty()) {
      return new Sent(new ApplyOutcome.Refused(AwsClients.NO_TIME, true), "");
    }
    return calls.clients().isExpired(order)
        ? new Sent(new ApplyOutcome.Expired(), "")
        : submitted(calls, order, changes, budget.get());
  }

  private Sent submitted(
      Route53Calls calls,
      Order order,
      List<Change> changes,
      AwsRequestOverrideConfiguration budget) {
    try {
      String change =
          calls
              .client()
              .changeResourceRecordSets(
                  ChangeResourceRecordSetsRequest.builder()
                      .hostedZoneId(zone.id())
                      .changeBatch(
                          ChangeBatch.builder()
                              .comment(comment(order.intentId()))
                              .changes(changes)
                              .build())
                      .overrideConfiguration(budget)
                      .build())
              .changeInfo()
              .id();
      return new Sent(new ApplyOutcome.Accepted(), change);
    } catch (InvalidChangeBatchException e) {
      return new Sent(refusal(e), "");
    } catch (SdkException e) {
      return new Sent(AwsFailure.of(e, CHANGE, zone.zone()).outcome(), "");
    }
  }

  /** Whether the zone holds what the batch makes: it was applied before, its answer lost. */
  private boolean isApplied() {
    return batch.changes().stream()
        .allMatch(change -> Objects.equals(now.sets().records().get(change.key()), change.after()));
  }

  private List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    now.stamp()
        .ifPresent(stamp -> add(changes, ChangeAction.DELETE, RecordForm.set(zone.zone(), stamp)));
    after()
        .stamp()
        .ifPresent(stamp -> add(changes, ChangeAction.CREATE, RecordForm.set(zone.zone(), stamp)));
    for (RecordChange change : batch.changes()) {
      WeightedRecord before = change.before();
      if (before != null) {
        ResourceRecordSet listed = now.aliases().get(change.key());
        add(changes, ChangeAction.DELETE, RecordForm.stored(zone, before, listed));
      }
    }
    for (RecordChange change : batch.changes()) {
      WeightedRecord wanted = change.after();
      if (wanted != null) {
        ResourceRecordSet listed = now.aliases().get(change.key());
        add(changes, ChangeAction.CREATE, RecordForm.spelled(zone, wanted, listed));
      }
    }
    checkLimits(changes);
    return changes;
  }

  private void checkLimits(List<Change> changes) {
    BatchSize size = BatchSize.of(changes);
    if (!size.fits()) {
      throw new IllegalArgumentException(
          "the batch of %s has %d records and %d characters; Route 53 takes %d and %d"
              .formatted(
                  zone.zone(),
                  size.records(),
                  size.characters(),
                  BatchSize.MOST_RECORDS,
                  BatchSize.MOST_CHARACTERS));
    }
  }

  private static void add(List<Change> changes, ChangeAction action, ResourceRecordSet set) {
    changes.add(Change.builder().action(action).resourceRecordSet(set).build());
  }

  /**
   * A record that is not as the batch expects is somebody else's change; the rest is our mistake.
   */
  private ApplyOutcome refusal(InvalidChangeBatchException e) {
    String why = e.awsErrorDetails().errorMessage();
    boolean changed =
        why.contains("do not match the current values")
            || why.contains("already exists")
            || (why.contains("not found") && !why.contains("an alias that targets"));
    return changed
        ? new ApplyOutcome.Conflict(why)
        : new ApplyOutcome.Refused(zone.zone() + ": " + why, false);
  }

  private static String comment(String intentId) {
    String text = "fairlead " + intentId;
    return text.length() <= MOST_COMMENT ? text : text.substring(0, MOST_COMMENT);
  }
}
