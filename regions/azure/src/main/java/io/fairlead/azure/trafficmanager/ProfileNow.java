package io.fairlead.azure.trafficmanager;

import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.ZoneStamp;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A profile as it was read.
 *
 * @param stamp its epoch tag, whose digest differs from the records' where somebody changed them
 * @param body all of it
 * @param amiss what a person should see to, a sentence each
 */
record ProfileNow(RecordSets sets, Optional<ZoneStamp> stamp, ObjectNode body, List<String> amiss) {
  ProfileNow {
    body = body.deepCopy();
    amiss = List.copyOf(amiss);
  }

  /** A copy of all of it. */
  @Override
  public ObjectNode body() {
    return body.deepCopy();
  }
}
