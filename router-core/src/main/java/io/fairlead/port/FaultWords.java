package io.fairlead.port;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says an exception in words for people: no name of a class is among them. */
public final class FaultWords {
  /**
   * Between a call and why it never left this machine: a reason of this machine, not of the call.
   */
  public static final String NOT_SENT = " was not sent: ";

  private static final int MAX_DEPTH = 8;
  private static final String ENDING = "(Exception|Error)$";

  private FaultWords() {}

  /** What it says of itself, and where it says nothing, its kind. */
  public static String of(Throwable fault) {
    Throwable at = fault;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      @Nullable String message = at.getMessage();
      Throwable cause = at.getCause();
      boolean quotes = cause != null && (message == null || message.equals(cause.toString()));
      if (!quotes || cause == null) {
        return message == null || message.isBlank() ? kind(at) : message;
      }
      at = cause;
    }
    return kind(at);
  }

  /** Its kind, as in {@code access denied} or {@code closed channel}. */
  public static String kind(Throwable fault) {
    String words =
        fault
            .getClass()
            .getSimpleName()
            .replaceFirst(ENDING, "")
            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
            .toLowerCase(Locale.ROOT);
    return words.isEmpty() || words.equals("io") ? "input or output failed" : words;
  }
}
