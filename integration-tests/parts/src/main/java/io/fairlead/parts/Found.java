package io.fairlead.parts;

import java.nio.file.Path;

/** Whether a part is on this machine after it was asked for. */
public sealed interface Found {
  /** It is here. */
  record Present(Path program) implements Found {}

  /** It is not, though tests may fetch it, and this is why, in words. */
  record Missing(String why) implements Found {}

  /**
   * It needs something of the machine itself that no test installs: a container engine, a newer
   * Python. Continuous integration names it like any other and goes on.
   */
  record Beyond(String why) implements Found {}
}
