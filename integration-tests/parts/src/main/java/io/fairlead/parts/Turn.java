package io.fairlead.parts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Of several processes that want one part, the first installs it and the others wait. */
final class Turn implements AutoCloseable {
  private final FileChannel file;

  private Turn(FileChannel file) {
    this.file = file;
  }

  /** Waits until nobody else has the folder; a process that dies has nothing any more. */
  static Turn at(Path home) throws IOException {
    Files.createDirectories(home.getParent());
    FileChannel file =
        FileChannel.open(
            home.resolveSibling(home.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      file.lock();
      return new Turn(file);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Lets the next one have it. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
