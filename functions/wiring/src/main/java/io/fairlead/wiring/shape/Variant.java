package io.fairlead.wiring.shape;

import java.util.List;

/**
 * What holds where a key has a certain word, as in {@code cloud: local}.
 *
 * @param needs keys that must be there
 * @param refuses keys that must not be there
 */
public record Variant(String key, String word, List<String> needs, List<String> refuses) {
  public Variant {
    needs = List.copyOf(needs);
    refuses = List.copyOf(refuses);
  }
}
