package io.fairlead.aws.zone;

import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.ZoneStamp;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * A zone as it was read.
 *
 * @param stamp its epoch record, whose digest differs from the records' where somebody changed them
 * @param aliases the alias records among the fleet's, as Route 53 lists them
 * @param strangers records under the fleet's names that are not its own and never touched
 */
record ZoneNow(
    RecordSets sets,
    Optional<ZoneStamp> stamp,
    SortedMap<RecordKey, ResourceRecordSet> aliases,
    List<String> strangers) {
  ZoneNow {
    aliases = Collections.unmodifiableSortedMap(new TreeMap<>(aliases));
    strangers = List.copyOf(strangers);
  }
}
