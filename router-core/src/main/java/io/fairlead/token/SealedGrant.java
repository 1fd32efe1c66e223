package io.fairlead.token;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A grant with its claims sealed once for each region that may read them.
 *
 * @param boxes sealed claims in base64, by region
 */
public record SealedGrant(TokenGrant grant, SortedMap<String, String> boxes) {
  public SealedGrant {
    boxes = Collections.unmodifiableSortedMap(new TreeMap<>(boxes));
    if (!grant.scope().regions().containsAll(boxes.keySet())) {
      throw new IllegalArgumentException(
          "token %s is sealed for %s, and its scope is %s"
              .formatted(grant.id().hex(), boxes.keySet(), grant.scope().regions()));
    }
  }
}
