package io.fairlead.emulators.lambda;

import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.parts.Demand;
import io.fairlead.parts.Part;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One wall clock for the test, the twin, and every process started with {@link #environment}: the
 * machine's, put forward when a test says so. What a process measures by its monotonic clock (the
 * limits of calls, the pace of a probe) stays the machine's.
 *
 * @see <a href="https://github.com/wolfcw/libfaketime">libfaketime</a>
 */
public final class VirtualTime implements InstantSource {
  private static final List<String> FOLDERS =
      List.of(
          "/usr/lib/x86_64-linux-gnu/faketime",
          "/usr/lib/aarch64-linux-gnu/faketime",
          "/usr/lib64/faketime",
          "/usr/lib/faketime");

  private final TwinClock clock = TwinClock.running();
  private final Path ahead;
  private final Path library;
  private Duration passed = Duration.ZERO;

  /** A clock that is the machine's so far. */
  public VirtualTime() throws IOException {
    Demand.of(Part.FAKETIME);
    library =
        Stream.of(FOLDERS.toArray(String[]::new))
            .map(folder -> Path.of(folder, "libfaketime.so.1"))
            .filter(Files::isReadable)
            .findFirst()
            .orElseThrow(() -> new IOException("no libfaketime.so.1 in any of " + FOLDERS));
    ahead = Workspace.scratch("clock").resolve("ahead");
    write();
  }

  /** The twin's side of it. */
  public TwinClock clock() {
    return clock;
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }

  /** Lets time pass for everybody at once. */
  public synchronized void pass(Duration time) {
    passed = passed.plus(time);
    write();
    clock.pass(time);
  }

  /** Lets time pass until an instant; one that is over already is not waited for. */
  public void until(Instant at) {
    Duration left = Duration.between(instant(), at);
    if (left.isPositive()) {
      pass(left);
    }
  }

  /** What a process needs to live by this clock. */
  public Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", ahead.toString(),
        "FAKETIME_NO_CACHE", "1",
        // Both, or else timed waits of the virtual machine end at once.
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        "FAKETIME_FORCE_MONOTONIC_FIX", "0",
        "NO_FAKE_STAT", "1");
  }

  /** In one step: a reader finds the old text or the new one. */
  private void write() {
    try {
      Path next = ahead.resolveSibling("next");
      double seconds = passed.toMillis() / 1000.0;
      Files.writeString(next, String.format(Locale.ROOT, "+%.3f%n", seconds));
      Files.move(next, ahead, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
