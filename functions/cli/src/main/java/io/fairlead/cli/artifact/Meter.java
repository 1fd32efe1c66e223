package io.fairlead.cli.artifact;

import io.fairlead.artifact.Difference;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Reading;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Counts the content that passes, tells of it now and then, and lets no more pass than a limit
 * allows. All that is copied at a time passes one.
 */
final class Meter {
  private static final long SECOND = 1_000_000_000;

  /** A line is told so often. */
  private static final long TOLD_EVERY = SECOND / 5;

  /** Letters of a full bar. */
  private static final int BAR = 20;

  private final long limit;
  private final Time time;
  private final Consumer<String> told;
  private final long began;
  private long bytes;
  private int objects;
  private long wantedBytes;
  private int wantedObjects;
  private long nextFree;
  private long toldAt;

  /**
   * Time that passes.
   *
   * @param nanos by a clock that never goes back
   * @param pause waits so many nanoseconds
   */
  record Time(LongSupplier nanos, LongConsumer pause) {}

  /**
   * A meter.
   *
   * @param limit bytes a second; 0 = none
   * @param told takes a line for people
   */
  Meter(long limit, Time time, Consumer<String> told) {
    this.limit = limit;
    this.time = time;
    this.told = told;
    this.began = time.nanos().getAsLong();
    this.nextFree = began;
    this.toldAt = began;
  }

  /** What will pass beside what was expected before. Some of it may turn out to be there. */
  synchronized void expect(Difference difference) {
    wantedBytes += difference.bytes();
    wantedObjects += difference.added().count() + difference.changed().count();
  }

  /** The same content, as it passes. */
  Reading<BlobStream> over(Reading<BlobStream> opened) {
    return opened instanceof Reading.Known<BlobStream>(BlobStream stream)
        ? new Reading.Known<>(new Passing(stream))
        : opened;
  }

  private void passed(int length) {
    long wait = counted(length);
    if (wait > 0) {
      time.pause().accept(wait);
    }
  }

  private synchronized long counted(int length) {
    bytes += length;
    long now = time.nanos().getAsLong();
    tell(now);
    if (limit == 0) {
      return 0;
    }
    nextFree = Math.max(now, nextFree) + length * SECOND / limit;
    return nextFree - now;
  }

  private synchronized void ended() {
    objects++;
    tell(time.nanos().getAsLong());
  }

  private void tell(long now) {
    if (now - toldAt < TOLD_EVERY) {
      return;
    }
    toldAt = now;
    String rate = Sizes.bytes(bytes * SECOND / Math.max(1, now - began)) + "/s";
    told.accept(
        wantedObjects == 0
            ? "%s, %s, %s".formatted(Sizes.objects(objects), Sizes.bytes(bytes), rate)
            : "%s  %d of %s, %s of %s, %s"
                .formatted(
                    bar(),
                    objects,
                    Sizes.objects(wantedObjects),
                    Sizes.bytes(bytes),
                    Sizes.bytes(wantedBytes),
                    rate));
  }

  /** By bytes, unless everything is empty. */
  private String bar() {
    double part =
        wantedBytes == 0 ? (double) objects / wantedObjects : (double) bytes / wantedBytes;
    double done = Math.min(1, part);
    int filled = (int) (done * BAR);
    return "[%s%s] %3d %%"
        .formatted("#".repeat(filled), "-".repeat(BAR - filled), (int) (100 * done));
  }

  /** Content that passes. */
  private final class Passing implements BlobStream {
    private final BlobStream content;

    Passing(BlobStream content) {
      this.content = content;
    }

    @Override
    public int read(byte[] into) {
      int read = content.read(into);
      if (read < 0) {
        ended();
      } else {
        passed(read);
      }
      return read;
    }

    @Override
    public void close() {
      content.close();
    }
  }
}
