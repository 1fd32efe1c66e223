package io.fairlead.token;

import java.util.ArrayList;
import java.util.List;

/**
 * The regions that a token is for.
 *
 * @param home region that issued it
 * @param others sorted; none for {@code region-local}, one for {@code standby}, one or more for
 *     {@code global}
 */
public record TokenScope(TokenClass kind, String home, List<String> others) {
  private static final String NONE = "-";

  public TokenScope {
    others = others.stream().sorted().distinct().toList();
    boolean fits =
        switch (kind) {
          case REGION_LOCAL -> others.isEmpty();
          case STANDBY -> others.size() == 1;
          case GLOBAL -> !others.isEmpty();
        };
    if (!fits || others.contains(home)) {
      throw new IllegalArgumentException(
          "a region-local token has no other region, a standby token one, a global one or more: not %s of %s with '%s'"
              .formatted(kind.word(), home, String.join(", ", others)));
    }
  }

  /** Whether a token is active in a region as far as its scope goes. */
  public boolean admits(String region, Takeovers takeovers) {
    return region.equals(home)
        || (others.contains(region)
            && switch (kind) {
              case REGION_LOCAL -> false;
              case STANDBY -> takeovers.tookOver(home, region);
              case GLOBAL -> true;
            });
  }

  /** Regions that a token is active in, home first. */
  public List<String> admitting(Takeovers takeovers) {
    return regions().stream().filter(region -> admits(region, takeovers)).toList();
  }

  /** Every region of the scope, home first. */
  public List<String> regions() {
    List<String> regions = new ArrayList<>(List.of(home));
    regions.addAll(others);
    return List.copyOf(regions);
  }

  /** Class and other regions, as in pages; the home stands in the page's head. */
  String text() {
    return kind.word() + " " + (others.isEmpty() ? NONE : String.join(",", others));
  }

  static TokenScope parse(String home, String kind, String others) {
    return new TokenScope(
        TokenClass.parse(kind),
        home,
        others.equals(NONE) ? List.of() : List.of(others.split(",", -1)));
  }
}
