package io.fairlead.wiring.yaml;

import java.util.List;

/** A YAML node before paths and variables: an anchored one may be used in several places. */
sealed interface RawNode {
  /** Its line and column; the path is empty. */
  Place place();

  record Scalar(Place place, String text, boolean plain) implements RawNode {}

  record Sequence(Place place, List<RawNode> items) implements RawNode {}

  record Mapping(Place place, List<Pair> pairs) implements RawNode {}

  record Pair(Scalar key, RawNode value) {}
}
