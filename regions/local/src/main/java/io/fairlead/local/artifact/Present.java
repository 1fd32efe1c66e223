package io.fairlead.local.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Whether something is there; what nobody can tell is no answer, and never "no". */
final class Present {
  private Present() {}

  static boolean at(Path path, LinkOption... options) throws IOException {
    try {
      Files.readAttributes(path, BasicFileAttributes.class, options);
      return true;
    } catch (NoSuchFileException _) {
      return false;
    }
  }
}
