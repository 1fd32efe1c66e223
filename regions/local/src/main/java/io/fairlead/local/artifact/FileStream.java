package io.fairlead.local.artifact;

import io.fairlead.local.state.FileWords;
import io.fairlead.port.BlobStream;
import io.fairlead.port.PortException;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A file, read in pieces. A symbolic link in its place is not followed. */
final class FileStream implements BlobStream {
  private final String name;
  private final InputStream in;

  /** Some content that comes from elsewhere than a file by its path. */
  FileStream(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  static Reading<BlobStream> open(Path path) {
    try {
      // A pipe in its place would be waited for, for ever.
      if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isRegularFile()) {
        return new Reading.Unreadable<>(path + " is no plain file");
      }
      return new Reading.Known<>(
          new FileStream(path.toString(), Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)));
    } catch (IOException e) {
      return new Reading.Unreadable<>(FileWords.of(e));
    }
  }

  @Override
  public int read(byte[] into) {
    try {
      return in.read(into);
    } catch (IOException e) {
      throw new PortException("file " + name, "read", true, e);
    }
  }

  /** Nothing was written, so nothing can be lost by closing. */
  @Override
  @SuppressWarnings("EmptyCatch")
  public void close() {
    try {
      in.close();
    } catch (IOException _) {
      // What was read is verified by its digest.
    }
  }
}
