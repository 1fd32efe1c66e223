package io.fairlead.aws.zone;

import java.util.List;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecord;

/**
 * A batch as Route 53 counts it: every value is a record, an alias is one too, and an UPSERT counts
 * twice, its characters too.
 *
 * @param characters of all values, quotes included
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html#limits-api-requests-changeresourcerecordsets">Quotas
 *     on ChangeResourceRecordSets</a>
 */
record BatchSize(int records, int characters) {
  static final int MOST_RECORDS = 1_000;
  static final int MOST_CHARACTERS = 32_000;

  static BatchSize of(List<Change> changes) {
    int records = 0;
    int characters = 0;
    for (Change change : changes) {
      int times = change.action() == ChangeAction.UPSERT ? 2 : 1;
      List<ResourceRecord> values = change.resourceRecordSet().resourceRecords();
      records += times * Math.max(1, values.size());
      for (ResourceRecord value : values) {
        characters += times * value.value().length();
      }
    }
    return new BatchSize(records, characters);
  }

  boolean fits() {
    return records <= MOST_RECORDS && characters <= MOST_CHARACTERS;
  }
}
