package io.fairlead.contract.artifact;

import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.Selector;
import io.fairlead.artifact.SlotNames;
import io.fairlead.local.artifact.FolderSink;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.BlobStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/** A process that fills a slot of a folder with one long file, shows it, and says how that went. */
final class SlotWriter {
  private SlotWriter() {}

  /** Arguments: the folder, and how many bytes the file has. */
  public static void main(String[] args) throws IOException {
    Pointer pointer = new Pointer(1, ContentDigest.of(new byte[0]), 1);
    String slot = SlotNames.next(pointer, null);
    try (FolderSink sink = FolderSink.writing(Path.of(args[0]), InstantSource.system())) {
      sink.prepare(
          new ArtifactSink.Slot(slot, pointer, new byte[1], new Selector.All()), Instant.MAX);
      try (BlobStream content = new Zeros(Long.parseLong(args[1]))) {
        System.out.println("put " + sink.put(slot, "long", content, Instant.MAX).text());
      }
      System.out.println("show " + sink.show(null, slot, Instant.MAX).text());
    }
  }

  private static final class Zeros implements BlobStream {
    private long left;

    Zeros(long length) {
      left = length;
    }

    @Override
    public int read(byte[] into) {
      if (left == 0) {
        return -1;
      }
      int read = (int) Math.min(into.length, left);
      left -= read;
      return read;
    }

    @Override
    public void close() {}
  }
}
