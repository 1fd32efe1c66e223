package io.fairlead.wiring.aws.imports;

import io.fairlead.traffic.Weights;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Weights of a name's records against those that the planner would give the same shares. */
final class HomeWeights {
  private HomeWeights() {}

  /** The weights of one address family, by set identifier. */
  static SortedMap<String, Integer> of(List<ResourceRecordSet> sets, RRType type) {
    SortedMap<String, Integer> weights = new TreeMap<>();
    for (ResourceRecordSet set : sets) {
      if (set.type() == type) {
        weights.put(set.setIdentifier(), Math.toIntExact(set.weight()));
      }
    }
    return weights;
  }

  /** Why a plan would change a weight; empty = it would not. */
  static Optional<String> objection(List<ResourceRecordSet> sets) {
    SortedMap<String, Integer> four = of(sets, RRType.A);
    SortedMap<String, Integer> shares = Weights.toShares(four);
    return differing("weights ", four, shares)
        .or(() -> differing("AAAA weights ", of(sets, RRType.AAAA), shares));
  }

  /** A family that no region with a share has is split evenly. */
  private static Optional<String> differing(
      String what, SortedMap<String, Integer> weights, SortedMap<String, Integer> shares) {
    SortedMap<String, Integer> parts = new TreeMap<>();
    weights.keySet().forEach(set -> parts.put(set, shares.getOrDefault(set, 0)));
    if (parts.values().stream().allMatch(part -> part == 0)) {
      parts.replaceAll((set, none) -> 1);
    }
    SortedMap<String, Integer> exact = Weights.ofShares(parts);
    return exact.equals(weights)
        ? Optional.empty()
        : Optional.of(
            what
                + listed(weights)
                + " are no whole percents of 255, which would be "
                + listed(exact));
  }

  private static String listed(SortedMap<String, Integer> weights) {
    return weights.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining(", "));
  }
}
