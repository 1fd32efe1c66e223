package io.fairlead.parts;

import java.nio.file.Path;

/** Whether a part is on this machine after it was asked for. */
public sealed interface Found {
  /** It is here. */
  record Present(Path program) implements Found {}

  /** It is not, and this is why, in words. */
  record Missing(String why) implements Found {}
}
