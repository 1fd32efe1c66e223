package io.fairlead.wiring.yaml;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values of single keys. */
public final class Scalars {
  /** The form of a duration. */
  public static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private Scalars() {}

  /** A whole number that fits an int. */
  public static @Nullable Integer number(Tree.Leaf leaf) {
    if (leaf.type() != Tree.Leaf.Type.WHOLE_NUMBER) {
      return null;
    }
    long value = Long.parseLong(leaf.text());
    return value == (int) value ? Integer.valueOf((int) value) : null;
  }

  /** A duration such as {@code 500ms}, {@code 10s}, {@code 15m}, {@code 1h}, {@code 30d}. */
  public static @Nullable Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
