package io.fairlead.plan;

import io.fairlead.fleet.PartitionId;
import io.fairlead.health.Subject;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The shares wanted of every partition.
 *
 * @param wanted percent by region, {@code overflow} among them where it takes some; adds up to 100
 * @param stuck partitions that no region may take: they stay as they are
 * @param load demand in requests a second that each deployment gets
 * @param overflow demand in requests a second that fits nowhere
 */
record Shares(
    SortedMap<PartitionId, SortedMap<String, Integer>> wanted,
    SortedSet<PartitionId> stuck,
    SortedMap<Subject.OfDeployment, Double> load,
    SortedMap<PartitionId, Integer> overflow) {}
