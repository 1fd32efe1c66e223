package io.fairlead.simulation;

import io.fairlead.traffic.RecordSets;

/**
 * A zone that was changed by us.
 *
 * @param found as it was
 * @param ours as we wrote it last, whatever a person made of it since
 * @param after as it is now
 */
record Rewritten(RecordSets found, RecordSets ours, RecordSets after) {}
