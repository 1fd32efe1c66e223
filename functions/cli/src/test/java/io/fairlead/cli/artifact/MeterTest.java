package io.fairlead.cli.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.Difference;
import io.fairlead.artifact.SomeObjects;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Reading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Content passes as fast as a limit allows, and is told of. */
final class MeterTest {
  private static final long SECOND = 1_000_000_000;

  private final List<String> told = new ArrayList<>();
  private long now = 5 * SECOND;

  private Meter meter(long limit) {
    return new Meter(limit, new Meter.Time(() -> now, pause -> now += pause), told::add);
  }

  /** Content of so many bytes that takes no time by itself. */
  private static Reading<BlobStream> content(int length) {
    return new Reading.Known<>(
        new BlobStream() {
          private int left = length;

          @Override
          public int read(byte[] into) {
            int read = left == 0 ? -1 : Math.min(left, into.length);
            left -= Math.max(0, read);
            return read;
          }

          @Override
          public void close() {
            left = 0;
          }
        });
  }

  private static void readAll(Reading<BlobStream> opened) {
    assertThat(opened).isInstanceOf(Reading.Known.class);
    BlobStream stream = ((Reading.Known<BlobStream>) opened).value();
    byte[] piece = new byte[64_000];
    while (stream.read(piece) >= 0) {
      // Its bytes are counted.
    }
  }

  @Test
  void ten_megabytes_at_two_a_second_take_five_seconds() {
    Meter meter = meter(2_000_000);
    for (int i = 0; i < 10; i++) {
      readAll(meter.over(content(1_000_000)));
    }

    assertThat(now).isBetween(10 * SECOND - SECOND / 10, 10 * SECOND + SECOND / 10);
    assertThat(told.size()).isBetween(20, 26);
    assertThat(told.getLast()).matches("(9|10) objects, (9|10)\\.\\d MB, 2\\.\\d MB/s");
  }

  @Test
  void what_is_expected_is_shown_as_a_bar() {
    Meter meter = meter(2_000_000);
    meter.expect(
        new Difference(
            new SomeObjects(3, 3_000_000, List.of()),
            new SomeObjects(1, 1_000_000, List.of()),
            new SomeObjects(7, 7_000_000, List.of())));
    readAll(meter.over(content(1_000_000)));
    readAll(meter.over(content(1_000_000)));

    assertThat(told.getLast())
        .isEqualTo("[#########-----------]  45 %  1 of 4 objects, 1.8 MB of 4.0 MB, 2.1 MB/s");
  }

  @Test
  void without_a_limit_nothing_waits() {
    readAll(meter(0).over(content(100_000_000)));

    assertThat(now).isEqualTo(5 * SECOND);
    assertThat(told).isEmpty();
  }

  @Test
  void what_cannot_be_opened_is_said_as_it_was() {
    Reading<BlobStream> dark = new Reading.Unreadable<>("it is dark");

    assertThat(meter(1).over(dark)).isSameAs(dark);
  }
}
