package io.fairlead.aws.zone;

import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.ZoneStamp;
import java.util.Optional;

/**
 * A zone as it was read.
 *
 * @param stamp its epoch record, whose digest differs from the records' where somebody changed them
 */
record ZoneNow(RecordSets sets, Optional<ZoneStamp> stamp) {}
