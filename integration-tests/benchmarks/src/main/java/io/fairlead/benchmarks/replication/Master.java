package io.fairlead.benchmarks.replication;

import io.fairlead.artifact.ArtifactKind;
import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.Version;
import io.fairlead.cycle.PublishContent;
import io.fairlead.port.BlobStream;
import io.fairlead.port.BytesStream;
import io.fairlead.port.Reading;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A master's process of its own, as {@code fairlead publish} is one, that publishes very many
 * objects: their content is only made where it has changed.
 */
public final class Master {
  private static final int BYTES = 256;
  private static final int A_FOLDER = 1000;

  private Master() {}

  /**
   * Publishes, and prints what that took.
   *
   * @param arguments endpoint, public key, file of the private one, bucket, objects, how many of
   *     them have changed; where none has, all content is believed to be in the bucket
   */
  public static void main(String[] arguments) {
    try (Ours ours = new Ours(URI.create(arguments[0]), arguments[1])) {
      int changed = Integer.parseInt(arguments[5]);
      AtomicLong received = new AtomicLong();
      Watched store = new Watched(ours.store(arguments[3]), changed == 0, received);
      long began = System.nanoTime();
      ours.publish(new Made(Integer.parseInt(arguments[4]), changed), Path.of(arguments[2]), store);
      double millis = (System.nanoTime() - began) / 1e6;
      System.out.println(
          new RegionRuns.Run(millis, ours.requestsTaken(), changed, 0, 0, received.get()).text());
      RegionRuns.printPeak();
    }
  }

  private record Made(int count, int changed) implements PublishContent {
    @Override
    public Answer objects(
        @Nullable Version before, Consumer<ArtifactObject> each, Instant deadline) {
      for (int i = 0; i < count; i++) {
        String path = "f%04d/object-%07d".formatted(i / A_FOLDER, i);
        boolean other = changed > 0 && i % (count / changed) == 0;
        Blob blob = new Blob(ContentDigest.of(content(path, other)), BYTES);
        each.accept(new ArtifactObject(path, blob, ArtifactKind.FILES, List.of()));
      }
      return new Answer.All();
    }

    @Override
    public Reading<BlobStream> open(ArtifactObject object, Instant deadline) {
      return new Reading.Known<>(new BytesStream(content(object.path(), true)));
    }

    private static byte[] content(String path, boolean other) {
      return (path + " ".repeat(BYTES - path.length() - 1) + (other ? "2" : "1"))
          .getBytes(StandardCharsets.UTF_8);
    }
  }
}
