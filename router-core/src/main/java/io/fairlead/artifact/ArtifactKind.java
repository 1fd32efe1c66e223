package io.fairlead.artifact;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an object is to a gateway. */
public enum ArtifactKind {
  APIS,
  /** Throttling policies: whatever a region selects, it gets all of them. */
  POLICIES,
  GATEWAY_CONFIG,
  /** Certificates and their keys: sealed for each region before anything leaves the master. */
  CERTIFICATES,
  FILES;

  /** As manifests and topologies write it, as in {@code gateway-config}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a region's own values are put into files of this kind: nobody else has backends. */
  public boolean takesValues() {
    return this == APIS || this == GATEWAY_CONFIG;
  }

  /** Every word. */
  public static List<String> words() {
    return Arrays.stream(values()).map(ArtifactKind::word).toList();
  }

  /**
   * Reads a word.
   *
   * @throws IllegalArgumentException where this build knows no such kind
   */
  public static ArtifactKind parse(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + word
                        + "' is no kind of artifact that this build knows: "
                        + String.join(", ", words())));
  }
}
