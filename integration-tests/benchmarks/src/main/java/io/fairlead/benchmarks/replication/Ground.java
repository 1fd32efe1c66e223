package io.fairlead.benchmarks.replication;

import io.fairlead.local.artifact.FolderSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What all measurements stand on.
 *
 * @param folder below which everything is that they make
 * @param apart whether a region is a process of its own, as it is measured
 */
record Ground(Path folder, StoreProcess store, Ours ours, Table table, boolean apart) {
  private static final int FOLDERS = 100;
  private static final int PIECE = 1 << 20;

  /** Files of random content. */
  Path files(Sizes.Objects objects) throws IOException {
    Path source = Files.createDirectory(folder.resolve(objects.name()));
    for (int i = 0; i < objects.count(); i++) {
      write(source, objects, i, 1);
    }
    return source;
  }

  /** One of these files, with the content of some version. */
  static void write(Path source, Sizes.Objects objects, int number, int version)
      throws IOException {
    Path file = source.resolve("f%02d/object-%06d".formatted(number % FOLDERS, number));
    Files.createDirectories(file.getParent());
    Random random = new Random(((long) version << 40) + ((long) objects.bytes() << 20) + number);
    byte[] piece = new byte[Math.min(PIECE, objects.bytes())];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int left = objects.bytes(); left > 0; left -= piece.length) {
        random.nextBytes(piece);
        out.write(piece, 0, Math.min(left, piece.length));
      }
    }
  }

  /** Publishes a folder's files into a bucket. */
  void publish(Path source, String bucket) throws IOException {
    store.make(bucket);
    ours.publish(
        new FolderSource(source, InstantSource.system()), folder.resolve("key.pem"), bucket);
  }

  /** Runs a region's process over a bucket. */
  RegionRuns region(String from, String... to) throws IOException {
    return bounded("", from, to);
  }

  /** The same with a bound to its heap. */
  RegionRuns bounded(String heap, String from, String... to) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of(store.endpoint().toString(), ours.publicKey(), from));
    arguments.addAll(List.of(to));
    return apart
        ? RegionRuns.of(
            new RegionRuns.Started(Region.class, heap), folder.resolve("region.log"), arguments)
        : RegionRuns.inside(arguments);
  }

  Peers peers() {
    return new Peers(store, folder.resolve("peer.log"));
  }
}
