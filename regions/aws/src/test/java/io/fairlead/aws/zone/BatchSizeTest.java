package io.fairlead.aws.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

class BatchSizeTest {
  @Test
  void case_6_a_batch_of_600_upserts_counts_1200_records() {
    BatchSize size =
        BatchSize.of(Collections.nCopies(600, change(ChangeAction.UPSERT, "192.0.2.1")));

    assertThat(size.records()).isEqualTo(1_200);
    assertThat(size.fits()).isFalse();
  }

  @Test
  void deletions_and_creations_count_once_and_every_value_is_a_record() {
    BatchSize size =
        BatchSize.of(
            List.of(
                change(ChangeAction.DELETE, "192.0.2.1"),
                change(ChangeAction.CREATE, "192.0.2.1", "192.0.2.22")));

    assertThat(size).isEqualTo(new BatchSize(3, 9 + 9 + 10));
  }

  @Test
  void characters_of_an_upsert_count_twice_too_and_32000_still_fit() {
    String text = "x".repeat(16_000);

    assertThat(BatchSize.of(List.of(change(ChangeAction.UPSERT, text))).fits()).isTrue();
    assertThat(BatchSize.of(List.of(change(ChangeAction.UPSERT, text + "x"))).fits()).isFalse();
  }

  @Test
  void an_alias_is_one_record_without_characters() {
    assertThat(BatchSize.of(List.of(change(ChangeAction.CREATE)))).isEqualTo(new BatchSize(1, 0));
  }

  private static Change change(ChangeAction action, String... values) {
    List<ResourceRecord> records =
        List.of(values).stream()
            .map(value -> ResourceRecord.builder().value(value).build())
            .toList();
    return Change.builder()
        .action(action)
        .resourceRecordSet(ResourceRecordSet.builder().resourceRecords(records).build())
        .build();
  }
}
