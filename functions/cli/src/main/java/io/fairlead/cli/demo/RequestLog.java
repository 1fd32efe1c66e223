package io.fairlead.cli.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Every request of the demo's clients, in memory and one line each in a file: start and end in
 * milliseconds since the epoch, name asked, {@code ok} or {@code failed}, who answered or why not.
 */
final class RequestLog implements AutoCloseable {
  /** One request of a client. */
  record Entry(long startMillis, long endMillis, String name, boolean ok, String text) {
    String line() {
      return startMillis + " " + endMillis + " " + name + " " + (ok ? "ok " : "failed ") + text;
    }
  }

  private final BufferedWriter file;
  private final List<Entry> entries = new ArrayList<>();

  RequestLog(Path path) throws IOException {
    this.file = Files.newBufferedWriter(path);
  }

  synchronized void add(Entry entry) {
    entries.add(entry);
    try {
      file.write(entry.line() + "\n");
      file.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the request log cannot be written", e);
    }
  }

  /** Entries that began within [from, to) and match. */
  synchronized List<Entry> between(long from, long to, Predicate<Entry> matching) {
    return entries.stream()
        .filter(e -> e.startMillis() >= from && e.startMillis() < to)
        .filter(matching)
        .toList();
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
