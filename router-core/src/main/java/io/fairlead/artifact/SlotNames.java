package io.fairlead.artifact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of the copies beside each other at a destination: version, digest, and a count. */
public final class SlotNames {
  private static final Pattern NAME = Pattern.compile("([0-9]{12}-[0-9a-f]{8})-([1-9][0-9]{0,8})");

  private SlotNames() {}

  /** A slot for a version that is not the one readers see now. */
  public static String next(Pointer pointer, @Nullable String current) {
    String stem = "%012d-%s".formatted(pointer.version(), pointer.digest().brief());
    Matcher now = NAME.matcher(current == null ? "" : current);
    boolean again = now.matches() && now.group(1).equals(stem);
    return stem + "-" + (again ? Integer.parseInt(now.group(2)) + 1 : 1);
  }

  /** Whether a name is one of ours. */
  public static boolean isSlot(String name) {
    return NAME.matcher(name).matches();
  }
}
