package io.fairlead.wiring.azure;

import java.util.List;

/**
 * Keeps the SDK's own log lines from people: what it logs of a failed call, with traces, the
 * adapters say in one sentence.
 */
final class QuietSdk {
  private static final String LEVEL = "org.slf4j.simpleLogger.log.";

  private QuietSdk() {}

  /** Turns them off where nobody has said otherwise, as by {@code JAVA_TOOL_OPTIONS}. */
  static void please() {
    for (String library : List.of("com.azure", "reactor")) {
      if (System.getProperty(LEVEL + library) == null) {
        System.setProperty(LEVEL + library, "off");
      }
    }
  }
}
