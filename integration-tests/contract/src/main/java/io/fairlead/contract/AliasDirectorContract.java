package io.fairlead.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.port.ApplyOutcome;
import io.fairlead.traffic.AliasTarget;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every director of a service that has alias records does beside. */
public abstract class AliasDirectorContract extends TrafficDirectorContract {
  /** An Application Load Balancer, whose name is spelled with and without {@code dualstack.}. */
  protected static final AliasTarget WEST =
      new AliasTarget("Z32O12XQLNTSW2", "shop-1.eu-west-1.elb.amazonaws.com", false);

  /** A Network Load Balancer. */
  protected static final AliasTarget NORTH =
      new AliasTarget("Z1UDT6IFJ4EJM", "shop-2.elb.eu-north-1.amazonaws.com", false);

  /** The addresses of both, for services that look for what an alias leads to. */
  protected static final Map<AliasTarget, List<String>> ADDRESSES =
      Map.of(
          WEST, List.of("192.0.2.10", "192.0.2.11", "2001:db8:1::10"),
          NORTH, List.of("192.0.2.20", "2001:db8:2::20"));

  /** A weighted alias of the zone. */
  protected final WeightedRecord alias(
      RecordType type, String region, int weight, AliasTarget target) {
    return WeightedRecord.alias(
        new RecordKey("eu.orders." + zone(), type, region), weight, target, region + "/default");
  }

  @Test
  void aliases_of_both_families_are_read_back_as_they_were_written() {
    WeightedRecord four = alias(RecordType.A, "eu-west", 153, WEST);
    WeightedRecord six = alias(RecordType.AAAA, "eu-west", 153, WEST);
    WeightedRecord north = alias(RecordType.A, "eu-north", 102, NORTH);

    assertThat(change(0, 7, create(four), create(six), create(north)))
        .isEqualTo(new ApplyOutcome.Accepted());

    assertThat(known().epoch()).isEqualTo(7);
    assertThat(known().records().values()).containsExactlyInAnyOrder(four, six, north);
  }

  @Test
  void aliases_are_replaced_and_deleted_again_and_again() {
    WeightedRecord west = alias(RecordType.A, "eu-west", 153, WEST);
    WeightedRecord north = alias(RecordType.A, "eu-north", 102, NORTH);
    change(0, 1, create(west), create(north));

    for (int epoch = 1; epoch < 4; epoch++) {
      WeightedRecord now = west.withWeight(epoch);
      assertThat(change(epoch, epoch + 1, new RecordChange(west, now)))
          .isEqualTo(new ApplyOutcome.Accepted());
      west = now;
    }
    assertThat(change(4, 5, new RecordChange(north, null))).isEqualTo(new ApplyOutcome.Accepted());

    assertThat(known().records().values()).containsExactly(west);
  }

  @Test
  void an_alias_that_leads_elsewhere_than_the_batch_expects_is_a_conflict_and_stays() {
    WeightedRecord west = alias(RecordType.A, "eu-west", 100, WEST);
    WeightedRecord other = alias(RecordType.A, "eu-west", 100, NORTH);
    WeightedRecord six = alias(RecordType.AAAA, "eu-west", 100, WEST);
    change(0, 5, create(west), create(six));
    RecordSets before = known();

    assertThat(
            change(
                5,
                6,
                new RecordChange(six, six.withWeight(0)),
                new RecordChange(other, other.withWeight(0))))
        .isInstanceOf(ApplyOutcome.Conflict.class);

    assertThat(known()).isEqualTo(before);
  }

  @Test
  void an_alias_stands_beside_records_with_values_and_takes_the_place_of_one() {
    WeightedRecord west = record("eu-west", 100);
    WeightedRecord north = record("eu-north", 100);
    change(0, 1, create(west), create(north));
    WeightedRecord balanced = alias(RecordType.A, "eu-west", 100, WEST);

    assertThat(change(1, 2, new RecordChange(west, balanced)))
        .isEqualTo(new ApplyOutcome.Accepted());
    assertThat(known().records().values()).containsExactlyInAnyOrder(balanced, north);

    assertThat(change(2, 3, new RecordChange(balanced, west)))
        .isEqualTo(new ApplyOutcome.Accepted());
    assertThat(known().records().values()).containsExactlyInAnyOrder(west, north);
  }
}
